import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../shared/api/routes.ts';
import { knownTo, methodsOf, type RouteSpec, routeKey } from '../../shared/api/spec.ts';
import { BrowserSession } from '../support/browser-session.ts';
import { aClaimBody, type Reply } from '../support/desk-client.ts';
import { NOTHING } from '../support/invisible.ts';
import { browserOf, register, signIn } from '../support/person.ts';
import { LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });
const OFFICER = 'officer@example.com';
const AUDITOR = 'auditor@example.com';

/** What people typed: on pages of staff only after a reason. */
const CANARIES = ['Канарейкина', 'Канареечная', 'терминал-канарейка', 'деньги-канарейка', 'canary-'];
/** Reasons of which nothing can be seen. */
const INVISIBLE = NOTHING.map(([, reason]) => reason);
/** How browsers say that nobody has clicked yet. */
const AHEAD: readonly Record<string, string>[] = [
  { 'sec-purpose': 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { purpose: 'prefetch' },
  { 'x-purpose': 'preview' },
  { 'x-moz': 'prefetch' },
];

/** Parameters of every path. */
const params: Record<string, string> = {
  act: 'note',
  document: 'policy',
  purpose: 'promotions',
  field: 'organisation',
  what: 'closing-cancelled',
  name: 'consents',
  sid: 'x'.repeat(16),
  token: 'x'.repeat(40),
  challenge: 'x'.repeat(22),
  event: 'x',
};
let status: string;
/** Everybody who may be asked for a page, as their browser or program asks. */
let askers: Record<string, Record<string, string>>;

beforeAll(async () => {
  const email = `canary-${crypto.randomUUID()}@example.org`;
  const claimant = {
    name: 'Анна Канарейкина',
    email,
    postalAddress: '101000, Москва, Канареечная ул., д. 1',
  };
  const claim = { claimant, facts: 'терминал-канарейка', demand: 'деньги-канарейка' };
  const { reference, statusUrl } = (await at.desk.post('/claims', aClaimBody(claim))).json;
  params['reference'] = reference;
  status = new URL(statusUrl).search.slice(1);
  const { letters } = (await at.desk.staffCase(reference)).json;
  params['letter'] = letters[0].id;
  await register(at.desk, email, { name: 'Анна Канарейкина', organisation: 'Канареечная артель' });
  const owner = await signIn(at.desk, email);
  const found = await at.desk.post(
    '/staff/people/search',
    { email, reason: 'check' },
    await at.desk.as(OFFICER),
  );
  params['id'] = found.json.items[0].person;
  const browser = new BrowserSession(at.desk);
  await browser.signIn(OFFICER);
  askers = {
    'a program of the officer': await at.desk.as(OFFICER),
    'a program of the auditor': await at.desk.as(AUDITOR),
    'the desk': browser.cookieHeader(),
    'her browser': browserOf(at.desk, owner).cookieHeader(),
    'nobody known': {},
  };
});

const pathOf = ({ path }: RouteSpec): string =>
  path
    .replace('/letters/{id}', `/letters/${params['letter']}`)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `missing-${name}`);
const queryOf = ({ path }: RouteSpec): string => (path === '/cases/{reference}' ? `?${status}` : '');
const GETS = ROUTES.filter(({ method }) => method === 'GET');
const shown = ({ text }: Reply) => CANARIES.filter((canary) => text.includes(canary));

