/** One thread of `workers.ts`: loads the bundled simulation and runs the seeds that it is given, one after the other. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type * as Run from './run.ts';
import type { Ran, Wanted } from './workers.ts';

process.setSourceMapsEnabled(true);
const { simulate } = createRequire(import.meta.url)(workerData as string) as typeof Run;

parentPort?.on('message', async ({ seed, traced, options }: Wanted) => {
  const lines: string[] = [];
  const trace = traced ? { trace: (line: string) => void lines.push(line) } : {};
  parentPort?.postMessage({ report: await simulate(seed, { ...options, ...trace }), lines } satisfies Ran);
});
