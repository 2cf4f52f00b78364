/**
 * `npm run bench -- [--json] [--counts]`: the budgets of the product. Counts fail the run, times beyond 1.5 × their budget
 * too – unless `--counts` says that this machine is shared and its times mean nothing. Both are
 * measured within this one run on this one machine. Registration, consents and breaches have no rows before they exist;
 * state transitions are held by the workflow tests, weights of pages and axe by the browser tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coldRows } from './cold.ts';
import { clockRows, localRows } from './local.ts';
import { type Row, table } from './rows.ts';
import { unitRows } from './units.ts';
import { warmRows } from './warm.ts';

const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-bench-'));
const say = (text: string) => process.stderr.write(`${text}\n`);
try {
  const rows: Row[] = [];
  for (const [name, measure] of [
    ['cold starts and bundles', () => coldRows(folder)],
    ['warm requests', () => warmRows(folder)],
    ['units', () => unitRows(folder)],
    ['legal clocks', async () => clockRows()],
    ['local cloud', localRows],
  ] as const) {
    say(`measuring: ${name}`);
    rows.push(...(await measure()));
  }
  const counts = process.argv.includes('--counts');
  const failed = rows.filter((row) => row.gate && !row.ok && !(counts && row.timed === true));
  if (process.argv.includes('--json')) console.log(JSON.stringify({ rows }));
  else {
    console.log(table(rows));
    console.log(
      `${rows.filter((row) => row.limit !== null).length - failed.length} passed, ${failed.length} failed`,
    );
  }
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
