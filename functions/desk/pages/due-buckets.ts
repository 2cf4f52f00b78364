import type { CaseLine } from '../../../shared/api/case-view.ts';
import { dateOnly } from '../../../shared/http/pages/date-text.tsx';
import { stateFacts, type WithKinds } from '../../../shared/http/pages/kinds/table.ts';
import { addDays, daysBetween } from '../../../shared/law/dates.ts';

/** How urgent a case is, in the order in which it is shown. */
export const BUCKETS = ['overdue', 'today', 'week', 'later', 'none'] as const;
export type Bucket = (typeof BUCKETS)[number];

/**
 * The bucket of a case on the local date `today`: past its promise or past the working day to finish by is `overdue`;
 * a case that waits for nobody, or has no date yet, is `none`.
 */
export function bucketOf(line: CaseLine, today: string, kinds: WithKinds = {}): Bucket {
  if (line.overdue) return 'overdue';
  if (!stateFacts(line, kinds).runs || line.workBy === null) return 'none';
  if (line.workBy < today) return 'overdue';
  if (line.workBy === today) return 'today';
  return line.workBy <= addDays(today, 7) ? 'week' : 'later';
}

/** The lines by bucket, each in the order they came (by date). */
export function byBucket(
  lines: readonly CaseLine[],
  today: string,
  kinds: WithKinds = {},
): ReadonlyMap<Bucket, readonly CaseLine[]> {
  const buckets = new Map<Bucket, CaseLine[]>(BUCKETS.map((bucket) => [bucket, []]));
  for (const line of lines) buckets.get(bucketOf(line, today, kinds))?.push(line);
  return buckets;
}

/** Upper ends of the age groups in days since receipt; the last group has none. */
const AGES = [7, 14, 21, 30] as const;

/** How many running cases are how old: label in days, count. */
export function agesOf(
  lines: readonly CaseLine[],
  today: string,
  kinds: WithKinds = {},
): readonly { label: string; count: number }[] {
  const ages = lines
    .filter((line) => stateFacts(line, kinds).runs)
    .map((line) => daysBetween(dateOnly(line.receivedAt), today));
  const ends = [...AGES, Number.POSITIVE_INFINITY];
  return ends.map((end, index) => {
    const from = index === 0 ? 0 : (AGES[index - 1] ?? 0) + 1;
    const label = end === Number.POSITIVE_INFINITY ? `${from}+` : `${from}–${end}`;
    return { label, count: ages.filter((age) => age >= from && age <= end).length };
  });
}
