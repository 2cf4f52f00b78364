// By themselves: what only stores or shows the name of a milestone loads no calendar and no arithmetic of dates.

/** Letters to staff that milestones cause. */
export type ClockLetter = 'case-reminder' | 'case-escalation' | 'case-due' | 'case-overdue';

/** A letter that a milestone causes: to who is in charge – the assignee or the team –, or to the officers. */
interface Told {
  readonly kind: ClockLetter;
  readonly to: 'in-charge' | 'officers';
}

/**
 * A milestone of a clock: so many days before its `workBy`, at 09:00 (working days where the clock counts them, else
 * calendar days), or so many hours before the instant at which it ends. Those of a clock follow each other in time.
 */
export interface MilestoneSpec<Name extends string = string> {
  readonly name: Name;
  readonly before: number;
  readonly unit: 'days' | 'hours';
  readonly tells: readonly Told[];
}

const REMINDS = [{ kind: 'case-reminder', to: 'in-charge' }] as const;
const ESCALATES = [{ kind: 'case-escalation', to: 'officers' }] as const;
const CALLS = [
  { kind: 'case-due', to: 'in-charge' },
  { kind: 'case-due', to: 'officers' },
] as const;
const OVERDUE = {
  name: 'overdue',
  before: 0,
  unit: 'hours',
  tells: [{ kind: 'case-overdue', to: 'officers' }],
} as const;

/** Milestones by the class of rules, in order: of clocks that run to a day (K3), and to an instant (B1). */
export const MILESTONES = {
  days: [
    { name: 'reminder-10', before: 10, unit: 'days', tells: REMINDS },
    { name: 'reminder-5', before: 5, unit: 'days', tells: REMINDS },
    { name: 'reminder-2', before: 2, unit: 'days', tells: REMINDS },
    { name: 'escalation', before: 1, unit: 'days', tells: ESCALATES },
    { name: 'due-day', before: 0, unit: 'days', tells: CALLS },
    OVERDUE,
  ],
  hours: [
    { name: 'hours-12', before: 12, unit: 'hours', tells: REMINDS },
    { name: 'hours-4', before: 4, unit: 'hours', tells: ESCALATES },
    { name: 'hours-1', before: 1, unit: 'hours', tells: CALLS },
    OVERDUE,
  ],
} as const satisfies { readonly [units in 'days' | 'hours']: readonly MilestoneSpec[] };

export type MilestoneName = (typeof MILESTONES)['days' | 'hours'][number]['name'];

/** Names of all milestones, each once. */
export const MILESTONE_NAMES = [
  ...new Set([...MILESTONES.days, ...MILESTONES.hours].map(({ name }) => name)),
] as [MilestoneName, ...MilestoneName[]];
