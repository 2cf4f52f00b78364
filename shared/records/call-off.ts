import { decideAct } from '../domain/cases/decide.ts';
import type { Actor } from '../domain/cases/events.ts';
import type { CalledOff } from '../domain/letters/called-off.ts';
import type { PersonDecision } from '../domain/registration/address.ts';
import { commitCase, readCase } from './case-file.ts';
import type { Committed } from './decide-again.ts';
import type { RecordDeps } from './deps.ts';
import { commitPerson, type PersonFile, personWrites } from './person-file.ts';
import type { Write } from './port.ts';

/** A destruction that stops: what becomes of the person's record, why, and who wants it so. */
export interface CallingOff {
  readonly file: PersonFile;
  /** The closing is cancelled (shared/domain/registration/closing.ts). */
  readonly made: PersonDecision;
  readonly why: CalledOff;
  readonly by: Actor;
  readonly newId: () => string;
}

/**
 * Commits that a closing was cancelled; where a request had asked for it, its case is the officers' again in the same
 * transaction, and its clocks go on (S3, R7).
 * @param more further writes: keys of the press; @param at epoch ms
 */
export async function commitCalledOff(
  deps: RecordDeps,
  { file, made, why, by, newId }: CallingOff,
  at: number,
  more: readonly Write[] = [],
): Promise<Committed> {
  const reference = file.body.closing?.case;
  const about = reference === undefined ? undefined : await readCase(deps, reference, at);
  const off = about && decideAct(about.state, { act: 'call-off', why }, { by, at, newId });
  if (about === undefined || off?.ok !== true) return commitPerson(deps, file, made, at, { writes: more });
  const { writes, chapters } = await personWrites(deps, file, made, at);
  return commitCase(deps, about, off.value, at, [...writes, ...more], chapters);
}
