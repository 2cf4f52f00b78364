import { ArnFormat, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

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
export const RETRY = [
  {
    ErrorEquals: PASSING_ERRORS,
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 10,
    MaxDelaySeconds: 300,
    JitterStrategy: 'FULL',
  },
];

export interface WorkflowProps {
  readonly name: string;
  /** The chart, in Amazon States Language. */
  readonly definition: object;
  /** ARN of the function that does the steps. */
  readonly stepFunction: string;
  /** It hands items to executions of its own (Distributed Map). */
  readonly maps?: true;
  /** The account, where the settings name it. */
  readonly account?: string | undefined;
  readonly logDays: RetentionDays;
}

/** A state machine. Its logs hold states and errors, never inputs or outputs. */
export class Workflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
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
      definitionBody: DefinitionBody.fromString(stack.toJsonString(props.definition)),
      role: role.withoutPolicyUpdates(),
      logs: { destination: log, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
    });
  }

  private roleOf(props: WorkflowProps): Role {
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
            ...(props.maps === true ? this.mapStatements(props) : []),
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

  /** What a Distributed Map asks of the role: to start executions of this very machine, and to look at and end those. */
  private mapStatements({ name, account = '<AWS::AccountId>' }: WorkflowProps): PolicyStatement[] {
    const stack = Stack.of(this);
    const arnOf = (resource: string, resourceName: string): string =>
      stack.formatArn({
        ...{ service: 'states', resource, resourceName },
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:${stack.region}:${account}:execution:${name}/*]`,
      reason:
        'Executions that a map starts are named by AWS; the wildcard covers those of this one workflow.',
    });
    return [
      new PolicyStatement({
        sid: 'StartChildren',
        actions: ['states:StartExecution'],
        resources: [arnOf('stateMachine', name)],
      }),
      new PolicyStatement({
        sid: 'WatchChildren',
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [arnOf('execution', `${name}/*`)],
      }),
    ];
  }
}
