import type { CaseLine } from '../../../shared/api/case-view.ts';
import {
  AGE_GROUPS,
  ageGroupOf,
  URGENCIES,
  type Urgency,
  urgencyOf,
} from '../../../shared/domain/cases/urgency.ts';
import { stateFacts, type WithKinds } from '../../../shared/http/pages/kinds/table.ts';

/** The urgency of a line on the local date `today`. */
export const bucketOf = (line: CaseLine, today: string, kinds: WithKinds = {}): Urgency =>
  urgencyOf({ ...line, runs: stateFacts(line, kinds).runs }, today);

/** The lines by urgency, each in the order they came (by date). */
export function byBucket(
  lines: readonly CaseLine[],
  today: string,
  kinds: WithKinds = {},
): ReadonlyMap<Urgency, readonly CaseLine[]> {
  const buckets = new Map<Urgency, CaseLine[]>(URGENCIES.map((bucket) => [bucket, []]));
  for (const line of lines) buckets.get(bucketOf(line, today, kinds))?.push(line);
  return buckets;
}

/** Counts by age group, with their labels in days. */
export const agesOf = (counts: readonly number[]): readonly { label: string; count: number }[] =>
  AGE_GROUPS.map((label, group) => ({ label, count: counts[group] ?? 0 }));

/** How many running cases among the lines are how old, by age group. */
export function countAges(
  lines: readonly CaseLine[],
  today: string,
  kinds: WithKinds = {},
): readonly number[] {
  const counts = AGE_GROUPS.map(() => 0);
  for (const line of lines) {
    const group = ageGroupOf(line.receivedAt, today);
    if (stateFacts(line, kinds).runs) counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
}
