/** Attempts of tasks: what a function is called with, and what becomes of an error. */
import type { Catcher, MapState, Retrier, TaskState } from './definition.ts';
import { dataOf, exit, type Move, secondsAt } from './moves.ts';
import { fill, type Json, placeAt, StateError } from './paths.ts';
import { type Cursor, contextOf, type Run, record, type StepEnvironment, textOf } from './run.ts';

/** How the history names the resource of a task. */
export const resourceOf = (state: TaskState) => ({
  resourceType: 'lambda',
  resource: state.byToken ? 'invoke.waitForTaskToken' : 'invoke',
});

/** What the function of the current task is called with; the same again when it is called again. */
export function parametersOf(
  run: Run,
  state: TaskState,
  cursor: Cursor,
): { FunctionName: string; Payload: Json } {
  const context = contextOf(run, cursor);
  const data = dataOf(run, state, cursor);
  const filled = state.parameters === undefined ? {} : fill(state.parameters, data, context);
  const { FunctionName, Payload } = filled as { FunctionName: string; Payload?: Json };
  return { FunctionName, Payload: Payload ?? {} };
}

/** Begins an attempt of a task. Timeouts are read from the state's input before its parameters are filled. */
export function schedule(run: Run, env: StepEnvironment, state: TaskState, cursor: Cursor): Move {
  run.attempts += 1;
  const { due: _due, heartbeatDue: _heartbeat, token: _token, submitted: _submitted, ...rest } = cursor;
  let attempt: Cursor = { ...rest, phase: 'task', attempt: run.attempts };
  run.cursor = attempt;
  try {
    const context = contextOf(run, attempt);
    const data = dataOf(run, state, attempt);
    const timeout = state.timeout === undefined ? undefined : secondsAt(state.timeout, data, context, 1);
    const heartbeat =
      state.heartbeat === undefined ? undefined : secondsAt(state.heartbeat, data, context, 1);
    attempt = {
      ...attempt,
      ...(timeout === undefined ? {} : { due: env.now + timeout * 1000 }),
      ...(heartbeat === undefined
        ? {}
        : { heartbeatSeconds: heartbeat, heartbeatDue: env.now + heartbeat * 1000 }),
      ...(state.byToken ? { token: env.newToken() } : {}),
    };
    run.cursor = attempt;
    const parameters = textOf(parametersOf(run, state, attempt) as unknown as Json);
    const resource = resourceOf(state);
    record(run, env, 'TaskScheduled', 'taskScheduledEventDetails', {
      ...resource,
      region: env.region,
      parameters,
      ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
      ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
    });
    record(run, env, 'TaskStarted', 'taskStartedEventDetails', resource);
    run.call = true;
    return undefined;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return recover(run, env, state, attempt, error);
  }
}

/** Whether an error means that time ran out. */
export const isTimeout = (error: string) => error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
/** Errors that no retry and no catch takes. */
const isFinal = (error: string) => error === 'States.Runtime' || error === 'States.DataLimitExceeded';

function matchesError(errors: readonly string[], error: string): boolean {
  return errors.some(
    (name) =>
      name === error ||
      name === 'States.ALL' ||
      (name === 'States.Timeout' && isTimeout(error)) ||
      (name === 'States.TaskFailed' && !isTimeout(error)),
  );
}

function delayOf(retrier: Retrier, used: number, env: StepEnvironment): number {
  const full = retrier.intervalSeconds * retrier.backoffRate ** used;
  const capped = Math.min(full, retrier.maxDelaySeconds ?? full);
  return Math.round((retrier.jitter ? env.random() * capped : capped) * 1000);
}

/** Retry, catch, or let the error end the execution (rethrown). */
export function recover(
  run: Run,
  env: StepEnvironment,
  state: TaskState | MapState,
  cursor: Cursor,
  error: StateError,
): Move {
  if (isFinal(error.error)) throw error;
  const index = state.retry.findIndex((retrier) => matchesError(retrier.errors, error.error));
  const retrier = state.retry[index];
  const used = cursor.retries[index] ?? 0;
  if (retrier !== undefined && used < retrier.maxAttempts) {
    const {
      due: _due,
      heartbeatDue: _heartbeat,
      token: _token,
      submitted: _submitted,
      map: _map,
      ...rest
    } = cursor;
    const retries = cursor.retries.map((count, i) => (i === index ? count + 1 : count));
    run.cursor = { ...rest, phase: 'retry', retries, due: env.now + delayOf(retrier, used, env) };
    return undefined;
  }
  const catcher = state.catch.find((candidate) => matchesError(candidate.errors, error.error));
  if (catcher === undefined) throw error;
  return caught(run, env, state, cursor, catcher, error);
}

function caught(
  run: Run,
  env: StepEnvironment,
  state: TaskState | MapState,
  cursor: Cursor,
  catcher: Catcher,
  error: StateError,
): Move {
  const told: Json = { Error: error.error, Cause: error.cause };
  const output =
    catcher.resultPath === undefined ? cursor.input : placeAt(catcher.resultPath, cursor.input, told);
  return exit(run, env, state, output, catcher.next);
}
