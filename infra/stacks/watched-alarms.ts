import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  DOORS,
  type DoorName,
  indexesOf,
  MACHINE_KINDS,
  MACHINES,
  type MachineKind,
  type METRICS,
  metricNamespace,
  NAMES,
  OUTBOX_GROUPS,
  reactionOf,
  SCHEDULES,
  type ScheduleName,
  type StreamedTable,
  TABLES,
} from '../../shared/names.ts';
import { MANIFESTS } from '../capabilities/table.ts';
import type { AlarmSpec, Severity } from '../constructs/alarms.ts';
import type { Settings } from '../settings/schema.ts';

/** What a deployment watches: all by their explicit names, so that alarms need nothing of other stacks but the API's id. */
export interface Watched {
  readonly settings: Settings;
  readonly apiId: string;
  /** ARN of the state machine of a kind of case. */
  readonly workflowArn: (kind: MachineKind) => string;
  /** Who reads the streams, by Lambda's id. */
  readonly readers: readonly { readonly table: StreamedTable; readonly id: string }[];
}

const FIVE = Duration.minutes(5);
const QUARTER = Duration.minutes(15);
/** A daily run comes a little later or earlier than the day before. */
const A_DAY_AND_MORE = Duration.hours(26);

const DOOR_NAMES = Object.keys(DOORS) as readonly DoorName[];

/** Doors that act on what is recorded at once. */
const PROMPT_DOORS: readonly DoorName[] = [
  ...new Set(OUTBOX_GROUPS.map(reactionOf).flatMap(({ door, prompt }) => (prompt.length > 0 ? [door] : []))),
];

/** Every alarm of a deployment: what is lost, when it rings, whom it wakes, and the way out. */
export function alarmsOf(watched: Watched): AlarmSpec[] {
  return [
    ...doorAlarms(watched),
    ...signalAlarms(watched),
    ...scheduleAlarms(watched),
    ...MACHINE_KINDS.flatMap((kind) => workflowAlarms(watched, kind)),
    deadLetterAlarm(watched),
    ...frontAlarms(watched),
    ...mailAlarms(watched),
    ...tableAlarms(watched),
    ...streamAlarms(watched),
    ...keyAlarms(),
  ];
}

const severityOf = (door: DoorName): Severity => (MANIFESTS[door].wakes ? 'urgent' : 'later');

/** A metric of Lambda about a door. */
export const functionMetric = (
  { deployment }: Settings,
  door: DoorName,
  metricName: string,
  statistic: string = Stats.SUM,
): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: NAMES.door(deployment, door) },
    period: FIVE,
    statistic,
    label: door,
  });

/** Metrics added up, where one that nobody has written is nothing. */
const together = (metrics: Readonly<Record<string, IMetric>>, period: Duration): IMetric =>
  new MathExpression({ expression: 'SUM(FILL(METRICS(), 0))', usingMetrics: { ...metrics }, period });

const ownMetric = (
  { deployment }: Settings,
  metricName: keyof typeof METRICS,
  dimensionsMap: Record<string, string>,
  period: Duration,
): Metric =>
  new Metric({
    namespace: metricNamespace(deployment),
    metricName,
    dimensionsMap,
    period,
    statistic: Stats.SUM,
  });

function doorAlarms({ settings }: Watched): AlarmSpec[] {
  return DOOR_NAMES.flatMap((door): AlarmSpec[] => {
    const about = { group: door, severity: severityOf(door) };
    const errors = functionMetric(settings, door, 'Errors');
    const behind = (metricName: string): AlarmSpec => ({
      ...about,
      id: `${door}-behind`,
      loses: `What was recorded is acted on late. ${MANIFESTS[door].loses}`,
      wayOut: 'the-outbox-is-behind',
      metric: functionMetric(settings, door, metricName, Stats.MAXIMUM),
      at: QUARTER.toMilliseconds(),
    });
    const reads = MANIFESTS[door].may.streams !== undefined && settings.outbox.kind === 'stream';
    return [
      {
        ...about,
        id: `${door}-fails`,
        loses: MANIFESTS[door].loses,
        wayOut: 'a-door-fails',
        // An answer 5xx is no error of the function: the door counts it itself.
        metric: door.endsWith('-task')
          ? errors
          : together({ errors, failed: ownMetric(settings, 'failed', { door }, FIVE) }, FIVE),
        at: 3,
      },
      {
        ...about,
        id: `${door}-throttled`,
        loses: `${MANIFESTS[door].loses} (Lambda refuses invocations for want of concurrency.)`,
        wayOut: 'a-door-is-throttled',
        metric: functionMetric(settings, door, 'Throttles'),
        at: 1,
        periods: 2,
      },
      ...(reads ? [behind('IteratorAge')] : []),
      // What is handed on waits with Lambda until its door has taken it.
      ...(PROMPT_DOORS.includes(door) ? [behind('AsyncEventAge')] : []),
    ];
  });
}

