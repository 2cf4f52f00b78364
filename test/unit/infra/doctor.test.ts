import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../../infra/settings/load.ts';
import { identitiesOf } from '../../../infra/tools/doctor/before.ts';
import type { Facts, Finding, TableFact } from '../../../infra/tools/doctor/facts.ts';
import { doctorText, examine } from '../../../infra/tools/doctor.ts';

const ACCOUNT = '111122223333';
const POOL = 'eu-central-1_AbCdEfGhI';
const ISSUER = `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}`;
/** Within the loaded calendar, with months to spare. */
const NOW = Date.parse('2026-02-03T09:00:00Z');
const CONFIRMED = { enabled: true, status: 'CONFIRMED' };

const discovery = (issuer: string) =>
  JSON.stringify({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
  });
const tableAsMade = (name: string): TableFact => ({
  stream: /-(cases|people)$/.test(name) ? `${name}/stream/2026-11-29` : undefined,
  deletionProtection: true,
  restorable: !name.endsWith('-short'),
  expires: name.endsWith('-short') ? 'expires' : undefined,
  policy: name.endsWith('-ledger') ? '{"Statement":[{"Effect":"Deny"}]}' : undefined,
});

/** An account in which the profile `demo` is deployed and well. */
function healthy(): Facts {
  return {
    identity: async (name) => (name === 'example.com' ? true : undefined),
    mailAccount: async () => ({
      ...{ production: true, sending: true, enforcement: 'HEALTHY' },
      ...{ perDay: 50_000, sentToday: 100 },
    }),
    concurrency: async () => 1000,
    secret: async (id) => ({
      arn: id,
      value: JSON.stringify({ current: 'k1', k1: 'a'.repeat(64) }),
    }),
    stacks: async (deployment) => [
      {
        name: `${deployment}-stateful`,
        id: `arn:aws:cloudformation:eu-central-1:${ACCOUNT}:stack/${deployment}-stateful/1`,
        status: 'CREATE_COMPLETE',
        outputs: { StaffPool: POOL, BaseUrl: 'https://api.example.com' },
      },
    ],
    table: async (name) => tableAsMade(name),
    readers: async () => [{ state: 'Enabled', result: 'OK' }],
    subscriptions: async (topic) => [
      {
        endpoint: topic.endsWith('urgent') ? 'on-call@example.com' : 'engineer@example.com',
        confirmed: true,
      },
    ],
    alarms: async (prefix) => [{ name: `${prefix}site-answers-5xx`, state: 'OK' }],
    ring: async () => 'Successfully executed action arn:aws:sns:…',
    staff: async () => [
      { name: 'one', ...CONFIRMED },
      { name: 'two', ...CONFIRMED },
    ],
    page: async (url) => {
      if (url.endsWith('/keys')) return { status: 200, text: '{"keys":[{}]}' };
      if (url.startsWith(ISSUER)) return { status: 200, text: discovery(ISSUER) };
      return { status: url === 'https://api.example.com/health' ? 200 : 404, text: '' };
    },
  };
}

const asked = (over: Partial<Facts> = {}, options: { now?: number; ring?: boolean } = {}) =>
  examine(loadSettings('demo'), { ...healthy(), ...over }, { now: NOW, ...options });
const amiss = (findings: readonly Finding[]) =>
  findings.filter(({ state }) => state !== 'ok').map(({ about, state }) => `${state} ${about}`);

