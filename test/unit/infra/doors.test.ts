import { describe, expect, test } from 'vitest';
import { MANIFESTS } from '../../../infra/capabilities/table.ts';
import { schedulesOf, WHEN } from '../../../infra/constructs/schedules.ts';
import { loadSettings } from '../../../infra/settings/load.ts';
import {
  DOORS,
  type DoorName,
  ENV,
  OUTBOX_GROUPS,
  reactionOf,
  SCHEDULE_SOURCE,
  SCHEDULES,
} from '../../../shared/names.ts';
import { parseSettings } from '../../../shared/settings.ts';
import { type Templates, templatesOf } from '../../support/templates.ts';

// Synthesized before the tests, whose time is their own.
templatesOf('demo');

const PROFILES = ['local', 'demo', 'scserv'] as const;
const PREFIX = { local: 'local', demo: 'privacy-demo', scserv: 'scserv-privacy' } as const;
const doors = Object.keys(DOORS) as DoorName[];

const functionOf = (profile: (typeof PROFILES)[number], door: DoorName) =>
  templatesOf(profile).one('AWS::Lambda::Function', { FunctionName: `${PREFIX[profile]}-${door}` });
const environmentOf = (profile: (typeof PROFILES)[number], door: DoorName): Record<string, string> =>
  (functionOf(profile, door).properties['Environment'] as { Variables: Record<string, string> }).Variables;

describe.each(PROFILES)('doors of the profile %s', (profile) => {
  test('every door of the names is a function on Node 24, arm64, with a timeout of its own and traced', () => {
    expect(templatesOf(profile).ofType('AWS::Lambda::Function')).toHaveLength(doors.length);
    for (const door of doors) {
      expect(functionOf(profile, door).properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        Timeout: expect.any(Number),
      });
    }
  });

  test('each door parses its settings, and its whole environment stays below Lambda’s 4 KB', () => {
    for (const door of doors) {
      const environment = environmentOf(profile, door);
      expect(parseSettings(environment[ENV.settings]).deployment).toBe(PREFIX[profile]);
      const bytes = Object.entries(environment).reduce(
        (sum, [name, value]) => sum + Buffer.byteLength(name + value),
        0,
      );
      // Ids that AWS makes are longer than the names that stand for them here: half a KB is kept for them.
      expect(bytes, door).toBeLessThan(3500);
    }
  });

  test('G14: no environment holds a secret: only names and addresses under the keys that are declared', () => {
    const declared = [
      ...Object.values(ENV.tables),
      ...Object.values(ENV).filter((name) => typeof name === 'string'),
    ];
    for (const door of doors) {
      for (const [name, value] of Object.entries(environmentOf(profile, door))) {
        expect(declared).toContain(name);
        if (/SECRET/.test(name)) expect(value).toMatch(/^arn:aws:secretsmanager:/);
      }
    }
    expect(templatesOf(profile).text).not.toMatch(
      /"(SecretString|Password|Value)":"(?=[A-Za-z+/]*\d)[A-Za-z0-9+/]{32,}"/,
    );
  });

  test('a door is told of the tables that it may use and of no other', () => {
    for (const door of doors) {
      const told = Object.keys(environmentOf(profile, door)).filter((name) => name.startsWith('TABLE_'));
      expect(told.sort()).toEqual(
        Object.keys(MANIFESTS[door].may.tables)
          .map((table) => ENV.tables[table as keyof typeof ENV.tables])
          .sort(),
      );
    }
  });

  test('every log is kept for a stated time', () => {
    for (const { properties } of templatesOf(profile).ofType('AWS::Logs::LogGroup'))
      expect(properties['RetentionInDays']).toBe(loadSettings(profile).retention.logDays);
  });

  test('what an event or a schedule could not deliver is kept in the dead-letter queue', () => {
    const templates = templatesOf(profile);
    const queue = templates.one('AWS::SQS::Queue').arn;
    for (const door of doors.filter((name) => name.endsWith('-task'))) {
      expect(failureDestination(templates, `${PREFIX[profile]}-${door}`)).toBe(queue);
    }
    for (const { properties } of templates.ofType('AWS::Scheduler::Schedule'))
      expect(properties['Target']).toMatchObject({ DeadLetterConfig: { Arn: queue } });
    for (const { properties } of templates.ofType('AWS::Events::Rule'))
      expect(properties['Targets']).toMatchObject([{ DeadLetterConfig: { Arn: queue } }]);
  });
});

function failureDestination(templates: Templates, functionName: string): unknown {
  const fn = templates.one('AWS::Lambda::Function', { FunctionName: functionName });
  const names = new Set([functionName, fn.id]);
  const config = templates
    .ofType('AWS::Lambda::EventInvokeConfig')
    .find((one) => names.has(String(one.properties['FunctionName'])));
  const { OnFailure } = (config?.properties['DestinationConfig'] ?? {}) as {
    OnFailure?: { Destination: unknown };
  };
  return OnFailure?.Destination;
}

