import type { Reerased } from '../../../shared/records/again.ts';

/** What was done so far; those are named whom somebody must look at. */
export interface Tally {
  readonly destroyed: number;
  readonly nothing: number;
  readonly held: readonly string[];
  readonly spared: readonly string[];
  readonly failed: readonly string[];
}
export const NOTHING_YET: Tally = { destroyed: 0, nothing: 0, held: [], spared: [], failed: [] };

type Became = readonly [person: string, became: Reerased];

/** The tally with what became of some more. */
export function count(before: Tally, done: readonly Became[]): Tally {
  const of = (what: Reerased): readonly string[] =>
    done.flatMap(([person, became]) => (became === what ? [person] : []));
  return {
    destroyed: before.destroyed + of('destroyed').length,
    nothing: before.nothing + of('nothing').length,
    held: [...before.held, ...of('held')],
    spared: [...before.spared, ...of('spared')],
    failed: [...before.failed, ...of('failed')],
  };
}

/** The report as people read it. */
export function reerasedText({ destroyed, nothing, held, spared, failed }: Tally): string {
  return [
    `${destroyed} destroyed again, of ${nothing} nothing was there.`,
    ...held.map(
      (person) => `  HELD    ${person}: destroyed but for what a legal hold kept back. Look at the holds.`,
    ),
    ...spared.map(
      (person) =>
        `  SPARED  ${person}: has used the copy since. What was made after the erasure is theirs; an officer decides.`,
    ),
    ...failed.map((person) => `  FAILED  ${person}: see the log of erasures-task, and run this again.`),
    ...(held.length + spared.length + failed.length === 0
      ? ['Everything that was destroyed is destroyed.']
      : []),
  ].join('\n');
}
