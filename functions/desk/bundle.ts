import type { EventView } from '../../shared/api/case-view.ts';
import { lastAnswer } from '../../shared/domain/cases/answers.ts';
import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import { readReasonOf } from '../../shared/domain/cases/reasons.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { composeLetter } from '../../shared/letters/compose.ts';
import { letterhead } from '../../shared/letters/facts.ts';
import { printedLetter } from '../../shared/letters/printed-letters.ts';
import { type Opened, openContact } from '../../shared/records/case-file.ts';
import { readChain } from '../../shared/records/ledger.ts';
import { recordRead } from '../../shared/records/record-read.ts';
import { parseReference } from '../../shared/records/references.ts';
import { listStaff } from '../../shared/records/staff-directory.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { loadCase } from '../../shared/views/load-case.ts';
import type { AnswerLetter, Material, WrittenText } from './bundle-material.ts';
import { bundleFiles, packBundle } from './pages/bundle-files.ts';
import { BUNDLE_KINDS } from './pages/bundle-kinds.ts';
import { personalOf, type Texts, withReasons } from './personal.ts';
import type { Look, ShowDeps } from './show.ts';

/** What exporting needs. */
export type ExportDeps = ShowDeps & { readonly settings: RuntimeSettings };

/** A file to be saved. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * The whole file of a case for a lawyer, as a ZIP (K5): claim, answer, proof of sending, clock, ledger. The export is in
 * the ledger, with the hash of the bundle's manifest, before the bytes are handed out; it changes nothing else (G2).
 * @param at epoch ms
 */
export async function exportCase(
  look: Pick<Look, 'reference' | 'sub'> & { readonly reason: string },
  at: number,
  deps: ExportDeps,
  kinds = BUNDLE_KINDS,
): Promise<Result<Download>> {
  const reference = parseReference(look.reference);
  if (reference === undefined) return refuse('not-found');
  const [parts, opened] = await Promise.all([
    loadCase(deps, reference, at),
    openContact(deps, reference, 'case-file', at),
  ]);
  if (parts === undefined || opened === undefined) return refuse('not-found');
  const [texts, chain, staff] = await Promise.all([
    opened.texts(),
    readChain(deps.records, reference),
    listStaff(deps, at),
  ]);
  const { body, letters, events } = parts;
  const kind = kinds[body.kind];
  if (kind === undefined) throw new TypeError(`no file shows a ${body.kind}`);
  const answerLetter = await drawAnswer(body, letters, opened, deps);
  const material: Material = {
    body,
    letters,
    personal: personalOf(opened, parts, texts, deps.kinds),
    events: withReasons(events, texts),
    chain: chain.map((stored) => stored.body),
    texts: textsOf(events, texts),
    names: new Map(staff.map(({ sub, name }) => [sub, name])),
    at,
    by: `staff:${look.sub}`,
    reason: readReasonOf(look.reason),
    ...(answerLetter === undefined ? {} : { answerLetter }),
  };
  const { bytes, manifest } = packBundle(material, bundleFiles(material, kind));
  const by = `staff:${look.sub}` as const;
  const { reason } = material;
  await recordRead(
    deps,
    opened,
    { subject: reference, type: 'exported', by, reason, data: { manifest } },
    at,
  );
  return accept({ name: `${reference}.zip`, type: 'application/zip', bytes });
}

/** The texts that events name, in their order. */
function textsOf(events: readonly EventView[], texts: Texts): readonly WrittenText[] {
  return events.flatMap(({ at, by, type, data }) => {
    const id = String(data?.['text'] ?? '');
    const found = texts.get(id);
    return found === undefined ? [] : [{ id, at, by, event: type, role: found.role, text: found.text }];
  });
}

/** The answer's letter as it left: drawn again from the frozen text and the date of the attempt that was accepted. */
async function drawAnswer(
  body: KnownCase,
  letters: readonly LetterBody[],
  opened: Opened,
  deps: ExportDeps,
): Promise<AnswerLetter | undefined> {
  const letter = letters.find(({ id }) => id === lastAnswer(body)?.letter);
  const draft = letter && (await printedLetter(letter, body, opened, deps));
  if (letter === undefined || draft === undefined) return undefined;
  const accepted = letter.attempts.findLast((attempt) => attempt.messageId !== undefined);
  const written = Date.parse(accepted?.at ?? letter.sentAt ?? letter.at);
  const { html, hash } = composeLetter(draft, letterhead(deps.settings, letter.language, written));
  return { html, matches: letter.hash === undefined ? undefined : letter.hash === hash };
}
