import { describe, expect, test } from 'vitest';
import { BadSettings, checkSettings, loadSettings } from '../../../infra/settings/load.ts';
import { missingInNotices } from '../../../infra/settings/notice-facts.ts';
import { checkResidency } from '../../../infra/settings/residency.ts';
import { runtimeOf } from '../../../infra/settings/runtime.ts';
import type { Settings } from '../../../infra/settings/schema.ts';
import { parseSettings } from '../../../shared/settings.ts';

const BUILT = {
  baseUrl: 'https://privacy.example.com',
  cognito: { issuer: 'https://login.example.com', clientId: 'desk' },
};

/** The message of the error that `act` throws. */
function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(BadSettings);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

const demoWith = (over: Record<string, unknown>): Settings => loadSettings('demo', over);

describe('settings', () => {
  test.each(['local', 'demo', 'scserv'])(
    'the profile %s can be used and gives the doors what they parse',
    (name) => {
      const runtime = runtimeOf(loadSettings(name), BUILT);
      expect(parseSettings(JSON.stringify(runtime))).toEqual(runtime);
    },
  );

  test.each([
    ['mail.sender', { mail: { sender: 'nobody' } }],
    ['staff.officers', { staff: { officers: [] } }],
    ['staff.login.kind', { staff: { login: { kind: 'password' } } }],
    ['deployment', { deployment: 'Privacy Desk' }],
    ['sites.0', { sites: ['https://www.example.com/claims'] }],
    ['limits.networkPerHour', { limits: { networkPerHour: 0 } }],
    ['retention.logDays', { retention: { logDays: 8 } }],
    ['operator.name.ru', { operator: { name: { ru: '' } } }],
    ['mail.smtp', { mail: { port: 'smtp' } }],
    ['mail.secret', { mail: { port: 'ses-compatible', endpoint: 'https://mail.example.com', region: 'x' } }],
    ['baseUrl', { baseUrl: 'http://privacy.example.com' }],
    [
      'baseUrl',
      { baseUrl: 'https://other.example.com', domain: { name: 'privacy.example.com', certificate: 'arn' } },
    ],
    [
      'local',
      { local: { inbox: 'http://127.0.0.1:1', clock: 'http://127.0.0.1:2', mail: 'http://127.0.0.1:3' } },
    ],
  ])('a bad %s stops the synth with its name', (field, over) => {
    expect(complaint(() => demoWith(over))).toMatch(new RegExp(`^  ${field.replace('.', '\\.')}: `, 'm'));
  });

  test('a field that nobody knows is named, so that a typing error never goes unnoticed', () => {
    expect(complaint(() => demoWith({ retension: {} }))).toContain('retension');
  });

  test('a name without a file gets the list of the profiles that exist', () => {
    expect(complaint(() => loadSettings('prod'))).toMatch(/no settings "prod".*demo, local, scserv/);
  });

  test('overrides lay single fields over a profile and are checked like it', () => {
    const { limits } = demoWith({ limits: { networkPerHour: 100_000 } });
    expect(limits).toMatchObject({ networkPerHour: 100_000, lettersPerDay: 3 });
    expect(complaint(() => loadSettings('demo', '{"limits":'))).toContain('-c overrides is not JSON');
  });

  test('an override of null takes a field out, so that a profile without it can be tried', () => {
    expect(demoWith({ operator: { inn: '7700000000' } }).operator.inn).toBe('7700000000');
    expect(demoWith({ operator: { inn: null } }).operator.inn).toBeUndefined();
    expect(complaint(() => demoWith({ region: null }))).toContain('region');
  });

  test('B2: settings that a notice about a breach lacks are named, one by one; a profile with all of them is silent', () => {
    expect(missingInNotices(demoWith({}))).toBeUndefined();
    for (const field of ['inn', 'ogrn', 'legalAddress', 'phone', 'responsible'])
      expect(missingInNotices(demoWith({ operator: { [field]: null } }))).toContain(
        `lack operator.${field}: within 24 hours`,
      );
    expect(missingInNotices(loadSettings('scserv'))).toContain('operator.inn, operator.ogrn');
  });

  test('G11: a deployment has no zone of its own: legal dates are counted in that of their law', () => {
    expect(complaint(() => demoWith({ timeZone: 'Europe/Berlin' }))).toContain('timeZone');
  });

  test('L2: external records have no streams, so their outbox must be polled', () => {
    const over = { outbox: { kind: 'stream' } };
    expect(complaint(() => checkSettings('x', { ...loadSettings('scserv'), ...over }))).toContain(
      'outbox.kind',
    );
  });

  test.each([
    ['mail.secret', 'mail'],
    ['records.secret', 'records'],
  ] as const)(
    'L2, L3: a %s without its last six characters is refused by name, with the command that says them: IAM would find no secret of that ARN',
    (field, name) => {
      const settings = loadSettings('scserv');
      const arn = (end: string, region = settings.region): string =>
        `arn:aws:secretsmanager:${region}:000000000000:secret:scserv-privacy/${name}${end}`;
      const tried = (secret: string) => () => loadSettings('scserv', { [name]: { secret } });
      expect(complaint(tried(arn('')))).toMatch(new RegExp(`^  ${field}: .*describe-secret`, 'm'));
      expect(complaint(tried(arn('-AbCdEf', 'us-east-1')))).toMatch(
        new RegExp(`^  ${field}: .*${settings.region}`, 'm'),
      );
      expect(tried(arn('-AbCdEf'))).not.toThrow();
    },
  );

  test('a deployment whose login pages Cognito would refuse to name is refused before', () => {
    expect(complaint(() => demoWith({ deployment: 'privacy-on-aws' }))).toMatch(
      /^ {2}deployment: .*Cognito/m,
    );
  });

  test('G14: what the doors get names no secret', () => {
    const runtime = JSON.stringify(runtimeOf(loadSettings('scserv'), BUILT));
    expect(runtime).not.toMatch(/secretsmanager|password|accessKey/i);
  });

  test('a door says which field of SETTINGS is bad, and repeats no value of it', () => {
    const runtime = runtimeOf(loadSettings('demo'), BUILT);
    const bad = JSON.stringify({ ...runtime, language: 7, baseUrl: 'javascript:alert(1)' });
    expect(() => parseSettings(bad)).toThrow(/baseUrl \(.*language \(/);
    expect(() => parseSettings(bad)).not.toThrow(/alert/);
    expect(() => parseSettings(undefined)).toThrow('SETTINGS is not set');
  });
});

describe('residency', () => {
  const russians = { residency: { russianCitizens: true } };
  const primary = {
    database: 'Register of the company',
    place: 'Moscow',
    decidedBy: 'Director general, order 17',
    decidedOn: '2026-09-01',
  };

  test('L1: data of Russian citizens recorded in AWS are refused, with the ways out', () => {
    const message = complaint(() => checkResidency(demoWith(russians)));
    expect(message).toContain('AWS eu-central-1');
    expect(message).toContain('residency.primary');
    expect(message).toContain('country "RU"');
  });

  test('L1: an external service outside Russia is refused too', () => {
    const settings = loadSettings('scserv', { records: { country: 'DE' } });
    expect(complaint(() => checkResidency(settings))).toContain('(DE)');
  });

  test('L1: another primary database, named with place, person and date, becomes a warning that repeats them', () => {
    const warning = checkResidency(demoWith({ residency: { russianCitizens: true, primary } }));
    for (const said of Object.values(primary)) expect(warning).toContain(said);
  });

  test.each(['database', 'place', 'decidedBy', 'decidedOn'])(
    'L1: a primary database without its %s is refused',
    (field) => {
      const { [field as keyof typeof primary]: _left, ...rest } = primary;
      const over = { residency: { russianCitizens: true, primary: rest } };
      expect(complaint(() => demoWith(over))).toContain(`residency.primary.${field}`);
    },
  );

  test.each(['local', 'demo', 'scserv'])('L1: the profile %s needs no warning', (name) => {
    expect(checkResidency(loadSettings(name))).toBeUndefined();
  });
});
