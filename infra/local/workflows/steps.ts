/** The interpreter: how an execution moves from state to state. Pure but for the run that it changes. */
import { holds } from './choices.ts';
import type { MapState, TaskState, WaitState } from './definition.ts';
import { mapMoved, startMap } from './maps.ts';
import { dataOf, finish, leave, leaveWith, type Move, secondsAt, stateNamed } from './moves.ts';
import { fill, type Json, type Path, placeAt, StateError, valueAt } from './paths.ts';
import { type Cursor, contextOf, type Run, record, type StepEnvironment, textOf } from './run.ts';
import { isTimeout, recover, resourceOf, schedule } from './tasks.ts';

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
    retries: 'retry' in state ? state.retry.map(() => 0) : [],
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
  const data = dataOf(run, state, cursor);
  switch (state.type) {
    case 'Task':
      return schedule(run, env, state, cursor);
    case 'Map':
      return tried(run, env, state, cursor, () => startMap(run, env, state, cursor));
    case 'Pass': {
      const filled = state.parameters === undefined ? data : fill(state.parameters, data, context);
      const result = state.result === undefined ? filled : state.result;
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
    return leaveWith(run, env, state, result);
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

/** A child of the map that the run is in has ended. */
export function childEnded(run: Run, env: StepEnvironment, child: Run): void {
  const { cursor } = run;
  if (run.status !== 'RUNNING' || cursor?.map?.arn !== child.parent?.mapRun || cursor === undefined) return;
  const state = stateNamed(run, cursor.state);
  if (state.type === 'Map') attemptMove(run, env, state, cursor, () => mapMoved(run, env, state, child));
}

/** What a state does, or what its errors lead to. */
function tried(
  run: Run,
  env: StepEnvironment,
  state: TaskState | MapState,
  cursor: Cursor,
  act: () => Move,
): Move {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return recover(run, env, state, cursor, error);
  }
}

function attemptMove(
  run: Run,
  env: StepEnvironment,
  state: TaskState | MapState,
  cursor: Cursor,
  act: () => Move,
): void {
  let move: Move;
  try {
    move = tried(run, env, state, cursor, act);
  } catch (final) {
    if (!(final instanceof StateError)) throw final;
    finish(run, env, 'FAILED', { error: final.error, cause: final.cause });
    return;
  }
  go(run, env, move);
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
  } else if (cursor.phase === 'retry' && state.type === 'Map') {
    attemptMove(run, env, state, cursor, () => startMap(run, env, state, cursor));
  } else if (state.type === 'Wait') {
    const data = dataOf(run, state, cursor);
    go(run, env, leave(run, env, state, data));
  }
}
