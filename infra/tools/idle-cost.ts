/**
 * `npx node infra/tools/idle-cost.ts [settings]` (default: demo) tells what a deployment costs in a month in which nobody
 * knocks: what stands in its templates times list prices, and what its schedules set going. Storage and traffic come on top.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DOORS,
  INDEX_SHARDS,
  OUTBOX_GROUPS,
  reactionOf,
  SCHEDULES,
  type ScheduleName,
} from '../../shared/names.ts';
import { loadSettings } from '../settings/load.ts';
import { newApp, privacyDesk } from '../stacks/privacy-desk.ts';

/** List prices of us-east-1 in US dollars, November 2026; European regions are up to a quarter dearer. */
const PRICES = {
  kmsKeyMonth: 1,
  secretMonth: 0.4,
  /** Of an alarm, for each metric that it looks at. */
  alarmMetricMonth: 0.1,
  compositeAlarmMonth: 0.5,
  dashboardMonth: 3,
  schedulerCall: 1 / 1e6,
  lambdaCall: 0.2 / 1e6,
  lambdaGbSecond: 13.33 / 1e6,
  readUnit: 0.125 / 1e6,
  kmsCall: 3 / 1e6,
  secretCall: 5 / 1e6,
  trace: 5 / 1e6,
} as const;

const HOURS = 730;
const DAYS = HOURS / 24;
/** An assumption on the high side: a sweep that finds nothing is over long before. */
const SECONDS_A_RUN = 1;
/** A poll goes on until its minute is over (L2). What the other service takes for it is not ours to know. */
const SECONDS_A_POLL = 60;

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >;
}

const SCHEDULE_NAMES = Object.keys(SCHEDULES) as ScheduleName[];
/** A sweep asks each shard of each group's list, eventually consistent. */
const READS_A_RUN =
  (INDEX_SHARDS / 2) * OUTBOX_GROUPS.reduce((sum, group) => sum + reactionOf(group).tables.length, 0);

/** One line of the reckoning. */
export interface CostLine {
  readonly what: string;
  readonly dollars: number;
}

/** Runs a month of a schedule: `rate(5 minutes)`, or a `cron` of one minute and one hour, every day. */
export function runsAMonth(expression: string): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const hours = { minute: 1 / 60, hour: 1, day: 24 }[rate[2] as 'minute' | 'hour' | 'day'];
    return HOURS / (Number(rate[1]) * hours);
  }
  if (/^cron\(\d+ \d+ \* \* \? \*\)$/.test(expression)) return DAYS;
  throw new Error(`the cost of the schedule ${expression} is not known`);
}

/** How many metrics an alarm looks at: those that its expression names, or the one. */
function metricsOf({ Properties: { Metrics: metrics = [] } = {} }: Template['Resources'][string]): number {
  return Math.max(1, (metrics as readonly { MetricStat?: unknown }[]).filter((one) => one.MetricStat).length);
}

/** What the templates of a folder cost in an idle month. Free tiers are not taken off. */
export function idleCost(folder: string): readonly CostLine[] {
  const resources = readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) =>
      Object.values((JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template).Resources),
    );
  const ofType = (type: string) => resources.filter((one) => one.Type === type);
  const standing = (type: string, name: string, price: number): CostLine => ({
    what: `${ofType(type).length} × ${name} at $${price.toFixed(2)}`,
    dollars: ofType(type).length * price,
  });
  const watched = ofType('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0);
  const memory = Math.max(
    0,
    ...ofType('AWS::Lambda::Function').map(({ Properties = {} }) => Number(Properties['MemorySize'])),
  );
  const call = PRICES.schedulerCall + PRICES.lambdaCall + PRICES.trace + PRICES.kmsCall + PRICES.secretCall;
  const second = (memory / 1024) * PRICES.lambdaGbSecond;
  const runsOf = (wanted: (name: ScheduleName) => boolean): number =>
    ofType('AWS::Scheduler::Schedule')
      .filter(({ Properties = {} }) =>
        SCHEDULE_NAMES.some((name) => wanted(name) && String(Properties['Name']).endsWith(`-${name}`)),
      )
      .reduce((sum, { Properties = {} }) => sum + runsAMonth(String(Properties['ScheduleExpression'])), 0);
  const polls = runsOf((name) => name === 'poll');
  const sweeps = runsOf((name) => name === 'sweep');
  // Whom a sweep hands on to though nothing is due.
  const knocked = sweeps * OUTBOX_GROUPS.filter((group) => reactionOf(group).idle).length;
  const runs = runsOf((name) => name !== 'poll') + knocked;
  const besides = 'a trace, a KMS call and a read of the secret';
  const polling: CostLine = {
    what: `${Math.round(polls)} runs of polls, each reckoned as ${SECONDS_A_POLL} s at ${memory} MB, ${besides}`,
    dollars: polls * (call + SECONDS_A_POLL * second),
  };
  return [
    standing('AWS::KMS::Key', 'KMS key', PRICES.kmsKeyMonth),
    standing('AWS::SecretsManager::Secret', 'secret', PRICES.secretMonth),
    {
      what: `${watched} × metric of an alarm at $${PRICES.alarmMetricMonth.toFixed(2)}`,
      dollars: watched * PRICES.alarmMetricMonth,
    },
    standing('AWS::CloudWatch::CompositeAlarm', 'composite alarm', PRICES.compositeAlarmMonth),
    standing('AWS::CloudWatch::Dashboard', 'dashboard', PRICES.dashboardMonth),
    {
      what: `${Math.round(runs)} runs of schedules and what they knock at, each reckoned as ${SECONDS_A_RUN} s at ${memory} MB, ${READS_A_RUN} read units, ${besides}`,
      dollars: runs * (call + SECONDS_A_RUN * second + READS_A_RUN * PRICES.readUnit),
    },
    ...(polls > 0 ? [polling] : []),
  ];
}

/** The reckoning as a Markdown table. */
export function costTable(lines: readonly CostLine[]): string {
  const total = lines.reduce((sum, line) => sum + line.dollars, 0);
  return [
    '| in an idle month | $ |',
    '| --- | --: |',
    ...lines.map(({ what, dollars }) => `| ${what} | ${dollars.toFixed(2)} |`),
    `| **together** | **${total.toFixed(2)}** |`,
  ].join('\n');
}

/** Synthesizes settings into a folder of its own and reckons. What is in the bundles plays no part. */
export function idleCostOf(settings: string): readonly CostLine[] {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-cost-'));
  const [buildDir, outdir] = [join(folder, 'bundles'), join(folder, 'templates')];
  try {
    for (const door of Object.keys(DOORS)) {
      mkdirSync(join(buildDir, door), { recursive: true });
      writeFileSync(join(buildDir, door, 'index.cjs'), '');
    }
    const app = newApp({ outdir, stackTraces: false, treeMetadata: false });
    privacyDesk(app, { settings: loadSettings(settings), buildDir, now: Date.now() });
    app.synth();
    return idleCost(outdir);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) console.log(costTable(idleCostOf(process.argv[2] ?? 'demo')));
