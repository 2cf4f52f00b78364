/**
 * Which unit tests take too long. Durations are told by the clock, and a machine that others use makes all of them longer:
 * so a piece of work is done again and again beside the tests, and how much longer it takes by the clock than the processor
 * worked on it says how long two seconds are at that time.
 */
import { join } from 'node:path';

/** A unit test may take so long on a machine of its own, ms: what takes longer is a story (`test/whole`). */
const MOST_MS = 2_000;
/** Work of the processor for one look, ms – longer than what a busy system gives to whoever has just slept –, and the rest between. */
const LOOK_MS = 100;
const REST_MS = 2_400;

/** Times by the clock, epoch ms. */
interface Look {
  readonly at: number;
  /** Time by the clock as a multiple of the processor's: 1 where nobody else wants it. */
  readonly slowdown: number;
}

export interface Timed {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly assertionResults: readonly { readonly fullName: string; readonly duration?: number | null }[];
}

function look(): Look {
  const at = Date.now();
  const began = performance.now();
  const before = process.cpuUsage();
  let used = 0;
  while (used < LOOK_MS) {
    const { user, system } = process.cpuUsage(before);
    used = (user + system) / 1_000;
  }
  return { at, slowdown: Math.max(1, (performance.now() - began) / used) };
}

/** Looks until it is told to stop; then gives all looks. */
export function watchPace(): () => readonly Look[] {
  const looks: Look[] = [];
  const timer = setInterval(() => looks.push(look()), REST_MS);
  return () => {
    clearInterval(timer);
    return looks;
  };
}

/** Tests of `test/unit` that took longer than two seconds would have taken while their file ran, each with its time. */
export function tooSlow(files: readonly Timed[], looks: readonly Look[]): readonly string[] {
  return files
    .filter(({ name }) => name.includes(join('test', 'unit', '')))
    .flatMap((file) => {
      const meanwhile = looks.filter(
        ({ at }) => at > file.startTime - REST_MS && at < file.endTime + REST_MS,
      );
      const slowdown = Math.max(1, ...meanwhile.map((one) => one.slowdown));
      return file.assertionResults.flatMap(({ fullName, duration }) =>
        (duration ?? 0) > MOST_MS * slowdown
          ? [
              `${fullName}: ${((duration ?? 0) / 1_000).toFixed(1)} s (the machine took ${slowdown.toFixed(1)} × as long as by itself)`,
            ]
          : [],
      );
    });
}
