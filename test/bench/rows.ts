/** Rows of the bench: how a figure is judged, and the table. */

export interface Row {
  readonly metric: string;
  readonly value: number;
  /** Budget; null for what is only told. */
  readonly limit: number | null;
  readonly unit: string;
  /** Whether a failure of this row fails the run. */
  readonly gate: boolean;
  /** Within the budget. */
  readonly ok: boolean;
  readonly note?: string;
  /** A time or a rate: depends on the machine. */
  readonly timed?: true;
}

/** Machines are noisy: times fail the run beyond this multiple of their budget, below it they warn. */
const TOLERANCE = 1.5;

interface About {
  readonly unit: string;
  readonly note?: string;
}

/** A figure that is the same on every machine: units, bytes, transitions, calls. */
export const count = (metric: string, value: number, limit: number | null, { unit, note }: About): Row => ({
  ...{ metric, value, limit, unit, gate: limit !== null, ok: limit === null || value <= limit },
  ...(note === undefined ? {} : { note }),
});

/** A time, or a ratio of times, at the most `limit`. */
export const time = (metric: string, value: number, limit: number | null, { unit, note }: About): Row => ({
  ...{ metric, value, limit, unit },
  ...{ gate: limit !== null && value > limit * TOLERANCE, ok: limit === null || value <= limit },
  timed: true,
  ...(note === undefined ? {} : { note }),
});

/** A rate that must be at least `limit`. */
export const rate = (metric: string, value: number, limit: number, { unit, note }: About): Row => ({
  ...{ metric, value, limit, unit, gate: value * TOLERANCE < limit, ok: value >= limit },
  timed: true,
  note: note === undefined ? 'at least' : `at least; ${note}`,
});

const figure = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toPrecision(value >= 100 ? 4 : 3);

/** What is not within its budget and does not fail the run is a warning. */
const verdict = (row: Row): string => (row.limit === null ? '' : row.ok ? 'ok' : row.gate ? 'FAIL' : 'warn');

/** The table as it stands in the README. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.metric,
    `${figure(row.value)} ${row.unit}`.trim(),
    row.limit === null ? '' : figure(row.limit),
    verdict(row),
    row.note ?? '',
  ]);
  const head = ['what', 'measured', 'budget', '', 'note'];
  const all = [head, head.map(() => '---'), ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map(
      (line) =>
        `| ${line.map((cell, column) => (cell === '---' ? '-'.repeat(widths[column] ?? 3) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`,
    )
    .join('\n');
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
