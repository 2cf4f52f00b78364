/** What every state does: where it leads, how it is left, how an execution ends. */
import type { MapState, Seconds, State, TaskState } from './definition.ts';
import { fill, type Json, type Path, placeAt, StateError, valueAt } from './paths.ts';
import {
  type Cursor,
  contextOf,
  type Run,
  record,
  type Status,
  type StepEnvironment,
  textOf,
} from './run.ts';

/** Where to go after a state: into another one with its input, or to the end with the output. Undefined: it waits. */
export type Move = { readonly to: string; readonly input: Json } | { readonly end: Json } | undefined;

const DETAILS: Readonly<Record<Exclude<Status, 'RUNNING'>, readonly [type: string, member: string]>> = {
  SUCCEEDED: ['ExecutionSucceeded', 'executionSucceededEventDetails'],
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
};

/** Ends a run; whatever was going on is forgotten. */
export function finish(
  run: Run,
  env: StepEnvironment,
  status: Exclude<Status, 'RUNNING'>,
  end: { readonly output?: string; readonly error?: string | undefined; readonly cause?: string | undefined },
): void {
  const [type, member] = DETAILS[status];
  run.status = status;
  record(run, env, type, member, {
    ...(end.output === undefined ? {} : { output: end.output, outputDetails: { truncated: false } }),
    ...(end.error === undefined ? {} : { error: end.error }),
    ...(end.cause === undefined ? {} : { cause: end.cause }),
  });
  if (run.cursor?.map !== undefined) run.abandoned.push(run.cursor.map.arn);
  run.cursor = undefined;
  run.call = false;
  run.children.length = 0;
  run.stoppedAt = env.now;
  run.output = end.output;
  run.error = end.error;
  run.cause = end.cause;
}

/** A state of the run's definition. */
export function stateNamed(run: Run, name: string): State {
  const state = run.definition.states.get(name);
  if (state === undefined) throw new StateError('States.Runtime', `There is no state ${name}.`);
  return state;
}

/** Longest number of seconds that Step Functions takes; a timeout is at least one. */
const MOST_SECONDS = 99_999_999;

/** Seconds that are given or read from the data; anything but a whole number within bounds fails the execution. */
export function secondsAt(seconds: Seconds, data: Json, context: Json, least = 0): number {
  const value = typeof seconds === 'number' ? seconds : valueAt(seconds, data, context);
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST_SECONDS)
    return value;
  const where = typeof seconds === 'number' ? String(seconds) : `The value at '${seconds.text}'`;
  throw new StateError(
    'States.Runtime',
    `${where} is no whole number of seconds from ${least} to ${MOST_SECONDS}.`,
  );
}

/** Leaves a state: output path, exited event, next. */
export function leave(
  run: Run,
  env: StepEnvironment,
  state: Exclude<State, { type: 'Fail' }>,
  data: Json,
  to?: string,
): Move {
  const cursor = run.cursor as Cursor;
  const output =
    state.outputPath === undefined ? {} : valueAt(state.outputPath, data, contextOf(run, cursor));
  return exit(run, env, state, output, to ?? state.next);
}

/** What a state that is entered works on: its input path. */
export const dataOf = (
  run: Run,
  { inputPath }: { readonly inputPath: Path | undefined },
  cursor: Cursor,
): Json => (inputPath === undefined ? {} : valueAt(inputPath, cursor.input, contextOf(run, cursor)));

/** Leaves a state that made a result: what is selected of it, at its place in the data. */
export function leaveWith(run: Run, env: StepEnvironment, state: TaskState | MapState, result: Json): Move {
  const cursor = run.cursor as Cursor;
  const { resultSelector, resultPath } = state;
  const data = dataOf(run, state, cursor);
  const selected =
    resultSelector === undefined ? result : fill(resultSelector, result, contextOf(run, cursor));
  return leave(run, env, state, resultPath === undefined ? data : placeAt(resultPath, data, selected));
}

/** The exited event, and where it goes from here. */
export function exit(
  run: Run,
  env: StepEnvironment,
  state: State,
  output: Json,
  next: string | undefined,
): Move {
  record(run, env, `${state.type}StateExited`, 'stateExitedEventDetails', {
    name: run.cursor?.state,
    output: textOf(output),
    outputDetails: { truncated: false },
  });
  return next === undefined ? { end: output } : { to: next, input: output };
}
