import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOORS } from '../../../shared/names.ts';
import { templatesOf } from '../../support/templates.ts';

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

describe.each(['local', 'demo', 'scserv'] as const)('alarms of the profile %s', (profile) => {
  const alarms = templatesOf(profile).ofType('AWS::CloudWatch::Alarm');

  test('each says in a sentence what a person loses, and links to a way out that is written down', () => {
    for (const { properties } of alarms) {
      const text = String(properties['AlarmDescription']);
      const [, loses, anchor = ''] = /^(.+\.\)?) Way out: \S+#(\S+)$/.exec(text) ?? [];
      expect(loses, text).toMatch(/^[A-Z].{20,}/);
      expect([...ANCHORS], text).toContain(anchor);
    }
  });

  test('each tells somebody', () => {
    const topic = templatesOf(profile).one('AWS::SNS::Topic').arn;
    for (const { properties } of alarms) expect(properties['AlarmActions']).toEqual([topic]);
  });

  test('CloudWatch may tell it: the topic’s own policy, which takes the place of the default one, allows the alarms of this deployment', () => {
    const policy = templatesOf(profile).one('AWS::SNS::TopicPolicy').properties['PolicyDocument'] as {
      readonly Statement: readonly Record<string, unknown>[];
    };
    const allowed = policy.Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([
      expect.objectContaining({
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': expect.anything() },
          ArnLike: { 'aws:SourceArn': expect.stringMatching(/:cloudwatch:[\w-]+:\d*:alarm:[\w-]+-\*$/) },
        },
      }),
    ]);
    expect(policy.Statement.filter(({ Effect }) => Effect === 'Deny')).toHaveLength(1);
  });

  test('every door has one for its errors', () => {
    const names = alarms.map((one) => String(one.properties['AlarmName']));
    for (const door of Object.keys(DOORS))
      expect(names.some((name) => name.endsWith(`-${door}-fails`))).toBe(true);
  });

  test('silence of a schedule is an alarm, silence of errors is not', () => {
    for (const { properties } of alarms) {
      const below = properties['ComparisonOperator'] === 'LessThanThreshold';
      expect(properties['TreatMissingData']).toBe(below ? 'breaching' : 'notBreaching');
    }
    expect(alarms.filter((one) => one.properties['ComparisonOperator'] === 'LessThanThreshold')).toHaveLength(
      4,
    );
  });
});

test('the settings’ addresses are told of alarms', () => {
  const { properties } = templatesOf('demo').one('AWS::SNS::Subscription');
  expect(properties).toMatchObject({ Protocol: 'email', Endpoint: 'engineer@example.com' });
});
