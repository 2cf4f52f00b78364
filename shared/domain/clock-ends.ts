/** When a clock ends: computed from its stored dates, without a calendar. */
import { addDays } from '../law/dates.ts';
import { type RuleId, ruleOf } from '../law/rules.ts';
import { localDate, parseInstant, startOfDay } from '../law/zones.ts';

/** The dates of a clock, legal or provisional (`provisionalDeadline`): ISO dates, or ISO instants for hour and instant rules. */
export interface ClockDates {
  readonly rule: RuleId;
  readonly nominal: string;
  readonly due: string;
  readonly workBy: string;
}

/** Whether the clock runs to an instant instead of a day (breach terms, things due at once). */
export function isHourClock(rule: RuleId): boolean {
  const { counting } = ruleOf(rule);
  return counting === 'hours' || counting === 'instant';
}

/**
 * The day after which the clock is overdue: `nominal` for a policy promise and what is read as strictly, `due` for a
 * statutory clock; for an hour clock the local date of its instant.
 */
export function dueOnOf({ rule, nominal, due }: ClockDates): string {
  const { overdueAfter, zone } = ruleOf(rule);
  if (isHourClock(rule)) return localDate(parseInstant(due), zone);
  return overdueAfter === 'nominal' ? nominal : due;
}

/** The day on which the work for the clock is to be done: its `workBy`; for an hour clock the local date of its instant. */
export const workDayOf = ({ rule, workBy }: ClockDates): string =>
  isHourClock(rule) ? localDate(parseInstant(workBy), ruleOf(rule).zone) : workBy;

/** Epoch ms from which the clock is overdue: 00:00 after its `dueOn`, or the instant of an hour clock. */
export function overdueAt(clock: ClockDates): number {
  return isHourClock(clock.rule)
    ? parseInstant(clock.due)
    : startOfDay(addDays(dueOnOf(clock), 1), ruleOf(clock.rule).zone);
}

/**
 * Whether what was done meets the clock too late. An instant is late from `overdueAt` on – an hour clock's own last
 * instant is in time (CC 194) –; of a bare date an hour clock takes the end, the strictest reading.
 * @param done ISO instant, or local ISO date of the regime
 */
export function isLate(clock: ClockDates, done: string): boolean {
  const end = overdueAt(clock);
  if (done.length > DATE) return isHourClock(clock.rule) ? Date.parse(done) > end : Date.parse(done) >= end;
  const { zone } = ruleOf(clock.rule);
  return isHourClock(clock.rule) ? startOfDay(addDays(done, 1), zone) > end : startOfDay(done, zone) >= end;
}

const DATE = 'YYYY-MM-DD'.length;