describe('the outbox', () => {
  const mappings = templatesOf('demo').ofType('AWS::Lambda::EventSourceMapping');

  test('each stream has one reader, of two that AWS allows, which gets what is to be done at once', () => {
    const filters = mappings.map((one) => {
      const { Filters } = one.properties['FilterCriteria'] as { Filters: readonly { Pattern: string }[] };
      const { dynamodb } = JSON.parse(Filters[0]?.Pattern ?? '{}');
      return [one.properties['FunctionName'], dynamodb.NewImage];
    });
    expect(filters).toEqual([
      ['privacy-demo-outbox-task', { todoWhy: { S: ['start', 'resume', 'replan', 'send', 'disclose'] } }],
      ['privacy-demo-outbox-task', { todoWhy: { S: ['send', 'tell'] } }],
    ]);
    expect(new Set(mappings.map(({ properties }) => properties['EventSourceArn'])).size).toBe(2);
  });

  test('every group has a door that events knock at, with the list of each of its tables', () => {
    for (const group of OUTBOX_GROUPS) {
      const { door, tables } = reactionOf(group);
      expect(failureDestination(templatesOf('demo'), `privacy-demo-${door}`)).toBeDefined();
      for (const table of tables)
        expect(MANIFESTS[door].may.tables[table]?.some(({ may }) => may.includes('lists'))).toBe(true);
    }
  });

  test('a poisoned record stops nobody: batches are split, failures reported singly, and given up into the queue', () => {
    for (const { properties } of mappings) {
      expect(properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 5,
        MaximumRecordAgeInSeconds: 3600,
        DestinationConfig: { OnFailure: { Destination: templatesOf('demo').one('AWS::SQS::Queue').arn } },
      });
    }
  });

  test('L2: external records are polled every minute instead', () => {
    const daily = ['daily-digest', 'daily-overdue', 'daily-root'];
    expect(schedulesOf(loadSettings('scserv'))).toEqual(['sweep', 'poll', ...daily]);
    expect(schedulesOf(loadSettings('demo'))).toEqual(['sweep', ...daily]);
  });
});

describe('schedules', () => {
  test.each(['demo', 'scserv'] as const)(
    '%s: each knocks at its door with its name and its scheduled instant',
    (profile) => {
      const schedules = templatesOf(profile).ofType('AWS::Scheduler::Schedule');
      expect(schedules).toHaveLength(schedulesOf(loadSettings(profile)).length);
      for (const { properties } of schedules) {
        const { Arn, Input } = properties['Target'] as { Arn: string; Input: string };
        const { detail, ...envelope } = JSON.parse(Input);
        expect(envelope).toEqual({
          source: SCHEDULE_SOURCE,
          'detail-type': 'Scheduled Event',
          time: '<aws.scheduler.scheduled-time>',
        });
        const name = detail.schedule as keyof typeof SCHEDULES;
        expect(properties['Name']).toBe(`${PREFIX[profile]}-${name}`);
        expect(Arn).toBe(functionOf(profile, SCHEDULES[name]).arn);
        expect(properties['ScheduleExpression']).toBe(WHEN[name]);
      }
    },
  );

  test('D0, K3: digest and overdue sweep run at nine in the morning, Moscow time', () => {
    for (const name of ['daily-overdue', 'daily-digest']) {
      const { properties } = templatesOf('demo').one('AWS::Scheduler::Schedule', {
        Name: `privacy-demo-${name}`,
      });
      expect(properties['ScheduleExpressionTimezone']).toBe('Europe/Moscow');
      expect(properties['ScheduleExpression']).toMatch(/^cron\([05] 9 \* \* \? \*\)$/);
    }
  });

  test('G1: whatever a stream lost is looked for every five minutes', () => {
    expect(WHEN.sweep).toBe('rate(5 minutes)');
  });
});

describe('mail', () => {
  test('N4: events of our letters, and only of ours, come back to the letters’ door', () => {
    const demo = templatesOf('demo');
    const rules = demo
      .ofType('AWS::Events::Rule')
      .filter((one) => JSON.stringify(one.properties['EventPattern']).includes('aws.ses'));
    expect(rules.map((rule) => rule.properties['EventPattern'])).toEqual(
      expect.arrayContaining(
        ['Delivery', 'Bounce', 'Complaint', 'Reject'].map((eventType) => ({
          source: ['aws.ses'],
          detail: {
            eventType: [eventType],
            mail: {
              tags: { 'ses:configuration-set': ['privacy-demo-letters'], letter: [{ exists: true }] },
            },
          },
        })),
      ),
    );
    for (const rule of rules)
      expect(rule.properties['Targets']).toMatchObject([{ Arn: functionOf('demo', 'letters-task').arn }]);
    expect(
      demo.one('AWS::SES::ConfigurationSetEventDestination').properties['EventDestination'],
    ).toMatchObject({
      Enabled: true,
      MatchingEventTypes: expect.arrayContaining(['BOUNCE', 'COMPLAINT', 'DELIVERY', 'REJECT']),
    });
  });

  test('G9: queues and retries hold events of the mail service without address, subject or diagnostic text', () => {
    const targets = templatesOf('demo')
      .ofType('AWS::Events::Rule')
      .filter((one) => JSON.stringify(one.properties['EventPattern']).includes('aws.ses'))
      .map((one) => (one.properties['Targets'] as { InputTransformer?: { InputPathsMap: object } }[])[0]);
    expect(targets).toHaveLength(4);
    const paths = targets.flatMap((target) => Object.values(target?.InputTransformer?.InputPathsMap ?? {}));
    expect(new Set(paths)).toEqual(
      new Set([
        '$.source',
        '$.time',
        '$.detail.eventType',
        '$.detail.mail.messageId',
        '$.detail.mail.timestamp',
        '$.detail.mail.tags.letter',
        '$.detail.delivery.timestamp',
        '$.detail.bounce.bounceType',
        '$.detail.bounce.bounceSubType',
        '$.detail.bounce.timestamp',
        '$.detail.complaint.timestamp',
        '$.detail.reject.reason',
      ]),
    );
  });

  test('letters leave over TLS only, and addresses that bounced or complained are not written to again', () => {
    expect(templatesOf('demo').one('AWS::SES::ConfigurationSet').properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });
});
