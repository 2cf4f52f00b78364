import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  CfnEventInvokeConfig,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DoorName } from '../../shared/names.ts';

export interface DoorProps {
  readonly door: DoorName;
  readonly functionName: string;
  /** Folder with the door's bundle. */
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the door may do beside writing its log; nothing else is allowed to it. */
  readonly statements: readonly PolicyStatement[];
  readonly timeout: Duration;
  readonly logDays: RetentionDays;
  readonly reserved?: number | undefined;
  /** ARN of the queue that takes what an asynchronous invocation or a stream gave up; for doors that events and schedules knock at. */
  readonly deadLetters?: string | undefined;
}

/** More memory is more CPU: 512 MB imports twice as fast as 256 MB and costs the same for such short runs. */
const MEMORY_MB = 512;

/** One Lambda function of the program with its own role and log group (architecture: least privilege by construction). */
export class Door extends Construct {
  readonly name: DoorName;
  readonly fn: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, props: DoorProps) {
    super(scope, props.door);
    this.name = props.door;
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${props.functionName}`,
      retention: props.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = roleOf(this, props, log);
    this.fn = new LambdaFunction(this, 'Function', {
      functionName: props.functionName,
      description: `Privacy Desk, door ${props.door}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.code),
      handler: 'index.handler',
      role: this.role.withoutPolicyUpdates(),
      memorySize: MEMORY_MB,
      timeout: props.timeout,
      environment: { ...props.environment },
      tracing: Tracing.ACTIVE,
      logGroup: log,
      ...(props.reserved !== undefined && { reservedConcurrentExecutions: props.reserved }),
    });
    if (props.deadLetters !== undefined) {
      new CfnEventInvokeConfig(this, 'Async', {
        functionName: this.fn.functionName,
        qualifier: '$LATEST',
        maximumEventAgeInSeconds: Duration.hours(1).toSeconds(),
        maximumRetryAttempts: 2,
        destinationConfig: { onFailure: { destination: props.deadLetters } },
      });
    }
    acknowledge(this);
  }
}

/** The whole policy stands in the role: nothing is added to it from elsewhere, and it is there before the function is. */
function roleOf(scope: Door, props: DoorProps, log: LogGroup): Role {
  const statements = [
    new PolicyStatement({
      sid: 'Log',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [log.logGroupArn],
    }),
    new PolicyStatement({
      sid: 'Trace',
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: ['*'],
    }),
    ...props.statements,
  ];
  if (props.deadLetters !== undefined) {
    statements.push(
      new PolicyStatement({
        sid: 'GiveUp',
        actions: ['sqs:SendMessage'],
        resources: [props.deadLetters],
      }),
    );
  }
  return new Role(scope, 'Role', {
    description: `What the door ${props.door} may do`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { door: new PolicyDocument({ statements }) },
  });
}

function acknowledge(door: Door): void {
  const star = 'X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords take * only.';
  Validations.of(door).acknowledge(
    { id: 'AwsSolutions-IAM5[Resource::*]', reason: star },
    { id: 'Serverless-LambdaStarPermissions', reason: star },
    {
      id: 'Serverless-LambdaDLQ',
      reason:
        'What an event or a stream could not deliver goes to the failure destination, which also keeps the answer; ' +
        'HTTP and workflow invocations wait for their answer and have nothing to lose.',
    },
  );
}
