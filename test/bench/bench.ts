/**
 * `npm run bench -- [--json] [--counts] [--rounds N]`: the budgets of the product, measured within one run on one machine.
 * Counts fail the run; times fail it beyond 1.5 × their budget and warn below that – with `--counts`, for a machine that
 * others use too, times are only told. `--rounds` says how many fresh processes each figure of a cold start is the median
 * of (15). `--json` prints `{"rows": […], "notes": […]}`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDoors } from '../../infra/build.ts';
import type { BuiltFiles } from '../../infra/bundling/bundle.ts';
import { weightsOf } from '../../infra/bundling/weights.ts';
import { DOORS, type DoorName } from '../../shared/names.ts';
import { BUNDLE_BUDGET, BUNDLE_LIMITS } from './budgets.ts';
import { coldStartRows } from './cold-start.ts';
import { consentRows } from './consents.ts';
import { exportRows } from './exports.ts';
import { clockRows } from './legal-clock.ts';
import { localRows } from './local.ts';
import { rootRows } from './root.ts';
import { count, type Row, table } from './rows.ts';
import { unitRows } from './units.ts';
import { warmRows } from './warm.ts';

/** What is not measured here. */
const notes = [
  'Telling everybody affected by a breach has no rows before it exists.',
  'axe and time to first paint are in the browser tests.',
  'Duration in Lambda (init, network, arm64) cannot be measured here.',
];

const { json, counts, rounds } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    counts: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
  },
}).values;
/** Fresh processes for each figure of a cold start. */
const coldRounds = Number(rounds);
if (!Number.isInteger(coldRounds) || coldRounds < 1) throw new Error('--rounds: a whole number from 1 on');

/** What each door loads: for programs and tasks, and for its heaviest page. */
function sizeRows(files: BuiltFiles): readonly Row[] {
  const kilobytes = (bytes: number) => Math.ceil(bytes / 1024);
  return (Object.keys(DOORS) as DoorName[]).flatMap((door) => {
    const { start, pages } = weightsOf(files, door);
    const limit = BUNDLE_LIMITS[door];
    const [heaviest] = [...pages].toSorted(([, one], [, other]) => other - one);
    const row = count(`bundle, ${door}`, kilobytes(start), limit.start, { unit: 'KB' });
    if (heaviest === undefined) return [row];
    const [page, bytes] = heaviest;
    const over = (limit.page ?? 0) > BUNDLE_BUDGET.kilobytes ? `; ${BUNDLE_BUDGET.over}` : '';
    const about = { unit: 'KB', note: `${page}${over}` };
    return [row, count(`bundle, ${door}, with its heaviest page`, kilobytes(bytes), limit.page ?? 0, about)];
  });
}

/** The rows of a part that also says what it could not measure. */
async function noted(part: ReturnType<typeof clockRows>): Promise<readonly Row[]> {
  const told = await part;
  notes.push(...told.notes);
  return told.rows;
}

async function measure(folder: string): Promise<readonly Row[]> {
  const built = join(folder, 'doors');
  const { files } = await buildDoors({ outDir: built });
  const rows: Row[] = [...sizeRows(files)];
  const parts: readonly (readonly [string, () => Promise<readonly Row[]>])[] = [
    ['cold starts', () => coldStartRows({ built, files, folder }, coldRounds)],
    ['warm requests', () => warmRows(folder)],
    ['units and prices', () => unitRows(folder)],
    ['consents a second', () => noted(consentRows(folder))],
    ['memory of the daily root', rootRows],
    ['the export of a person', () => exportRows(folder)],
    ['legal clocks', () => noted(clockRows())],
    ['the local cloud', localRows],
  ];
  for (const [name, work] of parts) {
    console.error(`measuring ${name} …`);
    rows.push(...(await work()));
  }
  return rows;
}

const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-bench-'));
try {
  const rows = (await measure(folder)).map((row) =>
    counts && row.timed === true ? { ...row, gate: false } : row,
  );
  const failed = rows.filter((row) => row.gate && !row.ok).length;
  const held = rows.filter((row) => row.limit !== null).length;
  if (json) console.log(JSON.stringify({ rows, notes }));
  else console.log([table(rows), '', ...notes, '', `${held - failed} passed, ${failed} failed`].join('\n'));
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
