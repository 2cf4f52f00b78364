/** Memory of the daily root (A1), in a process of its own: flat however many chains grew on the day. */

import { ROOT_MEMORY } from './budgets.ts';
import { outputOf } from './bundled.ts';
import { count, type Row } from './rows.ts';

/** The heap is held down: what counts is what the job needs, not what V8 takes where there is plenty. */
const HEAP = ['--max-old-space-size=100', '--max-semi-space-size=8'];
const FEW = 100_000;
const MANY = 1_000_000;

interface Run {
  readonly megabytes: number;
  readonly seconds: number;
}

export async function rootRows(): Promise<readonly Row[]> {
  const run = async (heads: number): Promise<Run> =>
    JSON.parse(await outputOf([...HEAP, 'test/bench/root-run.ts', String(heads)])) as Run;
  const [few, many] = [await run(FEW), await run(MANY)];
  return [
    count(`memory, root of a day with ${MANY} heads`, Math.ceil(many.megabytes), ROOT_MEMORY, {
      unit: 'MB',
      note: `${Math.ceil(few.megabytes)} MB with ${FEW}; ${many.seconds.toFixed(0)} s`,
    }),
  ];
}
