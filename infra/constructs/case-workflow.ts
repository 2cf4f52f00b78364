import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { REPLAN, WAIT_NAMES } from '../../shared/domain/workflow-payloads.ts';

/** The functions' own services answered badly, or the records did: worth another try. */
const PASSING_ERRORS = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'Runtime.ExitError',
  'RecordsUnavailable',
];

/**
 * Ten tries within 18.5 minutes at most, nine on average (the jitter is full: each wait is anything between nothing and its
 * whole); after that the status-change rule has the case started again from its record.
 */
const RETRY = [
  {
    ErrorEquals: PASSING_ERRORS,
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 10,
    MaxDelaySeconds: 300,
    JitterStrategy: 'FULL',
  },
];

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

export interface CaseWorkflowProps {
  readonly name: string;
  /** Kind of case. */
  readonly kind: string;
  /** ARN of the function that does the steps. */
  readonly stepFunction: string;
  readonly logDays: RetentionDays;
}

/** State machine of one kind of case. Its logs hold states and errors, never inputs or outputs. */
export class CaseWorkflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: CaseWorkflowProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const role = this.roleOf(props);
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${props.name}`,
      retention: props.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: props.name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        stack.toJsonString(caseDefinition(props.kind, props.stepFunction)),
      ),
      role: role.withoutPolicyUpdates(),
      logs: { destination: log, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
    });
  }

  private roleOf(props: CaseWorkflowProps): Role {
    const role = new Role(this, 'Role', {
      description: `What the workflow ${props.name} may do`,
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      inlinePolicies: {
        workflow: new PolicyDocument({
          statements: [
            new PolicyStatement({
              sid: 'Step',
              actions: ['lambda:InvokeFunction'],
              resources: [props.stepFunction],
            }),
            new PolicyStatement({
              sid: 'LogAndTrace',
              actions: [
                'logs:CreateLogDelivery',
                'logs:DeleteLogDelivery',
                'logs:DescribeLogGroups',
                'logs:DescribeResourcePolicies',
                'logs:GetLogDelivery',
                'logs:ListLogDeliveries',
                'logs:PutResourcePolicy',
                'logs:UpdateLogDelivery',
                'xray:GetSamplingRules',
                'xray:GetSamplingTargets',
                'xray:PutTelemetryRecords',
                'xray:PutTraceSegments',
              ],
              resources: ['*'],
            }),
          ],
        }),
      },
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Log deliveries and X-Ray have no resources to name: AWS grants these actions on * only.',
    });
    return role;
  }
}
