import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type MilestoneStep, REPLAN } from '../../shared/domain/workflow-payloads.ts';

/** A state that does the due act as it is entered and then waits, by task token, for a decision or for the time to pass. */
export interface Wait {
  readonly state: string;
  readonly milestone: MilestoneStep['milestone'];
}

/** The chart of a case workflow: claims, and later requests and breaches. */
export interface CaseChart {
  readonly comment: string;
  /** In their order; each is left for the next when its time has passed. */
  readonly waits: readonly Wait[];
  /** Does the last act; the execution ends with it. */
  readonly last: Wait;
}

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
const JUMP = 'Jump';
const SETTLED = 'Settled';

/** What every step is told (shared/domain/workflow-payloads.ts): identifiers and instants, no personal data (G9). */
const STEP = {
  'input.$': '$$.Execution.Input',
  'execution.$': '$$.Execution.Id',
  'at.$': '$$.State.EnteredTime',
};

/**
 * Amazon States Language of a chart, JSONPath. `Open` reads the record and plans; `Jump` goes to the state the plan names;
 * from there each state waits its planned seconds and hands on to the next. A decision ends the wait and the execution;
 * the error `Replan` goes back to `Open`. One transition a milestone, three for a case decided at once.
 */
export function caseDefinition(chart: CaseChart, stepFunction: string): object {
  const step = (payload: object) => ({ FunctionName: stepFunction, Payload: { ...payload, ...STEP } });
  const states = [...chart.waits, chart.last].map(({ state }) => state);
  const waiting = chart.waits.map(({ state, milestone }, index) => [
    state,
    {
      Type: 'Task',
      Resource: `arn:aws:states:::lambda:invoke.waitForTaskToken`,
      Parameters: step({ step: 'milestone', milestone, 'token.$': '$$.Task.Token' }),
      TimeoutSecondsPath: `$.plan.gaps.${state}`,
      ResultPath: null,
      Retry: RETRY,
      Catch: [
        { ErrorEquals: ['States.Timeout'], ResultPath: null, Next: states[index + 1] },
        { ErrorEquals: [REPLAN], ResultPath: null, Next: OPEN },
      ],
      End: true,
    },
  ]);
  return {
    Comment: chart.comment,
    StartAt: OPEN,
    States: {
      [OPEN]: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: step({ step: 'open' }),
        ResultSelector: { 'next.$': '$.Payload.next', 'gaps.$': '$.Payload.gaps' },
        ResultPath: '$.plan',
        TimeoutSeconds: STEP_SECONDS,
        Retry: RETRY,
        Next: JUMP,
      },
      [JUMP]: {
        Type: 'Choice',
        Choices: [
          ...states.map((state) => ({ Variable: '$.plan.next', StringEquals: state, Next: state })),
          { Variable: '$.plan.next', StringEquals: 'end', Next: SETTLED },
        ],
      },
      [SETTLED]: { Type: 'Succeed' },
      ...Object.fromEntries(waiting),
      [chart.last.state]: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: step({ step: 'milestone', milestone: chart.last.milestone }),
        ResultPath: null,
        TimeoutSeconds: STEP_SECONDS,
        Retry: RETRY,
        End: true,
      },
    },
  };
}

/** Longer than the step function may run. */
const STEP_SECONDS = 60;

export interface CaseWorkflowProps {
  readonly name: string;
  readonly chart: CaseChart;
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
        stack.toJsonString(caseDefinition(props.chart, props.stepFunction)),
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