function signalAlarms({ settings }: Watched): AlarmSpec[] {
  return DOOR_NAMES.flatMap((door) =>
    (MANIFESTS[door].signals ?? []).map(({ code, ...told }) => ({
      ...told,
      id: code,
      group: door,
      metric: ownMetric(settings, 'signals', { door, code }, QUARTER),
      at: 1,
    })),
  );
}

/** Schedules by what they say when they have done their work: streams and other schedules knock at the same doors. */
function scheduleAlarms({ settings }: Watched): AlarmSpec[] {
  const wayOut = 'a-schedule-is-silent';
  const daily = [
    ['daily-digest', 'no-digest', 'Officers were told nothing today of what is due and overdue.'],
    [
      'daily-overdue',
      'no-escalation',
      'Overdue claims were not escalated today, and provisional dates not counted anew.',
    ],
    ['daily-root', 'no-root', MANIFESTS['ledger-task'].loses],
  ] as const satisfies readonly (readonly [ScheduleName, string, string])[];
  return [
    {
      id: 'outbox-not-swept',
      loses:
        'What was lost, or is due by time only, is not found any more: timers, letters that were not sent at once, what is to be destroyed.',
      ...{ wayOut, group: SCHEDULES.sweep, severity: 'urgent', at: 1, silentAfter: QUARTER },
      metric: ownMetric(settings, 'ran', { door: SCHEDULES.sweep, route: 'sweep' }, FIVE),
    },
    ...daily.map(([schedule, id, loses]): AlarmSpec => {
      const door = SCHEDULES[schedule];
      return {
        ...{ id, loses, wayOut, group: door, severity: 'later', at: 1, silentAfter: A_DAY_AND_MORE },
        metric: ownMetric(settings, 'ran', { door, route: schedule }, Duration.hours(1)),
      };
    }),
    {
      id: 'schedules-drop',
      loses: 'A run of the day – an escalation, a digest, a sweep – was given up after an hour of tries.',
      wayOut,
      severity: 'later',
      metric: new Metric({
        namespace: 'AWS/Scheduler',
        metricName: 'InvocationDroppedCount',
        dimensionsMap: { ScheduleGroup: settings.deployment },
        period: FIVE,
        statistic: Stats.SUM,
      }),
      at: 1,
    },
  ];
}

/** `claims` keep the names without their kind. */
function workflowAlarms({ workflowArn }: Watched, kind: MachineKind): AlarmSpec[] {
  const suffix = kind === 'claim' ? '' : `-${MACHINES[kind]}`;
  const isMailing = kind === 'mailing';
  const metric = (metricName: string): IMetric =>
    new Metric({
      namespace: 'AWS/States',
      metricName,
      dimensionsMap: { StateMachineArn: workflowArn(kind) },
      period: FIVE,
      statistic: Stats.SUM,
    });
  return [
    {
      id: `executions-die${suffix}`,
      loses: isMailing
        ? 'Many people are told late: telling them stopped, and goes on once it has been started again from the record.'
        : 'Claims lost their timer and get no reminder until it has been started again from the record.',
      wayOut: 'executions-die',
      severity: 'later',
      metric: together(
        {
          failed: metric('ExecutionsFailed'),
          timedOut: metric('ExecutionsTimedOut'),
          aborted: metric('ExecutionsAborted'),
        },
        FIVE,
      ),
      at: 1,
    },
    {
      id: `executions-throttled${suffix}`,
      loses: isMailing
        ? 'Many people are told late.'
        : 'Timers of claims start late, and reminders come late by as much.',
      wayOut: 'executions-die',
      severity: 'later',
      metric: metric('ExecutionThrottled'),
      at: 1,
      periods: 3,
    },
  ];
}

const deadLetterAlarm = ({ settings }: Watched): AlarmSpec => ({
  id: 'dead-letters',
  loses: 'Something that should have happened to a case – a timer, a letter, its outcome – was given up.',
  wayOut: 'dead-letters',
  severity: 'later',
  metric: new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensionsMap: { QueueName: NAMES.deadLetters(settings.deployment) },
    period: FIVE,
    statistic: Stats.MAXIMUM,
  }),
  at: 1,
});

function frontAlarms({ apiId }: Watched): AlarmSpec[] {
  const metric = (metricName: string, statistic: string): IMetric =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiId: apiId },
      period: FIVE,
      statistic,
    });
  return [
    {
      id: 'site-answers-5xx',
      loses: 'People and staff get errors instead of pages; a claim may not get in.',
      wayOut: 'the-site-answers-5xx',
      severity: 'urgent',
      metric: metric('5xx', Stats.SUM),
      at: 5,
    },
    {
      id: 'site-is-slow',
      loses: 'People wait for seconds and may give up before their claim is in.',
      wayOut: 'the-site-is-slow',
      severity: 'later',
      metric: metric('Latency', Stats.percentile(99)),
      at: 3000,
      periods: 3,
    },
  ];
}

