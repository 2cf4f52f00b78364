/**
 * When a clock ends, and its milestones: the instants at which something happens (requirements "Milestones", K3, B1).
 * Everything here is computed from the stored dates of a clock; which of those already past act is decided by the case.
 */
import { addDays } from '../law/dates.ts';
import { ruleOf } from '../law/rules.ts';
import { addWorkingDays } from '../law/working-days.ts';
import { atHour } from '../law/zones.ts';
import { type ClockDates, isHourClock, overdueAt } from './clock-ends.ts';
import { MILESTONES, type MilestoneSpec } from './milestone-names.ts';

/** A milestone at its instant (epoch ms). */
export interface Milestone extends MilestoneSpec {
  readonly at: number;
}

/** Time of day at which staff are reminded, in the regime's zone. */
const MORNING = 9;

/**
 * The milestones of a clock, strictly later one after the other; as its kind of case lists them, else those of its class
 * of rules. A short clock has milestones before its start: they are past when the case is opened. Days are counted back
 * from `workBy`, hours from the instant from which the clock is overdue.
 */
export function planMilestones(
  clock: ClockDates,
  list: readonly MilestoneSpec[] = MILESTONES[isHourClock(clock.rule) ? 'hours' : 'days'],
): readonly Milestone[] {
  const { counting, zone } = ruleOf(clock.rule);
  const back = counting === 'working-days' ? addWorkingDays : addDays;
  const end = overdueAt(clock);
  return list.map((spec) => ({
    ...spec,
    at:
      spec.unit === 'hours'
        ? end - spec.before * 3_600_000
        : atHour(back(clock.workBy, -spec.before), MORNING, zone),
  }));
}
