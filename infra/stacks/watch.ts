import { Duration, type Stack } from 'aws-cdk-lib';
import { AlarmWidget, Dashboard, GraphWidget, type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { DOORS, type DoorName, METRIC_NAMESPACE, type TableName } from '../../shared/names.ts';
import { type AlarmSpec, Alarms } from '../constructs/alarms.ts';
import type { CaseWorkflow } from '../constructs/case-workflow.ts';
import type { Door } from '../constructs/door.ts';
import type { FrontDoor } from '../constructs/front-door.ts';
import type { Settings } from '../settings/schema.ts';

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

/** What a person loses while a door fails. */
const DOOR_LOSSES: Readonly<Record<DoorName, string>> = {
  'site-public': 'People see an error instead of the start page and of texts.',
  'policy-public': 'People cannot read the policy nor the consents; nobody can register meanwhile.',
  'policy-desk': 'A new version of the policy cannot be posted.',
  'policy-task': 'The first texts of a new deployment are not recorded.',
  'claims-public': 'People cannot hand in a claim on the web; their 30 days do not start.',
  'claims-desk': 'Officers cannot answer claims, and paper claims cannot be entered.',
  'registration-public': 'People can neither register nor sign in.',
  'account-task':
    'Data of unconfirmed registrations and closed accounts are not destroyed in their time; old addresses stay reserved.',
  'account-public':
    'People can neither see nor change what is held about them, nor give and withdraw consents, nor sign out.',
  'cases-public': 'Claimants cannot see where their claim stands, nor withdraw it.',
  'cases-task': 'Claims get no reminders and no escalation; an answer may be late unnoticed.',
  'consent-public': 'People cannot unsubscribe by link; nobody can verify a receipt.',
  'consent-desk':
    'Other programs get no answer whether they may use data; withdrawals on paper cannot be entered.',
  'account-desk': 'Staff cannot find a person, nor see consents and registers.',
  'publication-public': 'People cannot take back what they made public.',
  'published-public': 'What people made public cannot be read.',
  'consent-task': 'What rested on withdrawn consents is not destroyed; the 30 days of the law may pass.',
  'desk-desk': 'Staff cannot see what is due.',
  'desk-task': 'Officers get no digest of what is due today and overdue.',
  'outbox-task': 'New claims get no timers, and decided ones keep being reminded of.',
  'letters-task': 'Receipts and answers stay unsent; an answer may be late although it was decided in time.',
  'ledger-task': 'The auditor gets no signed root; a tampered ledger would be noticed later.',
};

/** Alarms and the dashboard of a deployment. */
export function watch(scope: Stack, watched: Watched): void {
  const { settings, deadLetters } = watched;
  const topic = new Topic(scope, 'Alarms', {
    topicName: `${settings.deployment}-alarms`,
    displayName: 'Privacy Desk alarms',
    enforceSSL: true,
  });
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

function alarmsOf(watched: Watched): AlarmSpec[] {
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

/** Codes that doors report, and what a person loses when they come (shared/http/log.ts, `signal`). */
const SIGNALS: readonly (readonly [DoorName, string, string, wayOut: string])[] = [
  [
    'letters-task',
    'mail-paused',
    'No letter leaves: answers decided in time are not sent in time.',
    'letters-do-not-leave',
  ],
  [
    'letters-task',
    'letter-failed',
    'A letter could not be prepared or recorded and waits for the next sweep.',
    'letters-do-not-leave',
  ],
  [
    'letters-task',
    'staff-address-returned',
    'A member of staff gets no reminders: their address takes no mail.',
    'letters-do-not-leave',
  ],
  [
    'outbox-task',
    'dispatch-failed',
    'A claim waits for its timer, or keeps being reminded of after its answer.',
    'executions-die',
  ],
  [
    'account-task',
    'person-failed',
    'Data of somebody whose account is closed, or who never confirmed, are not destroyed in their time.',
    'a-door-fails',
  ],
  [
    'consent-task',
    'duty-failed',
    'What rested on a withdrawn consent only is not destroyed in its term, and nobody can say that it was.',
    'a-door-fails',
  ],
  ['desk-task', 'daily-failed', 'An overdue claim was not escalated today.', 'a-door-fails'],
  [
    'policy-task',
    'policy-outdated',
    'People read a policy whose terms or addresses are no longer those of the program.',
    'the-policy-is-out-of-date',
  ],
  [
    'desk-task',
    'calendar-ends',
    "Claims will soon get provisional dates only, because the next year's working days are not loaded.",
    'the-calendar-ends',
  ],
];

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

function dashboard(scope: Stack, { settings, doors, workflow, deadLetters }: Watched, alarms: Alarms): void {
  const board = new Dashboard(scope, 'Board', { dashboardName: settings.deployment });
  const all = Object.values(doors);
  board.addWidgets(
    ...alarms.all.map((alarm) => new AlarmWidget({ alarm, width: 4, height: 3 })),
    new GraphWidget({
      title: 'Doors: invocations',
      width: 12,
      left: all.map((door) => door.fn.metricInvocations({ period: FIVE, label: door.name })),
    }),
    new GraphWidget({
      title: 'Doors: p99, ms',
      width: 12,
      left: all.map((door) =>
        door.fn.metricDuration({ period: FIVE, statistic: Stats.percentile(99), label: door.name }),
      ),
    }),
    new GraphWidget({
      title: 'Claims: executions',
      width: 12,
      left: [
        workflow.machine.metricStarted({ period: FIVE }),
        workflow.machine.metricSucceeded({ period: FIVE }),
        workflow.machine.metricFailed({ period: FIVE }),
      ],
    }),
    new GraphWidget({
      title: 'Given up',
      width: 12,
      left: [deadLetters.metricApproximateNumberOfMessagesVisible({ period: FIVE })],
    }),
  );
}
