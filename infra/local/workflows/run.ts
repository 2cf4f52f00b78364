/** One execution in memory, and its history: what the steps change and the store keeps. */
import type { Millis } from '../types.ts';
import type { Definition } from './definition.ts';
import { type Json, StateError } from './paths.ts';

export const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type Status = (typeof STATUSES)[number];

/** Where a running execution stands. There is only one place: the children of a map are executions of their own. */
export interface Cursor {
  readonly state: string;
  /** Raw input of the state. */
  readonly input: Json;
  readonly enteredAt: Millis;
  /** Retries used, by index of the state's retriers. */
  readonly retries: readonly number[];
  /** `task`: a function runs or its token is out; `map`: children run; `wait`: until `due`; `retry`: again at `due`. */
  readonly phase: 'task' | 'map' | 'wait' | 'retry';
  /** Counts attempts of the whole execution, so that the answer of an earlier one is known as late. */
  readonly attempt: number;
  /** Timeout of the task, end of the wait, or the time of the retry. */
  readonly due?: Millis;
  readonly heartbeatSeconds?: number;
  readonly heartbeatDue?: Millis;
  readonly token?: string;
  /** The function of a token task has answered; only the token is awaited. */
  readonly submitted?: boolean;
  readonly map?: MapRun;
}

/** How far a map has come: so many of its items were given to children, so many of these have succeeded. */
export interface MapRun {
  readonly arn: string;
  readonly given: number;
  readonly done: number;
}

/** An execution that a map wants started. */
export interface Child {
  readonly name: string;
  readonly label: string;
  readonly processor: string;
  readonly mapRun: string;
  /** Index of its item. */
  readonly item: number;
  readonly input: string;
}

export interface HistoryEvent {
  readonly id: number;
  readonly previous: number;
  readonly at: Millis;
  readonly type: string;
  /** Name of the member that holds the details, e.g. `taskFailedEventDetails`, and the details. */
  readonly details?: readonly [member: string, value: Readonly<Record<string, unknown>>];
}

export interface Run {
  readonly arn: string;
  readonly name: string;
  readonly machine: { readonly arn: string; readonly name: string; readonly roleArn: string };
  readonly definition: Definition;
  readonly startedAt: Millis;
  readonly input: string;
  /** Of the child of a map: whose, and of which of its runs. */
  readonly parent: { readonly arn: string; readonly mapRun: string } | undefined;
  status: Status;
  cursor: Cursor | undefined;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  stoppedAt: Millis | undefined;
  attempts: number;
  lastEvent: number;
  /** Events since the run was loaded. */
  readonly news: HistoryEvent[];
  /** A function has to be called for the cursor's attempt. */
  call: boolean;
  /** Children to be started, and runs of maps whose children nobody waits for any more. */
  readonly children: Child[];
  readonly abandoned: string[];
}

/** What the steps need from outside. */
export interface StepEnvironment {
  readonly now: Millis;
  readonly region: string;
  readonly newToken: () => string;
  readonly newName: () => string;
  /** What the children of a map's run have given, in the order of its items. */
  readonly outputsOf: (mapRun: string) => readonly Json[];
  /** Uniform in [0, 1), for jitter. */
  readonly random: () => number;
}

/** Limits of Standard workflows. */
const MOST_EVENTS = 25_000;
export const MOST_BYTES = 262_144;

/** Appends an event to the history. Above the limit the execution fails as in AWS. */
export function record(
  run: Run,
  env: StepEnvironment,
  type: string,
  member?: string,
  value: Readonly<Record<string, unknown>> = {},
): void {
  if (run.lastEvent >= MOST_EVENTS && run.status === 'RUNNING') {
    throw new StateError(
      'States.Runtime',
      `The execution reached the maximum number of history events (${MOST_EVENTS}).`,
    );
  }
  const id = run.lastEvent + 1;
  const event = { id, previous: run.lastEvent, at: env.now, type };
  run.news.push(member === undefined ? event : { ...event, details: [member, value] });
  run.lastEvent = id;
}

/** JSON text of a payload; above 256 KiB it is the error of AWS. */
export function textOf(value: Json): string {
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw new StateError('States.DataLimitExceeded', 'The payload exceeds the maximum of 262144 bytes.');
  }
  return text;
}

/** The context object (`$$`) of the state that the run is in. */
export function contextOf(run: Run, cursor: Cursor): Json {
  return {
    Execution: {
      Id: run.arn,
      Input: JSON.parse(run.input) as Json,
      Name: run.name,
      RoleArn: run.machine.roleArn,
      StartTime: new Date(run.startedAt).toISOString(),
    },
    State: {
      EnteredTime: new Date(cursor.enteredAt).toISOString(),
      Name: cursor.state,
      RetryCount: cursor.retries.reduce((sum, used) => sum + used, 0),
    },
    StateMachine: { Id: run.machine.arn, Name: run.machine.name },
    ...(cursor.token === undefined ? {} : { Task: { Token: cursor.token } }),
  };
}
