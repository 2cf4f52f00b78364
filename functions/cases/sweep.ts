import { isRunning } from '../../shared/domain/cases/type.ts';
import { errorName } from '../../shared/log.ts';
import { clearTodo, readCase } from '../../shared/records/case-file.ts';
import { type Remaining, workDue } from '../../shared/records/work-due.ts';
import { type DispatchDeps, dispatchCase } from './dispatch.ts';

/** Sweeping also says what went wrong with one case and goes on with the next. */
export interface SweepDeps extends DispatchDeps {
  readonly remaining?: Remaining;
  readonly report: (
    code: 'dispatch-failed',
    about: { readonly case: string; readonly detail: string },
  ) => void;
}

/** So many at the same time. */
const SIDE_BY_SIDE = 8;

const referenceOf = (pk: string): string => pk.slice(pk.indexOf('#') + 1);

/**
 * Does everything cases want done by `at` (epoch ms), earliest first: the safety net under the stream. One case that
 * fails does not hold up the others.
 * @returns how many intents were found
 */
export async function sweepCases(at: number, deps: SweepDeps): Promise<number> {
  return workDue(
    deps.records,
    {
      ...{ group: 'case', sideBySide: SIDE_BY_SIDE },
      work: async ({ pk }) => {
        await dispatchCase(referenceOf(pk), at, deps);
      },
      failed: ({ pk }, error) => reportFailed(referenceOf(pk), error, deps),
      remaining: deps.remaining,
    },
    at,
  );
}

const reportFailed = (reference: string, error: unknown, { report }: SweepDeps): void =>
  report('dispatch-failed', {
    case: reference,
    detail: errorName(error),
  });

/**
 * Dispatches the cases that were noticed, a few at a time, each once. One that fails is reported and does not hold up the
 * others.
 * @returns whether all went well
 */
export async function dispatchAll(
  items: readonly { readonly pk: string }[],
  at: number,
  deps: SweepDeps,
): Promise<boolean> {
  const waiting = new Set(items.map(({ pk }) => referenceOf(pk))).values();
  let allDone = true;
  const worker = async (): Promise<void> => {
    for (const reference of waiting) {
      try {
        await dispatchCase(reference, at, deps);
      } catch (error) {
        allDone = false;
        reportFailed(reference, error, deps);
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return allDone;
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
