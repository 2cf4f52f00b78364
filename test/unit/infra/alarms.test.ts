import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOORS } from '../../../shared/names.ts';
import { type Resource, templatesOf } from '../../support/templates.ts';

// Synthesized before the tests, whose time is their own.
templatesOf('demo');

const README = readFileSync(join(import.meta.dirname, '../../../infra/README.md'), 'utf8');
/** Anchors as GitHub makes them of headings. */
const ANCHORS = new Set(
  [...README.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  ),
);

type Profile = 'local' | 'demo' | 'scserv';
const PROFILES = ['local', 'demo', 'scserv'] as const;

const metricAlarms = (profile: Profile) => templatesOf(profile).ofType('AWS::CloudWatch::Alarm');
const composites = (profile: Profile) => templatesOf(profile).ofType('AWS::CloudWatch::CompositeAlarm');
const nameOf = ({ properties }: Resource): string =>
  String(properties['AlarmName'] ?? properties['CompositeAlarmName']);
/** Logical ids of alarms that a composite listens to, as its rule names them. */
const heard = (composite: Resource): readonly string[] =>
  [...String(composite.properties['AlarmRule']).matchAll(/ALARM\("([^"]+)"\)/g)].map(([, arn = '']) => arn);
const topicOf = (profile: Profile, severity: 'urgent' | 'later'): string =>
  templatesOf(profile)
    .ofType('AWS::SNS::Topic')
    .find(({ properties }) => String(properties['TopicName']).endsWith(`-alarms-${severity}`))?.arn ?? '';
/** Names of metrics and their dimensions that an alarm looks at. */
function metricsOf({ properties }: Resource): readonly [name: string, dimensions: Record<string, string>][] {
  interface Stat {
    readonly MetricName?: string;
    readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
  }
  const inMath = (properties['Metrics'] ?? []) as readonly {
    readonly MetricStat?: { readonly Metric: Stat };
  }[];
  const all: readonly Stat[] = [
    properties as Stat,
    ...inMath.flatMap((one) => (one.MetricStat === undefined ? [] : [one.MetricStat.Metric])),
  ];
  return all.flatMap(({ MetricName: name, Dimensions = [] }) =>
    name === undefined
      ? []
      : [[name, Object.fromEntries(Dimensions.map((one) => [one.Name, one.Value]))] as const],
  ) as [string, Record<string, string>][];
}
const demoAlarm = (id: string): Resource => {
  const found = [...metricAlarms('demo'), ...composites('demo')].find(
    (one) => nameOf(one) === `privacy-demo-${id}`,
  );
  if (found === undefined) throw new Error(`no alarm ${id}`);
  return found;
};

describe.each(PROFILES)('alarms of the profile %s', (profile) => {
  const all = [...metricAlarms(profile), ...composites(profile)];

  test('each says in a sentence what a person loses, and links to a way out that is written down', () => {
    for (const { properties } of all) {
      const text = String(properties['AlarmDescription']);
      const [, loses, anchor = ''] = /^(.+\.\)?) Way out: \S+#(\S+)$/.exec(text) ?? [];
      expect(loses, text).toMatch(/^[A-Z].{20,}/);
      expect([...ANCHORS], text).toContain(anchor);
    }
  });

  test('each tells somebody when it begins and when it is over: by itself or by one composite, never by both', () => {
    const topics = [topicOf(profile, 'urgent'), topicOf(profile, 'later')];
    const grouped = new Set(composites(profile).flatMap(heard));
    for (const one of all) {
      const { AlarmActions: begins, OKActions: ends } = one.properties;
      expect(begins, nameOf(one)).toEqual(ends);
      if (grouped.has(one.arn)) expect(begins, nameOf(one)).toBeUndefined();
      else expect(topics, nameOf(one)).toContainEqual((begins as string[])[0]);
    }
  });

  test('a door in trouble writes one letter of each severity at most', () => {
    for (const composite of composites(profile)) {
      expect(heard(composite).length, nameOf(composite)).toBeGreaterThan(1);
      expect(Object.keys(DOORS)).toContain(
        nameOf(composite).replace(/^(local|privacy-demo|scserv-privacy)-|-later$/g, ''),
      );
    }
    const twice = composites(profile).flatMap(heard);
    expect(new Set(twice).size).toBe(twice.length);
  });

  test('CloudWatch may tell the topics: the own policy of each, which takes the place of the default one, allows the alarms of this deployment', () => {
    const policies = templatesOf(profile).ofType('AWS::SNS::TopicPolicy');
    expect(policies).toHaveLength(2);
    for (const { properties } of policies) {
      const { Statement: statements } = properties['PolicyDocument'] as {
        readonly Statement: readonly Record<string, unknown>[];
      };
      expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([
        expect.objectContaining({
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': expect.anything() },
            ArnLike: { 'aws:SourceArn': expect.stringMatching(/:cloudwatch:[\w-]+:\d*:alarm:[\w-]+-\*$/) },
          },
        }),
      ]);
      expect(statements.filter(({ Effect }) => Effect === 'Deny')).toHaveLength(1);
    }
  });

  test('every door has one for its errors; an HTTP door counts its answers 5xx too', () => {
    for (const door of Object.keys(DOORS)) {
      const found = metricAlarms(profile).find((one) => nameOf(one).endsWith(`-${door}-fails`));
      const names = found && metricsOf(found).map(([name]) => name);
      expect(names, door).toEqual(door.endsWith('-task') ? ['Errors'] : ['Errors', 'failed']);
    }
  });

  test('silence of a schedule is an alarm, silence of errors is not; a fresh deployment is given time to speak', () => {
    const silent = metricAlarms(profile).filter(
      ({ properties }) => properties['ComparisonOperator'] === 'LessThanThreshold',
    );
    for (const one of metricAlarms(profile)) {
      const { TreatMissingData: missing, WarmUpConfiguration: warmUp } = one.properties;
      expect(missing, nameOf(one)).toBe(silent.includes(one) ? 'breaching' : 'notBreaching');
      if (!silent.includes(one)) expect(warmUp).toBeUndefined();
      else {
        const { WarmUpPeriodDurationInMinutes: minutes } = warmUp as Record<string, number>;
        const { Period: seconds, EvaluationPeriods: periods } = one.properties as Record<string, number>;
        expect(minutes, nameOf(one)).toBeGreaterThan(((seconds ?? 0) / 60) * (periods ?? 0));
        expect(minutes).toBeLessThanOrEqual(2880);
      }
    }
    expect(
      silent.map((one) => nameOf(one).replace(/^(local|privacy-demo|scserv-privacy)-/, '')).sort(),
    ).toEqual(['no-digest', 'no-escalation', 'no-root', 'outbox-not-swept']);
  });
});

