import { REPLAN } from '../../../shared/domain/workflow-payloads.ts';
import type { Workflows } from '../../../shared/workflows/step-functions.ts';
import type { Clockwork } from '../clockwork.ts';
import type { Faults } from '../faults.ts';
import type { Functions } from '../functions.ts';
import type { Prng } from '../prng.ts';
import type { Executions } from './executions.ts';
import type { MailingRuns } from './mailing-runs.ts';

/** What a client of Step Functions throws when it is turned away or hears nothing. */
class CallFailed extends Error {
  override readonly name = 'WorkflowCallFailed';
}

export interface WorkflowParts {
  readonly clock: Clockwork;
  readonly faults: Faults;
  readonly functions: Functions;
  readonly chance: Prng;
}

/** How long DescribeExecution may tell of what was (it is eventually consistent). */
const STALE_MS = 20_000;

/** The port to the workflow engine, over a network: calls are turned away, or done and their answers lost. */
export function workflowsPort(
  executions: Executions,
  mailings: MailingRuns,
  { clock, faults, functions, chance }: WorkflowParts,
): Workflows {
  async function call<T>(work: () => T): Promise<T> {
    await functions.before();
    if (faults.fires('workflow: call throttled')) throw new CallFailed('ThrottlingException');
    const result = work();
    await functions.after();
    if (!faults.fires('workflow: answer lost')) return result;
    // The SDK asks again by itself, and meets what its first call has done; or it gives up.
    if (chance.chance(0.5)) return work();
    throw new CallFailed('TimeoutError');
  }
  return {
    start: (kind, reference, n) =>
      call(() => {
        const how =
          kind === 'mailing'
            ? mailings.start(reference, n)
            : executions.start(`${reference}-${n}`, JSON.stringify({ case: reference }));
        if (how === 'exists') faults.note('workflow: execution exists already');
        return how;
      }),
    resume: (token, how) =>
      call(() => {
        const took = executions.answer(token, how === 'decided' ? undefined : REPLAN);
        if (!took) faults.note('workflow: token used, late or unknown');
        return took ? 'resumed' : 'gone';
      }),
    isRunning: (arn) =>
      call(() => {
        const mailing = mailings.isRunning(arn);
        if (mailing !== undefined) return mailing;
        const run = executions.runs.get(arn);
        if (run?.status === 'RUNNING') return true;
        const ended = executions.changedAt.get(arn) ?? Number.NEGATIVE_INFINITY;
        return (
          run !== undefined && clock.now - ended < STALE_MS && faults.fires('workflow: describe is stale')
        );
      }),
  };
}
