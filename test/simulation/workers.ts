import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Report } from './run.ts';
import type { WorldOptions } from './world.ts';

/** A run that is wanted. */
export interface Wanted {
  readonly seed: number;
  readonly options: Omit<WorldOptions, 'trace'>;
  readonly traced?: boolean;
}

export interface Ran {
  readonly report: Report;
  /** What was written, when it is traced. */
  readonly lines: readonly string[];
}

/**
 * Runs of a bundled simulation on every core: a run is alone in its thread, so its seed makes it the same everywhere.
 * `each` hears of them in the order they were wanted in. Throws what a thread throws outside a run.
 */
export async function runEverywhere(
  file: string,
  wanted: readonly Wanted[],
  each: (ran: Ran, wanted: Wanted) => void,
): Promise<void> {
  const done: (Ran | undefined)[] = [];
  let next = 0;
  let told = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: file });
    // A thread that ends without a word would leave nothing to wait for: the program would end as if all were well.
    const gone = once(worker, 'exit').then(() => {
      throw new Error('a thread of the simulation ended in the midst of a run');
    });
    gone.catch(() => undefined);
    try {
      for (let n = next; n < wanted.length; n = next) {
        next += 1;
        worker.postMessage(wanted[n]);
        const [ran] = (await Promise.race([once(worker, 'message'), gone])) as [Ran];
        done[n] = ran;
        for (let one = done[told]; one !== undefined; one = done[told]) {
          each(one, wanted[told] as Wanted);
          done[told] = undefined;
          told += 1;
        }
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), wanted.length) }, work));
}
