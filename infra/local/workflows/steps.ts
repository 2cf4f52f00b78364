/** The interpreter: how an execution moves from state to state. Pure but for the run that it changes. */
import { holds } from './choices.ts';
import type { Catcher, Retrier, Seconds, State, TaskState, WaitState } from './definition.ts';
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
type Move = { readonly to: string; readonly input: Json } | { readonly end: Json } | undefined;

const DETAILS: Readonly<Record<Exclude<Status, 'RUNNING'>, readonly [type: string, member: string]>> = {
  SUCCEEDED: ['ExecutionSucceeded', 'executionSucceededEventDetails'],
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
};

/** Starts a run that was just made. */
export function begin(run: Run, env: StepEnvironment): void {
  const { input } = run;
  record(run, env, 'ExecutionStarted', 'executionStartedEventDetails', {
    input,
    inputDetails: { truncated: false },
    roleArn: run.machine.roleArn,
  });
  go(run, env, { to: run.definition.startAt, input: JSON.parse(input) as Json });
}

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
  run.cursor = undefined;
  run.call = false;
  run.stoppedAt = env.now;
  run.output = end.output;
  run.error = end.error;
  run.cause = end.cause;
}

/** Moves on until the run waits or ends. */
function go(run: Run, env: StepEnvironment, first: Move): void {
  try {
    for (let move = first; move !== undefined; ) {
      if ('end' in move) {
        finish(run, env, 'SUCCEEDED', { output: textOf(move.end) });
        return;
      }
      move = enter(run, env, move.to, move.input);
    }
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    finish(run, env, 'FAILED', { error: error.error, cause: error.cause });
  }
}

function stateNamed(run: Run, name: string): State {
  const state = run.definition.states.get(name);
  if (state === undefined) throw new StateError('States.Runtime', `There is no state ${name}.`);
  return state;
}

function enter(run: Run, env: StepEnvironment, name: string, input: Json): Move {
  const state = stateNamed(run, name);
  record(run, env, `${state.type}StateEntered`, 'stateEnteredEventDetails', {
    name,
    input: textOf(input),
    inputDetails: { truncated: false },
  });
  const cursor: Cursor = {
    state: name,
    input,
    enteredAt: env.now,
    retries: state.type === 'Task' ? state.retry.map(() => 0) : [],
    phase: 'task',
    attempt: run.attempts,
  };
  run.cursor = cursor;
  const context = contextOf(run, cursor);
  if (state.type === 'Fail') {
    const say = (what: string | Path | undefined) =>
      what === undefined || typeof what === 'string' ? what : String(valueAt(what, input, context));
    finish(run, env, 'FAILED', { error: say(state.error), cause: say(state.cause) });
    return undefined;
  }
  const data = state.inputPath === undefined ? {} : valueAt(state.inputPath, input, context);
  switch (state.type) {
    case 'Task':
      return schedule(run, env, state, cursor);
    case 'Pass': {
      const filled = state.parameters === undefined ? data : fill(state.parameters, data, context);
      const result = state.result ?? filled;
      return leave(
        run,
        env,
        state,
        state.resultPath === undefined ? data : placeAt(state.resultPath, data, result),
      );
    }
    case 'Choice': {
      const next = state.choices.find((choice) => holds(choice.rule, data, context))?.next ?? state.otherwise;
      if (next === undefined)
        throw new StateError('States.NoChoiceMatched', `No choice of ${name} holds and there is no default.`);
      return leave(run, env, state, data, next);
    }
    case 'Wait':
      run.cursor = { ...cursor, phase: 'wait', due: endOfWait(state, data, context, env) };
      return undefined;
    case 'Succeed':
      return leave(run, env, state, data);
  }
}

function endOfWait(state: WaitState, data: Json, context: Json, env: StepEnvironment): number {
  if (state.seconds !== undefined) return env.now + secondsAt(state.seconds, data, context) * 1000;
  const until = state.until ?? '';
  const instant = Date.parse(typeof until === 'string' ? until : String(valueAt(until, data, context)));
  if (Number.isNaN(instant)) throw new StateError('States.Runtime', 'The timestamp to wait for is none.');
  return instant;
}

/** Longest number of seconds that Step Functions takes; a timeout is at least one. */
const MOST_SECONDS = 99_999_999;

