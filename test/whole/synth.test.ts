import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../infra/settings/load.ts';
import { QUIET_DAY, synthesize } from '../support/synthesize.ts';
import { templatesOf } from '../support/templates.ts';

describe('synth', () => {
  test.each(['local', 'demo', 'scserv'] as const)(
    'the profile %s passes cdk-nag (AwsSolutions, Serverless)',
    (profile) => {
      expect(templatesOf(profile).findings).toEqual([]);
    },
  );

  test('profiles that are whole give no warning; scserv, of which nothing is invented, is told what a notice about a breach lacks (B2)', () => {
    expect(templatesOf('local').warnings).toEqual([]);
    expect(templatesOf('demo').warnings).toEqual([]);
    expect(templatesOf('scserv').warnings).toEqual([
      expect.stringMatching(/lack operator\.inn, operator\.ogrn, .*operator\.responsible/),
    ]);
  });

  test('cdk-nag really looks: a planted bucket without TLS and logs stops the synth', () => {
    const settings = loadSettings('demo');
    expect(() => synthesize(settings, QUIET_DAY, (stack) => new Bucket(stack, 'Planted'))).toThrow(
      'AwsSolutions-S10',
    );
  });

  test('a profile is synthesized within five seconds', () => {
    const started = performance.now();
    synthesize(loadSettings('demo'));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('G12: synth warns when the calendar of working days ends within 100 days', () => {
    const late = synthesize(loadSettings('demo'), Date.parse('2027-11-01T09:00:00Z'));
    expect(late.warnings.join()).toContain('The working-day calendar ends on 2027-12-31');
  });

  test('L1: the answer for recording Russian citizens’ data elsewhere is printed at every synth', () => {
    const primary = { database: 'CRM', place: 'Moscow', decidedBy: 'Director', decidedOn: '2026-09-01' };
    const settings = loadSettings('demo', { residency: { russianCitizens: true, primary } });
    expect(synthesize(settings).warnings.join()).toContain('decided by Director on 2026-09-01');
  });

  test('every suppression of cdk-nag gives its reason in a sentence', () => {
    const reasons = [...templatesOf('demo').text.matchAll(/"reason":"([^"]+)"/g)].map(([, reason]) => reason);
    expect(reasons.length).toBeGreaterThan(10);
    for (const reason of reasons) expect(reason?.length).toBeGreaterThan(40);
  });
});
