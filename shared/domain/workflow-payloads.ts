/** What the workflow engine hands to the `cases-task` door (K6). The input is always `{"case": "<reference>"}`. */
export type StepEvent = OpenStep | WaitStep;

/** First state of an execution: claim the case for it and plan its waits. */
export interface OpenStep {
  readonly step: 'open';
  /** The execution's own input, unchecked: anything but a case reference fails with a sentence. */
  readonly input: unknown;
  /** ARN of the execution. */
  readonly execution: string;
  /** ISO instant at which the state was entered. */
  readonly at: string;
}

/** A wait begins: do what is due now, then wait (with `token`) for a decision or the next milestone. */
export interface WaitStep {
  readonly step: 'wait';
  /** What was planned for it. Which milestones that means, the record says. */
  readonly planned: PlannedWait;
  readonly input: unknown;
  readonly execution: string;
  readonly at: string;
  /** Task token of the waiting. */
  readonly token: string;
}

/** One wait of a plan, from one instant at which milestones fall (the first: of the plan itself) to the next. */
export interface PlannedWait {
  /** ISO instants. Without `until` nothing is left to wait for: the step ends the execution. */
  readonly from: string;
  readonly until?: string;
  readonly seconds: number;
}

/**
 * Names of the waiting states of a case workflow, in their order, the same for all kinds of case. A case that has more
 * milestones comes back to `Open` after the last wait and plans anew.
 */
export const WAIT_NAMES = [
  'Wait1',
  'Wait2',
  'Wait3',
  'Wait4',
  'Wait5',
  'Wait6',
  'Wait7',
  'Wait8',
  'Wait9',
  'Wait10',
  'Wait11',
  'Wait12',
] as const;

/** Answer of the `open` step: what each wait is planned for, from the first on. */
export interface Plan {
  readonly waits: { readonly [name in (typeof WAIT_NAMES)[number]]?: PlannedWait };
}

/** Error name by which a wait is told to plan anew. */
export const REPLAN = 'Replan';
