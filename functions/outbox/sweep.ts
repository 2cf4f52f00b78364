import { isRunning } from '../../shared/domain/cases/type.ts';
import { errorName } from '../../shared/http/log.ts';
import { clearTodo, readCase } from '../../shared/records/case-file.ts';
import { workDue } from '../../shared/records/work-due.ts';
import { type DispatchDeps, dispatchCase } from './dispatch.ts';

/** Sweeping and polling also say what went wrong with one case and go on with the next. */
export interface SweepDeps extends DispatchDeps {
  readonly report: (
    code: 'dispatch-failed',
    about: { readonly case: string; readonly detail: string },
  ) => void;
}

/** So many at the same time. */
const SIDE_BY_SIDE = 8;

const referenceOf = (pk: string): string => pk.slice(pk.indexOf('#') + 1);

/**
 * Does everything cases want done by `at` (epoch ms), earliest first: the safety net under the stream, and the engine of
 * the polling dispatcher (L2). One case that fails does not hold up the others.
 * @returns how many intents were found
 */
export async function sweepCases(at: number, deps: SweepDeps): Promise<number> {
  return workDue(
    deps.records,
    {
      ...{ group: 'case', table: 'cases', sideBySide: SIDE_BY_SIDE },
      work: async ({ pk }) => {
        await dispatchCase(referenceOf(pk), at, deps);
      },
      failed: ({ pk }, error) => reportFailed(referenceOf(pk), error, deps),
    },
    at,
  );
}

const reportFailed = (reference: string, error: unknown, { report }: SweepDeps): void =>
  report('dispatch-failed', {
    case: reference,
    detail: errorName(error),
  });

/** Dispatches one case and reports instead of throwing; returns whether it went well. */
export async function dispatchOne(reference: string, at: number, deps: SweepDeps): Promise<boolean> {
  try {
    await dispatchCase(reference, at, deps);
    return true;
  } catch (error) {
    reportFailed(reference, error, deps);
    return false;
  }
}

/** Minutes until a case whose execution died is started again, unless a person did so meanwhile (invariant 2). */
const REARM_MS = 5 * 60_000;

/** An execution ended that the case does not record yet: its first step may still be at work, so look again later. */
export class NotClaimedYet extends Error {
  override readonly name = 'NotClaimedYet';
}

/**
 * An execution failed, timed out or was stopped: if the case records it, its intent is armed anew, five minutes from
 * now – time enough for an engineer to start it by hand (K6). Throws {@link NotClaimedYet} while the case waits for its
 * first step, which may write itself in after its execution was stopped: the event is delivered again a minute later.
 */
export async function executionDied(
  { execution, reference }: { readonly execution: string; readonly reference: string },
  at: number,
  deps: SweepDeps,
): Promise<void> {
  const file = await readCase(deps, reference, at);
  if (file === undefined || !isRunning(file.state)) return;
  const { body, todo } = file.state;
  if (body.execution !== execution) {
    if (todo?.why === 'start') throw new NotClaimedYet('the case waits for the first step of an execution');
    return;
  }
  // An intent of now (start, resume, replan) finds out by itself that the execution is gone.
  if (todo !== undefined && todo.why !== 'watch') return;
  await clearTodo(deps, file, { why: 'watch', at: new Date(at + REARM_MS).toISOString() });
}
