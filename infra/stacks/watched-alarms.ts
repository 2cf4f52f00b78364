import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { DOORS, type DoorName, METRIC_NAMESPACE, type TableName } from '../../shared/names.ts';
import type { AlarmSpec } from '../constructs/alarms.ts';
import type { CaseWorkflow } from '../constructs/case-workflow.ts';
import type { Door } from '../constructs/door.ts';
import type { FrontDoor } from '../constructs/front-door.ts';
import type { Settings } from '../settings/schema.ts';
import { DOOR_LOSSES, SIGNALS } from './losses.ts';

/** What a deployment watches. */
export interface Watched {
  readonly settings: Settings;
  readonly doors: Readonly<Record<DoorName, Door>>;
  readonly front: FrontDoor;
  readonly workflow: CaseWorkflow;
  readonly deadLetters: Queue;
  readonly tables: Readonly<Record<TableName, Table>> | undefined;
}

const FIVE = Duration.minutes(5);
const QUARTER = Duration.minutes(15);
const DAY = Duration.days(1);

/** Every alarm of a deployment: what is lost, when it rings, and the way out. */
export function alarmsOf(watched: Watched): AlarmSpec[] {
  return [
    ...doorAlarms(watched),
    ...clockworkAlarms(watched),
    ...frontAlarms(watched),
    ...mailAlarms(watched),
    ...signalAlarms(),
    ...tableAlarms(watched),
  ];
}

function doorAlarms({ doors }: Watched): AlarmSpec[] {
  return (Object.keys(DOORS) as DoorName[]).flatMap((door) => [
    {
      id: `${door}-fails`,
      loses: DOOR_LOSSES[door],
      wayOut: 'a-door-fails',
      metric: doors[door].fn.metricErrors({ period: FIVE }),
      at: 3,
    },
    {
      id: `${door}-throttled`,
      loses: `${DOOR_LOSSES[door]} (Lambda refuses invocations for want of concurrency.)`,
      wayOut: 'a-door-is-throttled',
      metric: doors[door].fn.metricThrottles({ period: FIVE }),
      at: 1,
      periods: 2,
    },
  ]);
}

/** What keeps the legal clocks going: workflow, outbox, sweeps, daily schedules. */
function clockworkAlarms({ settings, doors, workflow, deadLetters }: Watched): AlarmSpec[] {
  const died = workflow.machine.metricFailed({ period: FIVE });
  const silent = (door: DoorName, id: string, loses: string, period: Duration): AlarmSpec => ({
    id,
    loses,
    wayOut: 'a-schedule-is-silent',
    metric: doors[door].fn.metricInvocations({ period, statistic: Stats.SUM }),
    at: 1,
    whenBelow: true,
  });
  const alarms: AlarmSpec[] = [
    {
      id: 'executions-die',
      loses: 'Claims lost their timer and get no reminder until it has been started again from the record.',
      wayOut: 'executions-die',
      metric: died,
      at: 1,
    },
    {
      id: 'dead-letters',
      loses: 'Something that should have happened to a case – a timer, a letter, its outcome – was given up.',
      wayOut: 'dead-letters',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: FIVE,
        statistic: Stats.MAXIMUM,
      }),
      at: 1,
    },
    silent(
      'outbox-task',
      'cases-not-swept',
      'A claim whose timer was lost is not found any more; its reminders do not come.',
      QUARTER,
    ),
    silent(
      'letters-task',
      'letters-not-swept',
      'A letter that was not sent at once is not sent at all; the answer it holds may be late.',
      QUARTER,
    ),
    silent('desk-task', 'no-digest', DOOR_LOSSES['desk-task'], DAY),
    silent('ledger-task', 'no-root', DOOR_LOSSES['ledger-task'], DAY),
  ];
  if (settings.outbox.kind === 'stream') {
    for (const door of ['outbox-task', 'letters-task'] as const) {
      alarms.push({
        id: `${door}-behind`,
        loses: `What was recorded is acted on late. ${DOOR_LOSSES[door]}`,
        wayOut: 'the-outbox-is-behind',
        metric: doors[door].fn.metric('IteratorAge', { period: FIVE, statistic: Stats.MAXIMUM }),
        at: QUARTER.toMilliseconds(),
      });
    }
  }
  return alarms;
}

function signalAlarms(): AlarmSpec[] {
  return SIGNALS.map(([door, code, loses, wayOut]) => ({
    id: code,
    loses,
    wayOut,
    metric: new Metric({
      namespace: METRIC_NAMESPACE,
      metricName: 'signals',
      dimensionsMap: { door, code },
      period: QUARTER,
      statistic: Stats.SUM,
    }),
    at: 1,
  }));
}

function frontAlarms({ front }: Watched): AlarmSpec[] {
  const metric = (metricName: string, statistic: string): IMetric =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiId: front.api.ref },
      period: FIVE,
      statistic,
    });
  return [
    {
      id: 'site-answers-5xx',
      loses: 'People and staff get errors instead of pages; a claim may not get in.',
      wayOut: 'the-site-answers-5xx',
      metric: metric('5xx', Stats.SUM),
      at: 5,
    },
    {
      id: 'site-is-slow',
      loses: 'People wait for seconds and may give up before their claim is in.',
      wayOut: 'the-site-is-slow',
      metric: metric('Latency', Stats.percentile(99)),
      at: 3000,
      periods: 3,
    },
  ];
}

/** SES puts an account under review at 5 % bounces or 0.1 % complaints; then letters stop. */
function mailAlarms({ settings }: Watched): AlarmSpec[] {
  if (settings.mail.port !== 'ses') return [];
  const reputation = (metricName: string): IMetric =>
    new Metric({ namespace: 'AWS/SES', metricName, period: Duration.hours(1), statistic: Stats.AVERAGE });
  const loses = 'SES may stop this account, and then no receipt and no answer leaves any more.';
  return [
    {
      id: 'many-bounces',
      loses,
      wayOut: 'letters-bounce-or-are-complained-of',
      metric: reputation('Reputation.BounceRate'),
      at: 0.04,
    },
    {
      id: 'many-complaints',
      loses,
      wayOut: 'letters-bounce-or-are-complained-of',
      metric: reputation('Reputation.ComplaintRate'),
      at: 0.0008,
    },
  ];
}

function tableAlarms({ tables }: Watched): AlarmSpec[] {
  return Object.entries(tables ?? {}).flatMap(([name, table]) => [
    {
      id: `${name}-throttled`,
      loses: 'Submissions are refused with "try again"; who does not try again loses days.',
      wayOut: 'a-table-is-throttled',
      metric: table.metric('WriteThrottleEvents', { period: FIVE, statistic: Stats.SUM }),
      at: 1,
      periods: 2,
    },
  ]);
}