/** Everything that is stored, item by item. */
async function stored(): Promise<readonly string[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({
    region: 'eu-central-1',
    credentials,
    endpoint: at.desk.target.aws ?? '',
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const items: string[] = [];
  for (const TableName of TableNames)
    for await (const { Items = [] } of paginateScan({ client }, { TableName }))
      items.push(
        ...Items.map((item) =>
          JSON.stringify([TableName, item], (_, value: unknown) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
          ),
        ),
      );
  return items.toSorted();
}

/** What is stored when nothing is under way any more: letters and workflows of what went before have been done. */
async function atRest(): Promise<readonly string[]> {
  let before = await stored();
  for (let still = 0; still < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const after = await stored();
    still = JSON.stringify(after) === JSON.stringify(before) ? still + 1 : 0;
    before = after;
  }
  return before;
}

/** What asking has written: items that are there now and were not, or not so. */
async function written(ask: () => Promise<void>): Promise<readonly string[]> {
  const before = new Set(await atRest());
  await ask();
  return (await atRest()).filter((item) => !before.has(item));
}

describe('G2, G10: who asks without looking records and sees nothing', () => {
  beforeAll(async () => {
    // The use of a desk session is noted every five minutes, and a token's bearer each hour: both would be due.
    await at.desk.jump({ advance: 'PT8M' });
    askers['a program of the officer'] = await at.desk.as(OFFICER);
    askers['a program of the auditor'] = await at.desk.as(AUDITOR);
  }, 60_000);

  test('HEAD of every address, with a reason, by everybody: no body, no item written', {
    timeout: 120_000,
  }, async () => {
    const heads = GETS.filter((spec) => methodsOf(spec).includes('HEAD'));
    expect(heads.length).toBeGreaterThan(55);
    const items = await written(async () => {
      for (const [who, headers] of Object.entries(askers))
        for (const spec of heads) {
          const path = `${pathOf(spec)}${queryOf(spec)}`;
          const reply = await at.desk.send('HEAD', path, { headers: { ...headers, 'x-reason': 'check' } });
          expect([who, routeKey(spec), reply.text, reply.status < 500]).toEqual([
            who,
            routeKey(spec),
            '',
            true,
          ]);
        }
    });
    expect(items).toEqual([]);
  });

  test('a browser that fetches ahead: no page, no item written', { timeout: 180_000 }, async () => {
    const pages = GETS.filter((spec) => spec.class !== 'asset');
    const items = await written(async () => {
      for (const who of ['a program of the officer', 'the desk', 'her browser'])
        for (const spec of pages)
          for (const purpose of AHEAD) {
            const path = `${pathOf(spec)}${queryOf(spec)}`;
            const headers = { accept: 'text/html', ...askers[who], ...purpose, 'x-reason': 'check' };
            const reply = await at.desk.get(path, headers);
            expect([who, routeKey(spec), reply.status, reply.text]).toEqual([who, routeKey(spec), 204, '']);
          }
    });
    expect(items).toEqual([]);
  });
});

describe('G10: every look has a reason that can be seen', () => {
  const staff = GETS.filter(({ class: kind }) => knownTo(kind) === 'staff');

  test('without one no address of staff shows what people typed', async () => {
    for (const who of ['a program of the officer', 'a program of the auditor', 'the desk'])
      for (const spec of staff)
        for (const accept of ['text/html', 'application/json']) {
          const reply = await at.desk.get(pathOf(spec), { ...askers[who], accept });
          expect([who, routeKey(spec), shown(reply)]).toEqual([who, routeKey(spec), []]);
        }
  });

  test('a reason of which nothing can be seen is none: in the header of every address', async () => {
    const opening = staff.filter(({ opens }) => opens !== undefined);
    expect(opening.length).toBeGreaterThan(4);
    const items = await written(async () => {
      for (const spec of opening)
        for (const reason of INVISIBLE) {
          const headers = {
            ...(await at.desk.as(spec.path.includes('register') ? AUDITOR : OFFICER)),
            'x-reason': encodeURIComponent(reason),
          };
          const reply = await at.desk.get(pathOf(spec), headers);
          expect([routeKey(spec), reason, reply.status]).toEqual([routeKey(spec), reason, 400]);
        }
    });
    expect(items).toEqual([]);
  });

  test('and in every form and body', async () => {
    const browser = new BrowserSession(at.desk);
    await browser.signIn(OFFICER);
    const letter = `/desk/cases/${params['reference']}/letters/${params['letter']}/print`;
    const forms: readonly (readonly [string, string, Record<string, string>])[] = [
      [`/desk/cases/${params['reference']}`, `/desk/cases/${params['reference']}/open`, {}],
      [`/desk/cases/${params['reference']}/bundle`, `/desk/cases/${params['reference']}/bundle`, {}],
      [letter, letter, {}],
      ['/desk/people', '/desk/people', { reference: params['id'] ?? '' }],
      [`/desk/people/${params['id']}`, `/desk/people/${params['id']}/open`, {}],
      ['/desk/registers/consents', '/desk/registers/consents', {}],
    ];
    const items = await written(async () => {
      for (const reason of INVISIBLE) {
        for (const [page, action, fields] of forms) {
          const reply = await browser.fill(page, action, { ...fields, reason });
          expect([action, reason, reply.status, shown(reply)]).toEqual([action, reason, 422, []]);
        }
        const body = { reference: params['id'], reason };
        const search = await at.desk.post('/staff/people/search', body, await at.desk.as(OFFICER));
        expect([reason, search.status]).toEqual([reason, 422]);
      }
    });
    expect(items).toEqual([]);
  });

  test('with one the look is in the ledger, and what was asked for is shown', async () => {
    const headers = { ...(await at.desk.as(OFFICER)), 'x-reason': encodeURIComponent('звонок') };
    const { json } = await at.desk.get(`/staff/cases/${params['reference']}`, headers);
    expect(json.personal.name).toBe('Анна Канарейкина');
    expect(json.events.at(-1)).toMatchObject({
      type: 'read-personal',
      reason: { code: 'other', text: 'звонок' },
    });
  });
});
