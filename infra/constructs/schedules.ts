import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { SCHEDULE_SOURCE, SCHEDULES, type ScheduleName } from '../../shared/names.ts';
import type { Settings } from '../settings/schema.ts';
import type { Places } from '../stacks/places.ts';

/** When each schedule runs, in the zone of the settings. */
export const WHEN: Readonly<Record<ScheduleName, string>> = {
  sweep: 'rate(5 minutes)',
  poll: 'rate(1 minute)',
  'daily-overdue': 'cron(0 9 * * ? *)',
  // After the overdue ones have been escalated, so that the digest shows them as they are.
  'daily-digest': 'cron(5 9 * * ? *)',
  'daily-root': 'cron(30 9 * * ? *)',
};

/** The schedules of a deployment: polling only where records have no stream (L2). */
export const schedulesOf = (settings: Settings): ScheduleName[] =>
  (Object.keys(SCHEDULES) as ScheduleName[]).filter(
    (name) => name !== 'poll' || settings.outbox.kind === 'poll',
  );

export interface SchedulesProps {
  readonly settings: Settings;
  readonly places: Places;
}

/** EventBridge Scheduler knocking at doors; the time it tells is the scheduled one (architecture: time is data). */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { settings, places }: SchedulesProps) {
    super(scope, id);
    const names = schedulesOf(settings);
    const targets = [...new Set(names.map((name) => SCHEDULES[name]))].map((door) =>
      places.functionArn(door),
    );
    const role = new Role(this, 'Role', {
      description: 'What the schedules may do',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      inlinePolicies: {
        knock: new PolicyDocument({
          statements: [
            new PolicyStatement({
              sid: 'Knock',
              actions: ['lambda:InvokeFunction'],
              resources: targets,
            }),
            new PolicyStatement({
              sid: 'GiveUp',
              actions: ['sqs:SendMessage'],
              resources: [places.deadLetters],
            }),
          ],
        }),
      },
    });
    // Of its own, because Scheduler counts by groups what it gave up.
    const group = new CfnScheduleGroup(this, 'Group', { name: settings.deployment });
    for (const name of names) {
      new CfnSchedule(this, name, {
        groupName: group.ref,
        name: `${settings.deployment}-${name}`,
        scheduleExpression: WHEN[name],
        // Days of the law: the digest at nine, the root of a day, are its days (G11).
        scheduleExpressionTimezone: REGIME_ZONE,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: places.functionArn(SCHEDULES[name]),
          roleArn: role.roleArn,
          input: JSON.stringify({
            source: SCHEDULE_SOURCE,
            'detail-type': 'Scheduled Event',
            time: '<aws.scheduler.scheduled-time>',
            detail: { schedule: name },
          }),
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
          deadLetterConfig: { arn: places.deadLetters },
        },
      });
    }
  }
}
