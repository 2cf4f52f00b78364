import { ArnFormat, Duration, type Stack } from 'aws-cdk-lib';
import { AlarmWidget, Dashboard, GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Alarms } from '../constructs/alarms.ts';
import { alarmsOf, type Watched } from './watched-alarms.ts';

/** Alarms and the dashboard of a deployment. */
export function watch(scope: Stack, watched: Watched): void {
  const { settings, deadLetters } = watched;
  const topic = new Topic(scope, 'Alarms', {
    topicName: `${settings.deployment}-alarms`,
    displayName: 'Privacy Desk alarms',
    enforceSSL: true,
  });
  // The topic has a policy of its own, which takes the place of the one by which an account's alarms may publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [topic.topicArn],
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
  for (const email of settings.alarms.email) {
    topic.addSubscription(new EmailSubscription(email, { deadLetterQueue: deadLetters }));
  }
  const alarms = new Alarms(scope, 'Watch', {
    deployment: settings.deployment,
    runbook: settings.alarms.runbook,
    topic,
  });
  for (const spec of alarmsOf(watched)) alarms.add(spec);
  dashboard(scope, watched, alarms);
}

function dashboard(scope: Stack, { settings, doors, workflow, deadLetters }: Watched, alarms: Alarms): void {
  const period = Duration.minutes(5);
  const board = new Dashboard(scope, 'Board', { dashboardName: settings.deployment });
  const all = Object.values(doors);
  board.addWidgets(
    ...alarms.all.map((alarm) => new AlarmWidget({ alarm, width: 4, height: 3 })),
    new GraphWidget({
      title: 'Doors: invocations',
      width: 12,
      left: all.map((door) => door.fn.metricInvocations({ period, label: door.name })),
    }),
    new GraphWidget({
      title: 'Doors: p99, ms',
      width: 12,
      left: all.map((door) =>
        door.fn.metricDuration({ period, statistic: Stats.percentile(99), label: door.name }),
      ),
    }),
    new GraphWidget({
      title: 'Claims: executions',
      width: 12,
      left: [
        workflow.machine.metricStarted({ period }),
        workflow.machine.metricSucceeded({ period }),
        workflow.machine.metricFailed({ period }),
      ],
    }),
    new GraphWidget({
      title: 'Given up',
      width: 12,
      left: [deadLetters.metricApproximateNumberOfMessagesVisible({ period })],
    }),
  );
}