describe('the doctor', () => {
  test('finds nothing wrong with a deployment that is well, and says of each thing that it looked', async () => {
    const findings = await asked({}, { ring: true });
    expect(amiss(findings)).toEqual([]);
    expect(findings.map(({ about }) => about)).toEqual([
      ...[
        'the sender',
        'sandbox',
        'letters a day',
        'concurrency',
        'calendar',
        'notices',
        'login',
        'stacks',
        'root secret',
      ],
      ...[
        'table people',
        'stream of people',
        'table cases',
        'stream of cases',
        'table ledger',
        'table short',
      ],
      ...['site', 'officers', 'alarms, urgent', 'alarms, later', 'alarms', 'trial alarm'],
    ]);
  });

  const STATEFUL = 'privacy-demo-stateful';
  const at = (status: string) => async () => [
    { name: STATEFUL, id: `arn:aws:cloudformation:eu-central-1:${ACCOUNT}:stack/x/1`, status, outputs: {} },
  ];
  const without = (what: Partial<TableFact>, table: RegExp) => async (name: string) => ({
    ...tableAsMade(name),
    ...(table.test(name) ? what : {}),
  });
  test.each<[string, Partial<Facts>, string]>([
    ['a sender whom nobody verified', { identity: async () => undefined }, 'wrong the sender'],
    [
      'a sender whose domain waits for its records in DNS',
      { identity: async (name) => (name === 'example.com' ? false : undefined) },
      'wrong the sender',
    ],
    [
      'the sandbox of SES',
      { mailAccount: async () => ({ ...(await healthy().mailAccount()), production: false }) },
      'careful sandbox',
    ],
    [
      'SES that was stopped',
      { mailAccount: async () => ({ ...(await healthy().mailAccount()), enforcement: 'SHUTDOWN' }) },
      'wrong SES',
    ],
    [
      'a quota that is nearly used up',
      { mailAccount: async () => ({ ...(await healthy().mailAccount()), sentToday: 45_000 }) },
      'careful letters a day',
    ],
    ['the ten functions at a time of a new account', { concurrency: async () => 10 }, 'wrong concurrency'],
    ['a first deployment that failed', { stacks: at('ROLLBACK_COMPLETE') }, 'wrong stacks'],
    ['a stack that was lost, with its tables still there', { stacks: async () => [] }, 'wrong stacks'],
    [
      'a root secret that no door can read',
      { secret: async (id) => ({ arn: id, value: 'x' }) },
      'wrong root secret',
    ],
    [
      'a table without deletion protection',
      { table: without({ deletionProtection: false }, /people/) },
      'wrong table people',
    ],
    [
      'A1: a restored ledger without the policy that lets it only grow',
      { table: without({ policy: undefined }, /ledger/) },
      'wrong table ledger',
    ],
    [
      'a restored table without its stream',
      { table: without({ stream: undefined }, /cases/) },
      'wrong table cases',
    ],
    ['a stream of today that nobody reads', { readers: async () => [] }, 'wrong stream of cases'],
    [
      'readers that were stopped',
      { readers: async () => [{ state: 'Disabled', result: '' }] },
      'wrong stream of people',
    ],
    ['a login that does not answer', { page: async () => ({ status: 503, text: '' }) }, 'wrong login'],
    [
      'a login that calls itself another',
      { page: async () => ({ status: 200, text: discovery('https://other.example.com') }) },
      'wrong login',
    ],
    ['no officer', { staff: async () => [] }, 'wrong officers'],
    ['an officer without a deputy', { staff: async () => [{ name: 'one', ...CONFIRMED }] }, 'wrong officers'],
    [
      'officers who never came',
      {
        staff: async () => [
          { name: 'one', ...CONFIRMED },
          { name: 'two', enabled: true, status: 'FORCE_CHANGE_PASSWORD' },
        ],
      },
      'careful officers',
    ],
    [
      'alarms whose letter of confirmation nobody opened',
      { subscriptions: async () => [{ endpoint: 'on-call@example.com', confirmed: false }] },
      'wrong alarms, urgent',
    ],
    ['topics that are gone', { subscriptions: async () => undefined }, 'wrong alarms, later'],
    [
      'an alarm that rings',
      { alarms: async () => [{ name: 'privacy-demo-letters-task', state: 'ALARM' }] },
      'careful alarms',
    ],
    [
      'CloudWatch that may tell nobody',
      {
        ring: async () => 'Failed to execute action arn:aws:sns:…: is not authorized to perform: SNS:Publish',
      },
      'wrong trial alarm',
    ],
    [
      'credentials that may not look',
      { concurrency: () => Promise.reject(new Error('denied')) },
      'unknown concurrency',
    ],
  ])('finds %s, and says what to do', async (_what, over, expected) => {
    const findings = await asked(over, { ring: true });
    expect(amiss(findings)).toContain(expected);
    for (const { state, todo = '' } of findings) if (state !== 'ok') expect(todo.length).toBeGreaterThan(10);
  });

  test('before a deployment it asks what can be asked, and says that the rest comes later', async () => {
    const findings = await asked({
      stacks: async () => [],
      table: async () => undefined,
      secret: async () => undefined,
    });
    expect(amiss(findings)).toEqual(['careful stacks']);
    expect(findings.map(({ about }) => about)).toContain('concurrency');
  });

  test('G12: a calendar that ends is found', async () => {
    expect(amiss(await asked({}, { now: Date.parse('2027-12-20T09:00:00Z') }))).toEqual(['wrong calendar']);
  });

  test('G14: secrets of other services are looked into, and never printed', async () => {
    const settings = loadSettings('scserv');
    const secret = 'hunter2';
    const facts = (value: string, arn?: string): Facts => ({
      ...healthy(),
      secret: async (id) => ({ arn: arn ?? id, value }),
    });
    const bad = await examine(settings, facts(JSON.stringify({ password: secret })), { now: NOW });
    expect(amiss(bad)).toEqual(expect.arrayContaining(['wrong mail.secret', 'wrong records.secret']));
    expect(JSON.stringify(bad)).not.toContain(secret);
    const partly = await examine(settings, facts('{}', 'arn:aws:secretsmanager:…-XXXXXX'), { now: NOW });
    expect(amiss(partly)).toContain('wrong mail.secret');
  });

  test('N: any verified domain at or above the sender’s lets letters leave', () => {
    expect(identitiesOf('privacy@mail.example.co.uk')).toEqual([
      'privacy@mail.example.co.uk',
      'mail.example.co.uk',
      'example.co.uk',
      'co.uk',
    ]);
  });

  test('its report says what is wrong and what to do, line by line, and counts', async () => {
    const text = doctorText(await asked({ concurrency: async () => 10 }));
    expect(text).toMatch(/^wrong {4}concurrency: 10 functions .*\n {9}→ aws service-quotas /m);
    expect(text.split('\n').at(-1)).toBe('19 ok, 1 wrong, 0 to be careful about, 0 not asked');
  });
});
