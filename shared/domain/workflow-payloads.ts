import type { MilestoneName } from './milestone-names.ts';

/** What the workflow engine hands to the `cases-task` door (K6). The input is always `{"case": "<reference>"}`. */
export type StepEvent = OpenStep | MilestoneStep;

/** First state of an execution: claim the case for it and compute the gaps. */
export interface OpenStep {
  readonly step: 'open';
  /** The execution's own input, unchecked: anything but a case reference fails with a sentence. */
  readonly input: unknown;
  /** ARN of the execution. */
  readonly execution: string;
  /** ISO instant at which the state was entered. */
  readonly at: string;
}

/** A milestone is entered: do its act, then wait (with `token`) for a decision or the next milestone. */
export interface MilestoneStep {
  readonly step: 'milestone';
  readonly milestone: MilestoneName | 'received';
  readonly input: unknown;
  readonly execution: string;
  readonly at: string;
  /** Task token of the waiting; absent at `overdue`, where the execution ends. */
  readonly token?: string;
}

/** Names of the waiting states of a case workflow, in their order; `overdue` ends the execution. */
export const WAITING_STATES = {
  received: 'UntilFirstReminder',
  'reminder-10': 'Reminder10',
  'reminder-5': 'Reminder5',
  'reminder-2': 'Reminder2',
  escalation: 'Escalation',
  'due-day': 'DueDay',
  overdue: 'Overdue',
} as const;
export type WaitingState = (typeof WAITING_STATES)[keyof typeof WAITING_STATES];

/** Answer of the `open` step: the state to jump to (`end` when the case needs no waiting) and the seconds each state waits. */
export interface Plan {
  readonly next: WaitingState | 'end';
  readonly gaps: { readonly [state in WaitingState]?: number };
}

/** Error name by which a wait is told to plan anew. */
export const REPLAN = 'Replan';