describe('what is watched', () => {
  test('who is woken and who reads in the morning are told by topics of their own', () => {
    const told = templatesOf('demo')
      .ofType('AWS::SNS::Subscription')
      .map(({ properties }) => [properties['TopicArn'], properties['Protocol'], properties['Endpoint']]);
    expect(told).toEqual([
      [topicOf('demo', 'urgent'), 'email', 'on-call@example.com'],
      [topicOf('demo', 'later'), 'email', 'engineer@example.com'],
    ]);
    expect(demoAlarm('letters-task').properties['AlarmActions']).toEqual([topicOf('demo', 'urgent')]);
    expect(demoAlarm('staff-address-returned').properties['AlarmActions']).toEqual([
      topicOf('demo', 'later'),
    ]);
    expect(demoAlarm('policy-desk-later').properties['AlarmActions']).toEqual([topicOf('demo', 'later')]);
  });

  test('D0, K3, A1: each daily run is watched by what it says itself: another run of its door does not pass for it', () => {
    expect(metricsOf(demoAlarm('outbox-not-swept'))).toEqual([
      ['ran', { door: 'outbox-task', route: 'sweep' }],
    ]);
    expect(metricsOf(demoAlarm('no-digest'))).toEqual([
      ['ran', { door: 'desk-task', route: 'daily-digest' }],
    ]);
    expect(metricsOf(demoAlarm('no-escalation'))).toEqual([
      ['ran', { door: 'desk-task', route: 'daily-overdue' }],
    ]);
    expect(metricsOf(demoAlarm('no-root'))).toEqual([['ran', { door: 'ledger-task', route: 'daily-root' }]]);
  });

  test('G1: how far the reader of the streams is behind, and the doors that act at once on what it hands on', () => {
    expect(metricsOf(demoAlarm('outbox-task-behind')).map(([name]) => name)).toEqual(['IteratorAge']);
    for (const door of ['cases-task', 'letters-task'])
      expect(metricsOf(demoAlarm(`${door}-behind`)).map(([name]) => name)).toEqual(['AsyncEventAge']);
  });

  test('K3: executions that fail, run out of time or are stopped, and starts that are throttled', () => {
    expect(metricsOf(demoAlarm('executions-die')).map(([name]) => name)).toEqual([
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      'ExecutionsAborted',
    ]);
    expect(metricsOf(demoAlarm('executions-throttled')).map(([name]) => name)).toEqual([
      'ExecutionThrottled',
    ]);
  });

  test('runs that Scheduler gave up, counted by this deployment’s own group of schedules', () => {
    expect(metricsOf(demoAlarm('schedules-drop'))).toEqual([
      ['InvocationDroppedCount', { ScheduleGroup: 'privacy-demo' }],
    ]);
    for (const { properties } of templatesOf('demo').ofType('AWS::Scheduler::Schedule'))
      expect(properties['GroupName']).toBe('privacy-demo');
  });

  test('throttles of tables, of each index with a name, of functions', () => {
    const cases = metricsOf(demoAlarm('cases-throttled'));
    const indexes = (
      templatesOf('demo').one('AWS::DynamoDB::Table', { TableName: 'privacy-demo-cases' }).properties[
        'GlobalSecondaryIndexes'
      ] as { IndexName: string }[]
    ).map(({ IndexName: name }) => name);
    expect(cases).toEqual([
      ['WriteThrottleEvents', { TableName: 'privacy-demo-cases' }],
      ['ReadThrottleEvents', { TableName: 'privacy-demo-cases' }],
      ...indexes.map((GlobalSecondaryIndexName) => [
        'WriteThrottleEvents',
        { TableName: 'privacy-demo-cases', GlobalSecondaryIndexName },
      ]),
    ]);
    for (const door of Object.keys(DOORS))
      expect(metricsOf(demoAlarm(`${door}-throttled`))).toEqual([
        ['Throttles', { FunctionName: `privacy-demo-${door}` }],
      ]);
  });

  test('G1: a stream of which nothing is taken although its table is written to, as after a restore in place', () => {
    for (const table of ['cases', 'people']) {
      const alarm = demoAlarm(`${table}-stream-silent`);
      const metrics = new Map(metricsOf(alarm));
      expect(metrics.get('ConsumedWriteCapacityUnits')).toEqual({ TableName: `privacy-demo-${table}` });
      const mappings = templatesOf('demo').ofType('AWS::Lambda::EventSourceMapping');
      const reader = mappings.find(
        ({ id }) => id === metrics.get('PolledEventCount')?.['EventSourceMappingUUID'],
      );
      expect(String(reader?.properties['EventSourceArn'])).toContain(`privacy-demo-${table}/stream/`);
      expect(reader?.properties['MetricsConfig']).toEqual({ Metrics: ['EventCount'] });
    }
    const polled = metricAlarms('scserv').filter((one) => nameOf(one).includes('stream-silent'));
    expect(polled).toEqual([]);
  });

  test('letters that SES rejects, and how near the account is to what KMS lets it do', () => {
    expect(metricsOf(demoAlarm('letters-rejected'))).toEqual([['Reject', {}]]);
    const { Metrics: metrics } = demoAlarm('keys-nearly-throttled').properties as {
      Metrics: { Expression?: string }[];
    };
    expect(metrics.find(({ Expression: text }) => text !== undefined)?.Expression).toBe(
      '100 * used / SERVICE_QUOTA(used)',
    );
  });

  test('two deployments of one account do not ring each other’s alarms: each looks at its own names', () => {
    for (const alarm of metricAlarms('demo'))
      for (const [name, dimensions] of metricsOf(alarm)) {
        const { Namespace: namespace } = alarm.properties;
        const own =
          String(namespace).startsWith('PrivacyDesk') || ['failed', 'signals', 'ran'].includes(name);
        if (own) expect(JSON.stringify(alarm.properties), name).toContain('PrivacyDesk/privacy-demo');
        else if (!/^(Reputation|Reject|CallCount)/.test(name))
          expect(Object.values(dimensions).join(), name).toMatch(/privacy-demo|Api|Outbox/);
      }
  });
});
