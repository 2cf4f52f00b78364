import { decideAct } from '../../shared/domain/cases/decide.ts';
import { WATCH_GRACE_MS } from '../../shared/domain/cases/plan.ts';
import { isRunning } from '../../shared/domain/cases/type.ts';
import {
  type CaseFile,
  clearTodo,
  commitCase,
  forgetTyped,
  readCase,
} from '../../shared/records/case-file.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { openWait } from '../../shared/records/waits.ts';
import type { Workflows } from '../../shared/workflows/step-functions.ts';

/** What the dispatcher needs. */
export interface DispatchDeps extends RecordDeps {
  readonly newId: () => string;
  readonly workflows: Workflows;
}

/** What was done with an intent; `later` is not due yet or was done by another. */
export type Dispatched = 'started' | 'resumed' | 'replanned' | 'watched' | 'later';

/**
 * Does what a case wants done (architecture idea 1), whoever noticed it – stream, poll or sweep – and however often:
 * starting twice meets an execution that exists, a used token is no error, a record changed meanwhile wins.
 * @param at epoch ms
 */
export async function dispatchCase(reference: string, at: number, deps: DispatchDeps): Promise<Dispatched> {
  const file = await readCase(deps, reference, at);
  const todo = file?.state.todo;
  // Only a watch waits for its instant; the others are of now, whatever this machine's clock says.
  if (file === undefined || todo === undefined || (todo.why === 'watch' && Date.parse(todo.at) > at))
    return 'later';
  switch (todo.why) {
    case 'start':
      // Opened again while its execution still waits: that one goes on, with a new plan.
      return (await isServed(file, deps)) ? replan(file, at, deps) : start(file, at, deps);
    case 'resume':
      return resume(file, at, deps);
    case 'replan':
      return replan(file, at, deps);
    case 'watch':
      return watch(file, at, deps);
  }
}

/** The intent stays until the execution's first step has claimed the case: a start that got lost is found by the sweep. */
async function start({ state }: CaseFile, at: number, deps: DispatchDeps): Promise<Dispatched> {
  const { kind, reference, executions } = state.body;
  // An execution of that name may have died before its first step could count it: take the next free name.
  for (let n = executions + 1; n <= executions + MOST_DEAD_STARTS; n += 1)
    if ((await deps.workflows.start(kind, reference, n)) === 'started') return 'started';
  // Something is wrong, and alarms tell of it. Until somebody has seen to it, one try an hour: nothing is left for good.
  await deps.workflows.start(kind, reference, Math.floor(at / HOUR_MS));
  return 'started';
}

/** How many executions may die before their first step until starting is tried by the hour only. */
const MOST_DEAD_STARTS = 5;
const HOUR_MS = 3_600_000;

/** Ends the wait. Without a token the execution is just being started: its steps re-read the record. */
async function resume(file: CaseFile, at: number, deps: DispatchDeps): Promise<Dispatched> {
  await tell(file, 'decided', at, deps);
  await clearTodo(deps, file, null);
  return 'resumed';
}

/**
 * Has the wait plan anew. Until its first step has written what comes next, the case is watched: the execution may die
 * on the way. Where no token waits, an execution that runs is between two waits, and its next step finds the intent; a
 * dead one is replaced.
 */
async function replan(file: CaseFile, at: number, deps: DispatchDeps): Promise<Dispatched> {
  if (await tell(file, 'replan', at, deps)) {
    await clearTodo(deps, file, { why: 'watch', at: new Date(at + LOOK_AGAIN_MS).toISOString() });
    return 'replanned';
  }
  return (await isServed(file, deps)) ? 'later' : start(file, at, deps);
}

/** Tells the step that waits, under whichever of its tokens it does; false when none waits. */
async function tell(
  { state }: CaseFile,
  how: 'decided' | 'replan',
  at: number,
  deps: DispatchDeps,
): Promise<boolean> {
  for (const token of await openWait(deps, state.body.reference, at))
    if ((await deps.workflows.resume(token, how)) === 'resumed') return true;
  return false;
}

/** Whether the recorded execution still runs. */
async function isServed({ state }: CaseFile, { workflows }: DispatchDeps): Promise<boolean> {
  const { execution } = state.body;
  return execution !== undefined && workflows.isRunning(execution);
}

/** What has become of a case by itself is written, once; whoever was quicker has done it. */
async function become(file: CaseFile, at: number, deps: DispatchDeps): Promise<CaseFile | undefined> {
  const { type, body } = file.state;
  const later = type.later?.(body);
  if (later === undefined || Date.parse(later.at) > at) return file;
  const { reference } = body;
  const asking = { by: 'system', at, newId: deps.newId } as const;
  const made = decideAct(file.state, { act: later.act }, asking);
  if (!made.ok) return file;
  const gone = type.forgets === later.act ? await forgetTyped(deps, reference, at) : [];
  await commitCase(deps, file, made.value, at, gone);
  return readCase(deps, reference, at);
}

/** A milestone did not come when it should have: the timer is lost. A running execution is left alone, a dead one replaced. */
async function watch(found: CaseFile, at: number, deps: DispatchDeps): Promise<Dispatched> {
  const file = await become(found, at, deps);
  // It is wanted something of at once, and the stream has told of that.
  if (file?.state.todo?.why !== 'watch') return 'watched';
  if (!isRunning(file.state)) {
    await clearTodo(deps, file, null);
    return 'watched';
  }
  if (await isServed(file, deps)) {
    const { nextMilestoneAt } = file.state.body;
    const expected = nextMilestoneAt === undefined ? 0 : Date.parse(nextMilestoneAt) + WATCH_GRACE_MS;
    const again = new Date(Math.max(expected, at + LOOK_AGAIN_MS)).toISOString();
    await clearTodo(deps, file, { why: 'watch', at: again });
    return 'watched';
  }
  return start(file, at, deps);
}

/** A slow timer is looked at again after so long. */
const LOOK_AGAIN_MS = 10 * 60_000;
