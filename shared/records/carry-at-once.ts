import { bothChanges, type Change } from '../domain/cases/change.ts';
import { decideAct } from '../domain/cases/decide.ts';
import { caseOf } from '../domain/cases/kinds.ts';
import type { Asking } from '../domain/cases/type.ts';
import { askingBlocks } from '../domain/requests/asking-blocks.ts';
import { type AtOncePart, actsAtOnce, type Named } from '../domain/requests/at-once.ts';
import type { RequestBody } from '../domain/requests/standing.ts';
import { accept, type Result } from '../domain/result.ts';
import type { Language } from '../language.ts';
import type { RuntimeSettings } from '../settings.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import type { RecordDeps } from './deps.ts';
import { holdersOf } from './holders.ts';

/** A change with what follows from it at once, for one commit. */
export interface AtOnce extends CarriedOut {
  readonly made: Change;
}

/** The words of the answer, in the language of the case. */
export type AnswerText = (parts: readonly AtOncePart[], language: Language) => string;

/**
 * Carries out what a request that is opened in a session, or was just proven by its person, asks for and nobody has to decide:
 * consents withdrawn, processing stopped, promotions objected to, public data taken back (S3: *session → at once*). The change
 * comes back with the acts, their answer and its letter; it is to be committed with `writes` and `chapters`. Where there is
 * nothing of the kind, it comes back as it was. Refusals: those of {@link carryOut}.
 */
export async function carryOutAtOnce(
  deps: RecordDeps & { readonly settings: Pick<RuntimeSettings, 'others'> },
  made: Change,
  { named, answerText }: { readonly named?: Named; readonly answerText: AnswerText },
  { at, newId }: Pick<Asking, 'at' | 'newId'>,
): Promise<Result<AtOnce>> {
  const commands = actsAtOnce(made.body as RequestBody, named);
  const holders = await holdersOf(deps)(made.body.person);
  const asking = { by: 'system', at, newId } as const;
  if (commands.length === 0)
    return accept({ made: askingBlocks(made, holders, asking), writes: [], chapters: [] });
  const parts = commands.map(({ part }) => part as AtOncePart);
  const answer = { act: 'answer', part: parts, text: answerText(parts, made.body.language) };
  let done = askingBlocks(made, holders, asking);
  for (const command of [...commands.map((one) => ({ ...one, holders })), answer]) {
    const next = decideAct(caseOf(done.body, done.todo ?? undefined), command, asking);
    if (!next.ok) return next;
    done = bothChanges(done, next.value);
  }
  const carried = await carryOut(deps, done.body, commands, asking);
  return carried.ok ? accept({ made: done, ...carried.value }) : carried;
}
