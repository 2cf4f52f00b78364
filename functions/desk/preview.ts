import { decideAct } from '../../shared/domain/cases/decide.ts';
import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { LetterDocument } from '../../shared/letters/document.ts';
import { letterhead } from '../../shared/letters/facts.ts';
import { printedLetter } from '../../shared/letters/printed-letters.ts';
import { openContact, readCase } from '../../shared/records/case-file.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { readBy } from '../../shared/records/letter-reader.ts';
import { recordRead } from '../../shared/records/record-read.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** An act that writes a letter, as it was typed. */
interface Previewed {
  readonly reference: string;
  readonly act: string;
  readonly body: { readonly [field: string]: unknown };
  /** OIDC subject. */
  readonly sub: string;
}

/**
 * The letter of an act as it would be sent now, word for word (K4, S5): the act is decided as it would be, and nothing of it is
 * written. What the act would be refused for, its preview is. Refusals: `not-found`, those of the act, `act-not-lawful` for one
 * that writes no letter.
 * @param at epoch ms
 */
export async function previewLetter(
  asked: Previewed,
  at: number,
  deps: StaffDeps & { readonly settings: RuntimeSettings },
): Promise<Result<LetterDocument>> {
  const { act, sub } = asked;
  const reference = parseReference(asked.reference);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  if (reference === undefined || file === undefined) return refuse('not-found');
  const { revision: _, ...command } = asked.body;
  const by = `staff:${sub}` as const;
  const decided = decideAct(file.state, { ...command, act }, { by, at, newId: deps.newId });
  if (!decided.ok) return decided;
  const { body, letters, texts } = decided.value;
  const [letter] = letters;
  const { kind, status, language } = file.state.body;
  const opened = letter && (await openContact(deps, reference, 'letter', at));
  if (letter === undefined || opened === undefined)
    return refuse('act-not-lawful', { data: { act, status, kind } });
  // The letter greets by name: the preview is a read of personal data, and leaves its event (G10).
  const reason = { code: 'answer' } as const;
  await recordRead(deps, opened, { subject: reference, type: 'read-personal', by, reason }, at);
  const queued = queuedLetter(letter, { reference, language, at: new Date(at).toISOString() });
  const text = async (id: string) => texts.find((one) => one.id === id)?.text ?? opened.text(id);
  // The machine decides on cases of its kinds only.
  const read = readBy(opened, body as KnownCase, at);
  const draft = await printedLetter(queued, body as KnownCase, { ...read, text }, deps);
  return draft === undefined
    ? refuse('act-not-lawful', { data: { act, status, kind } })
    : accept(draft.document(letterhead(deps.settings, language, at)));
}
