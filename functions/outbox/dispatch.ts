import { RUNNING_STATUSES } from '../../shared/domain/cases/case.ts';
import type { Todo } from '../../shared/domain/cases/change.ts';
import {
  type CaseDeps,
  type CaseFile,
  clearTodo,
  openWait,
  readCase,
} from '../../shared/records/case-file.ts';
import type { Workflows } from '../../shared/workflows/step-functions.ts';

/** What the dispatcher needs. */
export interface DispatchDeps extends CaseDeps {
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
      return start(file, deps);
    case 'resume':
      return resume(file, at, deps, 'decided');
    case 'replan':
      return resume(file, at, deps, 'replan');
    case 'watch':
      return watch(file, at, deps);
  }
}

/** The intent stays until the execution's first step has claimed the case: a start that got lost is found by the sweep. */
async function start({ state }: CaseFile, deps: DispatchDeps): Promise<Dispatched> {
  const { reference, executions } = state.body;
  let n = executions + 1;
  // An execution of that name may have died before its first step could count it: take the next free name.
  while ((await deps.workflows.start(reference, n)) === 'exists' && n < executions + MOST_DEAD_STARTS) n += 1;
  return 'started';
}

/** How many executions may have died before their first step until a person has to look (the alarm on the sweep's age). */
const MOST_DEAD_STARTS = 5;

/** Ends the wait, or has it plan anew. Without a token the execution is just being started: its steps re-read the record. */
async function resume(
  file: CaseFile,
  at: number,
  deps: DispatchDeps,
  how: 'decided' | 'replan',
): Promise<Dispatched> {
  const token = await openWait(deps, file.state.body.reference, at);
  const gone = token === undefined || (await deps.workflows.resume(token, how)) === 'gone';
  const next: Todo | null =
    how === 'replan' && gone ? { why: 'start', at: new Date(at).toISOString() } : null;
  await clearTodo(deps, file, next);
  return how === 'decided' ? 'resumed' : 'replanned';
}

/** A milestone did not come when it should have: the timer is lost. A running execution is left alone, a dead one replaced. */
async function watch(file: CaseFile, at: number, deps: DispatchDeps): Promise<Dispatched> {
  const { execution, status } = file.state.body;
  if (!RUNNING_STATUSES.includes(status)) {
    await clearTodo(deps, file, null);
    return 'watched';
  }
  if (execution !== undefined && (await deps.workflows.isRunning(execution))) {
    await clearTodo(deps, file, { why: 'watch', at: new Date(at + LOOK_AGAIN_MS).toISOString() });
    return 'watched';
  }
  return start(file, deps);
}

/** A slow timer is looked at again after so long. */
const LOOK_AGAIN_MS = 10 * 60_000;
