/** A Distributed Map: each item is given to an execution of its own, so many at a time. */
import type { MapState } from './definition.ts';
import { dataOf, leaveWith, type Move } from './moves.ts';
import { fill, type Json, StateError, valueAt } from './paths.ts';
import {
  type Child,
  type Cursor,
  contextOf,
  type MapRun,
  type Run,
  record,
  type StepEnvironment,
  textOf,
} from './run.ts';

/** The items; what is no list fails the execution. */
function itemsOf(run: Run, state: MapState, cursor: Cursor): readonly Json[] {
  const items = valueAt(state.items, dataOf(run, state, cursor), contextOf(run, cursor));
  if (Array.isArray(items)) return items as readonly Json[];
  throw new StateError('States.Runtime', `The value at '${state.items.text}' is no list of items.`);
}

/** Begins a run of a map. */
export function startMap(run: Run, env: StepEnvironment, state: MapState, cursor: Cursor): Move {
  const machine = run.machine.arn.replace(':stateMachine:', ':mapRun:');
  const map: MapRun = { arn: `${machine}/${state.label}:${env.newName()}`, given: 0, done: 0 };
  const { due: _due, ...rest } = cursor;
  run.cursor = { ...rest, phase: 'map', map };
  record(run, env, 'MapStateStarted', 'mapStateStartedEventDetails', {
    length: itemsOf(run, state, cursor).length,
  });
  record(run, env, 'MapRunStarted', 'mapRunStartedEventDetails', { mapRunArn: map.arn });
  return goOn(run, env, state, map);
}

/** Gives out what may run now; ends with the last child. */
function goOn(run: Run, env: StepEnvironment, state: MapState, map: MapRun): Move {
  const cursor = run.cursor as Cursor;
  const items = itemsOf(run, state, cursor);
  if (map.done === items.length) return end(run, env, state, map);
  const upTo = state.atOnce === 0 ? items.length : Math.min(items.length, map.done + state.atOnce);
  for (let item = map.given; item < upTo; item += 1)
    run.children.push(childOf(run, env, state, map, item, items[item] as Json));
  run.cursor = { ...cursor, map: { ...map, given: Math.max(map.given, upTo) } };
  return undefined;
}

function childOf(
  run: Run,
  env: StepEnvironment,
  state: MapState,
  { arn }: MapRun,
  item: number,
  value: Json,
): Child {
  const cursor = run.cursor as Cursor;
  const context = { ...(contextOf(run, cursor) as object), Map: { Item: { Index: item, Value: value } } };
  const input =
    state.selector === undefined ? value : fill(state.selector, dataOf(run, state, cursor), context);
  const { label, processor } = state;
  return { name: env.newName(), label, processor, mapRun: arn, item, input: textOf(input) };
}

function end(run: Run, env: StepEnvironment, state: MapState, { arn }: MapRun): Move {
  const result: Json = env.outputsOf(arn);
  textOf(result);
  record(run, env, 'MapRunSucceeded');
  record(run, env, 'MapStateSucceeded');
  return leaveWith(run, env, state, result);
}

/** A child has ended. One that did not succeed fails the map: what the others do is wanted no more. */
export function mapMoved(run: Run, env: StepEnvironment, state: MapState, child: Run): Move {
  const { map } = run.cursor as Cursor;
  if (map === undefined) return undefined;
  if (child.status === 'SUCCEEDED') return goOn(run, env, state, { ...map, done: map.done + 1 });
  const error = 'States.ExceedToleratedFailureThreshold';
  const cause = 'The specified tolerated failure threshold was exceeded';
  record(run, env, 'MapRunFailed', 'mapRunFailedEventDetails', { error, cause });
  record(run, env, 'MapStateFailed');
  run.abandoned.push(map.arn);
  throw new StateError(error, cause);
}
