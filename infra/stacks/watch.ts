import { ArnFormat, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import {
  DOORS,
  type DoorName,
  MACHINE_KINDS,
  MACHINES,
  type MachineKind,
  NAMES,
  STREAMED,
} from '../../shared/names.ts';
import { MANIFESTS } from '../capabilities/table.ts';
import { Alarms, type Severity } from '../constructs/alarms.ts';
import type { Settings } from '../settings/schema.ts';
import { Places } from './places.ts';
import { alarmsOf, functionMetric, type Watched } from './watched-alarms.ts';

export interface WatchProps extends StackProps {
  readonly settings: Settings;
  readonly apiId: string;
}

/** What looks at all the others, by their names. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { settings, apiId, ...props }: WatchProps) {
    super(scope, id, props);
    const places = new Places(this, settings);
    const streams = settings.outbox.kind === 'stream' && settings.records.kind !== 'external' ? STREAMED : [];
    const readers = streams.map((table) => ({ table, id: places.readerId(table) }));
    const workflowArn = (kind: MachineKind) => places.workflow(kind);
    watch(this, { settings, apiId, workflowArn, readers }, places.deadLetterQueue(this));
  }
}

/** Alarms and the dashboard of a deployment; `deadLetters` takes what a subscription could not deliver. */
function watch(scope: Stack, watched: Watched, deadLetters: IQueue): void {
  const { deployment, alarms: told } = watched.settings;
  const alarms = new Alarms(
    scope,
    'Watch',
    {
      deployment,
      runbook: told.runbook,
      topics: {
        urgent: topic(scope, 'urgent', watched, deadLetters),
        later: topic(scope, 'later', watched, deadLetters),
      },
      groups: Object.fromEntries(
        Object.entries(MANIFESTS).map(([door, { loses }]) => [
          door,
          { loses, wayOut: 'a-door-is-in-trouble' },
        ]),
      ),
    },
    alarmsOf(watched),
  );
  dashboard(scope, watched, alarms);
}

/** Where alarms of a severity are written to. */
function topic(scope: Stack, severity: Severity, { settings }: Watched, deadLetters: IQueue): Topic {
  const made = new Topic(scope, `Alarms-${severity}`, {
    topicName: NAMES.alarms(settings.deployment, severity),
    displayName: `Privacy Desk: ${severity}`,
    enforceSSL: true,
  });
  // The topic has a policy of its own, which takes the place of the one by which an account's alarms may publish.
  made.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [made.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': scope.account },
        ArnLike: {
          'aws:SourceArn': scope.formatArn({
            service: 'cloudwatch',
            resource: 'alarm',
            resourceName: `${settings.deployment}-*`,
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    }),
  );
  for (const email of settings.alarms[severity])
    made.addSubscription(new EmailSubscription(email, { deadLetterQueue: deadLetters }));
  return made;
}

/** So high is a row of alarms; four stand side by side. */
const alarmRows = (alarms: number): number => Math.ceil(alarms / 4) + 1;

function dashboard(scope: Stack, { settings, workflowArn }: Watched, alarms: Alarms): void {
  const period = Duration.minutes(5);
  const board = new Dashboard(scope, 'Board', { dashboardName: settings.deployment });
  const all = Object.keys(DOORS) as DoorName[];
  const executions =
    (kind: MachineKind) =>
    (metricName: string): Metric =>
      new Metric({
        namespace: 'AWS/States',
        metricName,
        dimensionsMap: { StateMachineArn: workflowArn(kind) },
        period,
        statistic: Stats.SUM,
      });
  board.addWidgets(
    new AlarmStatusWidget({ alarms: alarms.telling, width: 24, height: alarmRows(alarms.telling.length) }),
    new GraphWidget({
      title: 'Doors: invocations',
      width: 12,
      left: all.map((door) => functionMetric(settings, door, 'Invocations')),
    }),
    new GraphWidget({
      title: 'Doors: p99, ms',
      width: 12,
      left: all.map((door) => functionMetric(settings, door, 'Duration', Stats.percentile(99))),
    }),
    ...MACHINE_KINDS.map(
      (kind) =>
        new GraphWidget({
          title: `Executions: ${MACHINES[kind]}`,
          width: 12,
          left: ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed'].map(executions(kind)),
        }),
    ),
    new GraphWidget({
      title: 'Given up',
      width: 12,
      left: [
        new Metric({
          namespace: 'AWS/SQS',
          metricName: 'ApproximateNumberOfMessagesVisible',
          dimensionsMap: { QueueName: NAMES.deadLetters(settings.deployment) },
          period,
          statistic: Stats.MAXIMUM,
        }),
      ],
    }),
  );
}