/** SES puts an account under review at 5 % bounces or 0.1 % complaints; then letters stop. */
function mailAlarms({ settings }: Watched): AlarmSpec[] {
  if (settings.mail.port !== 'ses') return [];
  const metric = (metricName: string, statistic: string, period = Duration.hours(1)): IMetric =>
    new Metric({ namespace: 'AWS/SES', metricName, period, statistic });
  const about = {
    loses: 'SES may stop this account, and then no receipt and no answer leaves any more.',
    wayOut: 'letters-bounce-or-are-complained-of',
    severity: 'urgent' as const,
  };
  return [
    { ...about, id: 'many-bounces', metric: metric('Reputation.BounceRate', Stats.AVERAGE), at: 0.04 },
    {
      ...about,
      id: 'many-complaints',
      metric: metric('Reputation.ComplaintRate', Stats.AVERAGE),
      at: 0.0008,
    },
    {
      id: 'letters-rejected',
      loses: 'SES took a letter and then found a virus in it: whoever waits for it gets none.',
      wayOut: 'letters-do-not-leave',
      severity: 'later',
      metric: metric('Reject', Stats.SUM, FIVE),
      at: 1,
    },
  ];
}

/** A throttled index holds up the table that it belongs to. */
function tableAlarms({ settings }: Watched): AlarmSpec[] {
  const { records, deployment } = settings;
  if (records.kind === 'external') return [];
  return TABLES.map((name) => {
    const throttled = (metricName: string, index?: string): IMetric =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: {
          TableName: NAMES.table(deployment, name),
          ...(index !== undefined && { GlobalSecondaryIndexName: index }),
        },
        period: FIVE,
        statistic: Stats.SUM,
      });
    return {
      id: `${name}-throttled`,
      loses: 'Submissions are refused with "try again"; who does not try again loses days.',
      wayOut: 'a-table-is-throttled',
      severity: 'urgent',
      // Added up, because CloudWatch lets an alarm on a metric of DynamoDB alone never end for want of data.
      metric: together(
        {
          writes: throttled('WriteThrottleEvents'),
          reads: throttled('ReadThrottleEvents'),
          ...Object.fromEntries(
            indexesOf(name).map((index) => [index, throttled('WriteThrottleEvents', index)]),
          ),
        },
        FIVE,
      ),
      at: 1,
      periods: 2,
    };
  });
}

/**
 * A stream that nobody reads is no error anywhere: its table was restored in place, and its reader waits at the stream of
 * the old one. So what a quarter of an hour wrote is held against what was taken.
 */
function streamAlarms({ settings, readers }: Watched): AlarmSpec[] {
  return readers.map(({ table, id }) => ({
    id: `${table}-stream-silent`,
    loses:
      'Timers and letters wait for the sweep: what should be done at once is done up to five minutes late.',
    wayOut: 'the-stream-is-silent',
    severity: 'later',
    metric: new MathExpression({
      // So many writes are no mere conditions, which a stream does not tell of.
      expression: 'IF(FILL(written, 0) >= 10 AND FILL(taken, 0) < 1, 1, 0)',
      usingMetrics: {
        written: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: 'ConsumedWriteCapacityUnits',
          dimensionsMap: { TableName: NAMES.table(settings.deployment, table) },
          period: QUARTER,
          statistic: Stats.SUM,
        }),
        taken: new Metric({
          namespace: 'AWS/Lambda',
          metricName: 'PolledEventCount',
          dimensionsMap: { EventSourceMappingUUID: id },
          period: QUARTER,
          statistic: Stats.SUM,
        }),
      },
      period: QUARTER,
    }),
    at: 1,
    periods: 2,
  }));
}

/** KMS counts no throttled calls, but how many of those that an account may make were made. */
function keyAlarms(): AlarmSpec[] {
  const minute = Duration.minutes(1);
  const used = new Metric({
    namespace: 'AWS/Usage',
    metricName: 'CallCount',
    dimensionsMap: {
      Service: 'KMS',
      Type: 'API',
      Resource: 'CryptographicOperationsSymmetric',
      Class: 'None',
    },
    period: minute,
    statistic: Stats.SUM,
  });
  return [
    {
      id: 'keys-nearly-throttled',
      loses: 'KMS will soon refuse to open and seal: pages with personal data and submissions would fail.',
      wayOut: 'keys-are-throttled',
      severity: 'later',
      metric: new MathExpression({
        expression: '100 * used / SERVICE_QUOTA(used)',
        usingMetrics: { used },
        period: minute,
      }),
      at: 80,
      periods: 5,
    },
  ];
}
