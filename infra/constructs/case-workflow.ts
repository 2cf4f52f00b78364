import { REPLAN, WAIT_NAMES } from '../../shared/domain/workflow-payloads.ts';
import { RETRY } from './workflow.ts';

const OPEN = 'Open';

/** What every step is told (shared/domain/workflow-payloads.ts): identifiers and instants, no personal data (G9). */
const STEP = {
  'input.$': '$$.Execution.Input',
  'execution.$': '$$.Execution.Id',
  'at.$': '$$.State.EnteredTime',
};

/**
 * The chart of all kinds of case, in Amazon States Language (JSONPath). What the waits are for, the record says (K3, B1).
 *
 *     Open      reads the record and plans up to twelve waits
 *     Wait1     begins as the plan is made: does nothing yet; waits for the first instant with milestones
 *     Wait2     does what is due at that instant; waits for the second
 *     …
 *     Wait12    the same; when its time has passed: Open again, which does what is due and plans the next dozen
 *
 * A wait that finds nothing owed or nothing left to wait for ends itself and the execution, as does a decision from
 * outside: an answer that has left, by mail or post, a withdrawal, a settlement. The error `Replan` – dates have moved –
 * goes back to `Open`. One transition a milestone, two more, and one for each dozen; two for a case decided at once.
 */
export function caseDefinition(kind: string, stepFunction: string): object {
  const step = (payload: object) => ({ FunctionName: stepFunction, Payload: { ...payload, ...STEP } });
  const waits = WAIT_NAMES.map((name, index) => [
    name,
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: step({ step: 'wait', 'planned.$': `$.plan.waits.${name}`, 'token.$': '$$.Task.Token' }),
      TimeoutSecondsPath: `$.plan.waits.${name}.seconds`,
      ResultPath: null,
      Retry: RETRY,
      Catch: [
        { ErrorEquals: ['States.Timeout'], ResultPath: null, Next: WAIT_NAMES[index + 1] ?? OPEN },
        { ErrorEquals: [REPLAN], ResultPath: null, Next: OPEN },
      ],
      End: true,
    },
  ]);
  return {
    Comment: `Privacy Desk: one ${kind} from receipt to its end. Input: {"case": "<reference>"}`,
    StartAt: OPEN,
    States: {
      [OPEN]: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: step({ step: 'open' }),
        ResultSelector: { 'waits.$': '$.Payload.waits' },
        ResultPath: '$.plan',
        TimeoutSeconds: STEP_SECONDS,
        Retry: RETRY,
        Next: WAIT_NAMES[0],
      },
      ...Object.fromEntries(waits),
    },
  };
}

/** Longer than the step function may run. */
const STEP_SECONDS = 60;
