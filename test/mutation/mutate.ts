/**
 * `npm run mutate -- [law|domain] [file …]`: changes the pure rooms of the program one spot at a time and counts what the
 * tests notice (Stryker). Each room must reach the score of `stryker.json`. What was tried is kept in `reports/mutation`:
 * the next run tries only what changed. A whole first run takes half an hour; files name what to try alone.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onDemand } from '../tools/on-demand.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Its runner takes the program's own vitest. */
const STRYKER = '10.1.1';
const ROOMS = ['law', 'domain'] as const;

const [first = '', ...rest] = process.argv.slice(2);
const rooms = ROOMS.filter((room) => !ROOMS.some((one) => one === first) || room === first);
const files = ROOMS.some((room) => room === first) ? rest : process.argv.slice(2);

const folder = await onDemand('mutate', {
  '@stryker-mutator/core': STRYKER,
  '@stryker-mutator/vitest-runner': STRYKER,
});
const program = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');

const run = (args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    spawn(process.execPath, [program, 'run', 'test/mutation/stryker.json', ...args], {
      cwd: ROOT,
      stdio: 'inherit',
    }).once('exit', (code) => resolve(code ?? 1));
  });

for (const room of rooms) {
  const mine = files.filter((file) => file.startsWith(`shared/${room}/`));
  if (files.length > 0 && mine.length === 0) continue;
  const mutate = (mine.length > 0 ? mine : [`shared/${room}/**/*.ts`]).join(',');
  const kept = `reports/mutation/${room}.json`;
  const code = await run(['--mutate', mutate, '--incrementalFile', kept]);
  if (code !== 0) process.exitCode = code;
}
