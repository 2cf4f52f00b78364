import type { PrintLine } from '../../shared/api/desk.ts';
import { presentLetter } from '../../shared/api/present-case.ts';
import { answerBy } from '../../shared/domain/cases/answers.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import { readReasonOf } from '../../shared/domain/cases/reasons.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { LetterDocument } from '../../shared/letters/document.ts';
import { letterhead } from '../../shared/letters/facts.ts';
import { printedLetter } from '../../shared/letters/printed-letters.ts';
import { typedLine, typedText } from '../../shared/letters/typed.ts';
import { caseFile, openContact, readCase } from '../../shared/records/case-file.ts';
import type { RecordDeps, StaffDeps } from '../../shared/records/deps.ts';
import { caseKind } from '../../shared/records/kinds/cases.ts';
import { keyFor, read, storedOf } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { readBy } from '../../shared/records/letter-reader.ts';
import { PRINT_QUEUE } from '../../shared/records/letter-standing.ts';
import { recordRead } from '../../shared/records/record-read.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** Most letters that the queue shows: more than a printer takes in a day. */
const MOST = 200;
const PAGE = 100;

/** Letters that wait to be printed and posted, the most urgent first; references and kinds only (G10). */
export async function printQueue(
  at: number,
  deps: Pick<RecordDeps, 'records' | 'types'>,
): Promise<readonly PrintLine[]> {
  const { records } = deps;
  const lines: PrintLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.listDue(PRINT_QUEUE, {
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const items = await records.getMany(page.items, at);
    const letters = items.flatMap((item) => (item === undefined ? [] : [storedOf(letterKind, item).body]));
    const cases = await records.getMany(
      letters.map(({ reference = '' }) => keyFor(caseKind, reference)),
      at,
    );
    letters.forEach((letter, index) => {
      const item = cases[index];
      const body = item && caseFile(item, deps).state.body;
      if (body !== undefined && isWaiting(letter, body))
        lines.push({ reference: body.reference, letter: presentLetter(letter), dueOn: body.dueOn });
    });
    cursor = page.cursor;
  } while (cursor !== undefined && lines.length < MOST);
  return lines;
}

/** An answer whose tracking number is entered is under way; one that was printed has left the queue. */
const isWaiting = (letter: LetterBody, body: CaseBody): boolean =>
  letter.status === 'queued' && answerBy(body, letter.id)?.post === undefined;

/** A letter as it is printed, with name and address for the window of the envelope, as typed. */
export interface Printed {
  readonly reference: string;
  readonly letter: LetterDocument;
  readonly address: readonly string[];
}

/** Who prints which letter, and why. */
export interface Printing {
  readonly reference: string;
  readonly id: string;
  readonly sub: string;
  readonly reason: string;
}

/**
 * A letter to the requester, drawn for the printer from the frozen texts (K1, K4). It shows name and address: the read
 * is recorded first, and changes nothing else – a letter that is seen is not yet posted.
 * @param at epoch ms
 */
export async function printLetter(
  asked: Printing,
  at: number,
  deps: StaffDeps & { readonly settings: RuntimeSettings },
): Promise<Result<Printed>> {
  const reference = parseReference(asked.reference);
  if (reference === undefined) return refuse('not-found');
  const [file, whole, stored] = await Promise.all([
    readCase(deps, reference, at),
    openContact(deps, reference, 'letter', at),
    read(deps.records, letterKind, { reference, id: asked.id }, at),
  ]);
  const letter = stored?.body;
  if (file === undefined || whole === undefined || letter === undefined) return refuse('not-found');
  const opened = readBy(whole, file.state.body, at);
  const draft = await printedLetter(letter, file.state.body, opened, deps);
  if (draft === undefined) return refuse('not-found');
  const reason = readReasonOf(asked.reason);
  const by = `staff:${asked.sub}` as const;
  await recordRead(
    deps,
    opened,
    { subject: reference, type: 'read-personal', by, reason, data: { letter: letter.id } },
    at,
  );
  const written = letter.sentAt === undefined ? at : Date.parse(letter.sentAt);
  const { name, postalAddress = '' } = opened.contact ?? { name: '' };
  return accept({
    reference,
    letter: draft.document(letterhead(deps.settings, letter.language, written)),
    address: [typedLine(name), ...typedText(postalAddress).split('\n').filter(Boolean)],
  });
}
