/**
 * Milestones: the points of a clock at which something happens (requirements "Milestones", K3, B1). Everything here is
 * computed from the stored dates of a clock; which of the milestones already past acts is decided by the case.
 */
import { addDays } from '../law/dates.ts';
import { type RuleId, ruleOf } from '../law/rules.ts';
import { addWorkingDays } from '../law/working-days.ts';
import { atHour, localDate, parseInstant, startOfDay } from '../law/zones.ts';
import type { MilestoneName } from './milestone-names.ts';

/** The dates of a clock, legal or provisional (`provisionalDeadline`): ISO dates, or ISO instants for hour and instant rules. */
export interface ClockDates {
  readonly rule: RuleId;
  readonly nominal: string;
  readonly due: string;
  readonly workBy: string;
}

/** A milestone at an instant (epoch ms). */
export interface Milestone {
  readonly name: MilestoneName;
  readonly at: number;
}

/** Days before `workBy`, in the unit of the clock. */
const BEFORE = [
  ['reminder-10', 10],
  ['reminder-5', 5],
  ['reminder-2', 2],
  ['escalation', 1],
  ['due-day', 0],
] as const satisfies readonly (readonly [MilestoneName, number])[];

/** Time of day at which staff are reminded, in the regime's zone. */
const MORNING = 9;

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

/** Epoch ms from which the clock is overdue: 00:00 after its `dueOn`, or the instant of an hour clock. */
export function overdueAt(clock: ClockDates): number {
  return isHourClock(clock.rule)
    ? parseInstant(clock.due)
    : startOfDay(addDays(dueOnOf(clock), 1), ruleOf(clock.rule).zone);
}

/**
 * Milestones of a day clock, strictly later one after the other: at 09:00 of the regime's zone counted back from
 * `workBy` (in working days where the clock counts working days, else in calendar days), the due day itself, and overdue
 * at 00:00 after `dueOn`. A short clock has milestones before its start: they are past when the case is opened.
 * Empty for an hour clock.
 */
export function planMilestones(clock: ClockDates): readonly Milestone[] {
  if (isHourClock(clock.rule)) return [];
  const { counting, zone } = ruleOf(clock.rule);
  const back = counting === 'working-days' ? addWorkingDays : addDays;
  return [
    ...BEFORE.map(([name, days]) => ({ name, at: atHour(back(clock.workBy, -days), MORNING, zone) })),
    { name: 'overdue', at: overdueAt(clock) },
  ];
}
