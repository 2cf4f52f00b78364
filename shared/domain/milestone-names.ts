// By themselves: what only stores or shows the name of a milestone loads no calendar and no arithmetic of dates.

/** Milestones of a day clock, in order. */
export const MILESTONES = [
  'reminder-10',
  'reminder-5',
  'reminder-2',
  'escalation',
  'due-day',
  'overdue',
] as const;
export type MilestoneName = (typeof MILESTONES)[number];
