/** The export of a person (S6): own time of its door, memory of its process, and bytes of a part. */
import { EXPORT_LIMITS } from './budgets.ts';
import { runBundled } from './bundled.ts';
import { count, type Row, time } from './rows.ts';

interface Run {
  readonly ms: number;
  readonly megabytes: number;
  readonly kilobytes: number;
  readonly records: number;
}

const RECORDS = 1_000;
const ROUNDS = 3;
/** More than a part takes: what is measured is that a part stays a part. */
const MANY = 20_000;

export async function exportRows(folder: string): Promise<readonly Row[]> {
  const run = (records: number) => runBundled<Run>(folder, 'exports-run', [String(records)]);
  // Each run is a process of its own and makes the first export of it: the least disturbed of a few.
  const runs: Run[] = [];
  for (let n = 0; n < ROUNDS; n += 1) runs.push(await run(RECORDS));
  const one = {
    ms: Math.min(...runs.map(({ ms }) => ms)),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
  };
  const many = await run(MANY);
  return [
    time(`export of a person with ${RECORDS} records, own time`, Math.round(one.ms), EXPORT_LIMITS.ms, {
      unit: 'ms',
      note: `a part of ${MANY}: ${many.records} records, ${Math.round(many.ms)} ms`,
    }),
    count(
      `export of a person with ${RECORDS} records, memory`,
      Math.ceil(one.megabytes),
      EXPORT_LIMITS.megabytes,
      {
        unit: 'MB',
        note: 'of the whole process, its store in memory too',
      },
    ),
    count('export, largest part', Math.ceil(many.kilobytes), EXPORT_LIMITS.kilobytes, { unit: 'KB' }),
  ];
}
