/** Milestones of a day clock, in order (requirement: Milestones, K3). */
export const MILESTONES = ['reminder-10', 'reminder-5', 'reminder-2', 'escalation', 'due-day', 'overdue'] as const;
export type MilestoneName = (typeof MILESTONES)[number];
