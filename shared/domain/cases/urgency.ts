import { addDays, daysBetween, isDate } from '../../law/dates.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate, parseInstant } from '../../law/zones.ts';

/** How urgent a case is, in the order in which it is shown. */
export const URGENCIES = ['overdue', 'today', 'week', 'later', 'none'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What a list says of the dates of a case. */
export interface Dated {
  readonly workBy: string | null;
  readonly overdue: boolean;
  /** Something is owed. */
  readonly runs: boolean;
}

/**
 * How urgent a case is on the local date `today`: past its promise or past the working day to finish by is `overdue`;
 * a case that waits for nobody, or has no date yet, is `none` (D1).
 */
export function urgencyOf({ workBy, overdue, runs }: Dated, today: string): Urgency {
  if (overdue) return 'overdue';
  if (!runs || workBy === null) return 'none';
  if (workBy < today) return 'overdue';
  if (workBy === today) return 'today';
  return workBy <= addDays(today, 7) ? 'week' : 'later';
}

/** Whether the end of a case is behind: its instant where it has one, else its day. `at` in epoch ms. */
export const isPast = (
  { dueOn, dueAt }: { readonly dueOn: string; readonly dueAt?: string | undefined },
  at: number,
): boolean => (dueAt === undefined ? localDate(at, REGIME_ZONE) > dueOn : Date.parse(dueAt) <= at);

/** Upper ends of the age groups in days since receipt; the last group has none. */
const AGE_ENDS = [7, 14, 21, 30, Number.POSITIVE_INFINITY];

/** Age groups in days, by their labels. */
export const AGE_GROUPS: readonly string[] = AGE_ENDS.map((end, index) => {
  const from = index === 0 ? 0 : (AGE_ENDS[index - 1] ?? 0) + 1;
  return end === Number.POSITIVE_INFINITY ? `${from}+` : `${from}–${end}`;
});

/** The age group of a case, by its place: `receivedAt` is an instant or a local date. */
export function ageGroupOf(receivedAt: string, today: string): number {
  const received = isDate(receivedAt) ? receivedAt : localDate(parseInstant(receivedAt), REGIME_ZONE);
  const age = daysBetween(received, today);
  return AGE_ENDS.findIndex((end) => age <= end);
}