function secondsAt(seconds: Seconds, data: Json, context: Json, least = 0): number {
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
function leave(
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

function exit(run: Run, env: StepEnvironment, state: State, output: Json, next: string | undefined): Move {
  record(run, env, `${state.type}StateExited`, 'stateExitedEventDetails', {
    name: run.cursor?.state,
    output: textOf(output),
    outputDetails: { truncated: false },
  });
  return next === undefined ? { end: output } : { to: next, input: output };
}

const resourceOf = (state: TaskState) => ({
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
  const data = state.inputPath === undefined ? {} : valueAt(state.inputPath, cursor.input, context);
  const filled = state.parameters === undefined ? {} : fill(state.parameters, data, context);
  const { FunctionName, Payload } = filled as { FunctionName: string; Payload?: Json };
  return { FunctionName, Payload: Payload ?? {} };
}

/** Begins an attempt of a task. Timeouts are read from the state's input before its parameters are filled. */
function schedule(run: Run, env: StepEnvironment, state: TaskState, cursor: Cursor): Move {
  run.attempts += 1;
  const { due: _due, heartbeatDue: _heartbeat, token: _token, submitted: _submitted, ...rest } = cursor;
  let attempt: Cursor = { ...rest, phase: 'task', attempt: run.attempts };
  run.cursor = attempt;
  try {
    const context = contextOf(run, attempt);
    const data = state.inputPath === undefined ? {} : valueAt(state.inputPath, cursor.input, context);
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

function taskOf(run: Run): readonly [TaskState, Cursor] | undefined {
  const { cursor } = run;
  if (cursor === undefined) return undefined;
  const state = run.definition.states.get(cursor.state);
  return state?.type === 'Task' ? [state, cursor] : undefined;
}

/** The function of a token task answered; now its token is awaited. */
export function taskSubmitted(run: Run, env: StepEnvironment, answer: Json): void {
  const task = taskOf(run);
  if (task === undefined) return;
  const output = JSON.stringify(answer);
  record(run, env, 'TaskSubmitted', 'taskSubmittedEventDetails', {
    ...resourceOf(task[0]),
    output,
    outputDetails: { truncated: false },
  });
  run.cursor = { ...task[1], submitted: true };
}

/** The current task succeeded with a result. */
export function taskSucceeded(run: Run, env: StepEnvironment, result: Json): void {
  const task = taskOf(run);
  if (task === undefined) return;
  const [state, cursor] = task;
  attemptMove(run, env, state, cursor, () => {
    record(run, env, 'TaskSucceeded', 'taskSucceededEventDetails', {
      ...resourceOf(state),
      output: textOf(result),
      outputDetails: { truncated: false },
    });
    const context = contextOf(run, cursor);
    const data = state.inputPath === undefined ? {} : valueAt(state.inputPath, cursor.input, context);
    const selected =
      state.resultSelector === undefined ? result : fill(state.resultSelector, result, context);
    return leave(
      run,
      env,
      state,
      state.resultPath === undefined ? data : placeAt(state.resultPath, data, selected),
    );
  });
}

/** The current task failed by name. */
export function taskFailed(run: Run, env: StepEnvironment, error: string, cause: string): void {
  const task = taskOf(run);
  if (task === undefined) return;
  const [state, cursor] = task;
  attemptMove(run, env, state, cursor, () => {
    const timedOut = isTimeout(error);
    const [type, member] = timedOut
      ? ['TaskTimedOut', 'taskTimedOutEventDetails']
      : ['TaskFailed', 'taskFailedEventDetails'];
    record(run, env, type, member, { ...resourceOf(state), error, ...(cause === '' ? {} : { cause }) });
    throw new StateError(error, cause);
  });
}

function attemptMove(
  run: Run,
  env: StepEnvironment,
  state: TaskState,
  cursor: Cursor,
  act: () => Move,
): void {
  let move: Move;
  try {
    move = act();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    try {
      move = recover(run, env, state, cursor, error);
    } catch (final) {
      if (!(final instanceof StateError)) throw final;
      finish(run, env, 'FAILED', { error: final.error, cause: final.cause });
      return;
    }
  }
  go(run, env, move);
}

const isTimeout = (error: string) => error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
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
function recover(run: Run, env: StepEnvironment, state: TaskState, cursor: Cursor, error: StateError): Move {
  if (isFinal(error.error)) throw error;
  const index = state.retry.findIndex((retrier) => matchesError(retrier.errors, error.error));
  const retrier = state.retry[index];
  const used = cursor.retries[index] ?? 0;
  if (retrier !== undefined && used < retrier.maxAttempts) {
    const { due: _due, heartbeatDue: _heartbeat, token: _token, submitted: _submitted, ...rest } = cursor;
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
  state: TaskState,
  cursor: Cursor,
  catcher: Catcher,
  error: StateError,
): Move {
  const told: Json = { Error: error.error, Cause: error.cause };
  const output =
    catcher.resultPath === undefined ? cursor.input : placeAt(catcher.resultPath, cursor.input, told);
  return exit(run, env, state, output, catcher.next);
}

/** The earliest instant at which time alone moves the run, or undefined. */
export function nextDue(run: Run): number | undefined {
  if (run.status !== 'RUNNING' || run.cursor === undefined) return undefined;
  const { timeoutSeconds } = run.definition;
  const dues = [
    run.cursor.due,
    run.cursor.heartbeatDue,
    timeoutSeconds === undefined ? undefined : run.startedAt + timeoutSeconds * 1000,
  ].filter((due) => due !== undefined);
  return dues.length === 0 ? undefined : Math.min(...dues);
}

/** Time has passed: times out, ends a wait, or retries what is due. */
export function timePassed(run: Run, env: StepEnvironment): void {
  const { cursor, definition } = run;
  if (run.status !== 'RUNNING' || cursor === undefined) return;
  const { timeoutSeconds } = definition;
  if (timeoutSeconds !== undefined && run.startedAt + timeoutSeconds * 1000 <= env.now) {
    finish(run, env, 'TIMED_OUT', {
      error: 'States.Timeout',
      cause: 'The execution ran longer than its TimeoutSeconds.',
    });
    return;
  }
  if (cursor.phase === 'task') {
    if (cursor.due !== undefined && cursor.due <= env.now) taskFailed(run, env, 'States.Timeout', '');
    else if (cursor.heartbeatDue !== undefined && cursor.heartbeatDue <= env.now) {
      taskFailed(run, env, 'States.HeartbeatTimeout', '');
    }
    return;
  }
  if (cursor.due === undefined || cursor.due > env.now) return;
  const state = stateNamed(run, cursor.state);
  if (cursor.phase === 'retry' && state.type === 'Task') {
    attemptMove(run, env, state, cursor, () => schedule(run, env, state, cursor));
  } else if (state.type === 'Wait') {
    const data =
      state.inputPath === undefined ? {} : valueAt(state.inputPath, cursor.input, contextOf(run, cursor));
    go(run, env, leave(run, env, state, data));
  }
}
