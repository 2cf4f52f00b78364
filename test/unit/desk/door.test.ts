import { beforeEach, describe, expect, test } from 'vitest';
import { actRoutes } from '../../../functions/desk/act-routes.ts';
import { breachRoutes } from '../../../functions/desk/breach-routes.ts';
import { loginRoutes } from '../../../functions/desk/login-routes.ts';
import { noticeRoutes } from '../../../functions/desk/notice-routes.ts';
import { deskRoutes } from '../../../functions/desk/routes.ts';
import { openSession } from '../../../functions/desk/sessions.ts';
import { signOutRoutes } from '../../../functions/desk/sign-out-routes.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { routeKey } from '../../../shared/api/spec.ts';
import { staffGate } from '../../../shared/http/staff-door.ts';
import { systemRandom } from '../../../shared/records/random.ts';
import { findStaff, rememberStaff } from '../../../shared/records/staff-directory.ts';
import { SECRETS, SETTINGS, type TestDoor, testDoor } from '../../support/http-door.ts';
import { type EventParts, ORDINARY_DAY } from '../../support/http-event.ts';
import { type TestIssuer, testIssuer } from '../../support/test-issuer.ts';
import { CANARIES, DeskWorld, POSTAL } from './desk-world.ts';

const { oidc } = SETTINGS.staff;
/** Seconds after the pages were drawn: nobody fills in a form at once. */
const SOON = new Date(Date.parse(ORDINARY_DAY) + 5_000).toISOString();

let world: DeskWorld;
let door: TestDoor;
let issuer: TestIssuer;
let seen: string[];
let reference: string;

beforeEach(async () => {
  world = new DeskWorld();
  issuer = await testIssuer(oidc);
  seen = [];
  const { keySets, fetcher } = issuer;
  const remember = async (who: Parameters<typeof rememberStaff>[1], at: number) => {
    seen.push(who.sub);
    await rememberStaff(world.deps, who, 'ru', at);
  };
  const routes = [
    ...deskRoutes(async () => world.deps),
    ...loginRoutes({
      settings: SETTINGS,
      records: world.records,
      secrets: async () => SECRETS,
      keySets,
      fetcher,
      random: systemRandom,
      remember,
    }),
  ];
  const staff = staffGate({ oidc, records: world.records, keySets, remember });
  door = await testDoor(routes, { staff });
  reference = await world.claim();
});

const bearer = async (role = 'officer', more: Record<string, string> = {}) => ({
  authorization: `Bearer ${await issuer.token({ roles: [role], sub: `${role}-1`, ...more })}`,
});
const ask = async (parts: EventParts, role = 'officer', headers: Record<string, string> = {}) =>
  door.ask({ ...parts, headers: { ...(await bearer(role)), ...headers } });
/** A look that says why. */
const WHY = { 'x-reason': 'check' };
const inPath = (route: string, params: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(params).filter(([name]) => route.includes(`{${name}}`)));
const onCase = (route: string, params: Record<string, string> = {}): EventParts => ({
  route,
  params: { reference, ...params },
});

/** Signs in to the desk; the cookie. */
const session = async (role: 'agent' | 'officer' | 'auditor' = 'officer') => {
  const token = await openSession({ sub: `${role}-1`, role, name: 'Олег' }, Date.parse(ORDINARY_DAY), {
    records: world.records,
    secrets: SECRETS,
    random: systemRandom,
  });
  return `__Host-desk=${token}`;
};

/** Hidden fields of the form that posts to `action`. */
function hidden(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  const fields = form.split('</form>')[0]?.matchAll(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(
    [...fields].map(([tag]) => [
      /name="([^"]*)"/.exec(tag)?.[1] ?? '',
      /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    ]),
  );
}

describe('the door of the desk', () => {
  test('D2: it answers every route that is declared for it, and no other', () => {
    const { keySets, fetcher } = issuer;
    const secrets = async () => SECRETS;
    const bound = [
      ...deskRoutes(async () => world.deps),
      ...actRoutes(async () => world.deps),
      ...noticeRoutes(async () => world.deps),
      ...breachRoutes(async () => world.deps),
      ...loginRoutes({
        settings: SETTINGS,
        records: world.records,
        secrets,
        keySets,
        fetcher,
        random: systemRandom,
        remember: async () => {},
      }),
      ...signOutRoutes({ settings: SETTINGS, records: world.records, keySets }),
    ].map(({ spec }) => routeKey(spec));
    const declared = ROUTES.filter((spec) => spec.door === 'desk-desk').map(routeKey);
    expect(bound.toSorted()).toEqual(declared.toSorted());
  });

  test('D1, G10: the list is JSON without personal data', async () => {
    const reply = await ask({ route: 'GET /staff/cases' });
    expect(reply.status).toBe(200);
    expect(reply.json.items).toMatchObject([{ reference, status: 'open', workBy: '2026-12-23' }]);
    for (const canary of CANARIES) expect(reply.text).not.toContain(canary);
  });

  test('G6: a cursor that nobody gave is 400 at its field', async () => {
    const reply = await ask({ route: 'GET /staff/cases', query: 'cursor=abc' });
    expect([reply.status, reply.json.errors[0].field]).toEqual([400, 'cursor']);
  });

  test('G5: an unknown filter is refused with the list of those that are taken', async () => {
    const reply = await ask({ route: 'GET /staff/cases', query: 'name=Anna' });
    expect(reply.status).toBe(400);
    expect(reply.json.allowed).toEqual(expect.arrayContaining(['due', 'status', 'assignee']));
  });

  test('G10: X-Reason in percent-encoded UTF-8 opens the personal part; without it it stays closed', async () => {
    const closed = await ask(onCase('GET /staff/cases/{reference}'));
    expect(closed.json.personal).toBeUndefined();
    const open = await ask(onCase('GET /staff/cases/{reference}'), 'auditor', {
      'x-reason': encodeURIComponent('проверка'),
    });
    expect(open.json.personal).toMatchObject({ name: 'Анна Канарейкина' });
    expect(open.headers['cache-control']).toContain('no-store');
    expect((await world.events(reference)).at(-1)).toMatchObject({
      type: 'read-personal',
      by: 'staff:auditor-1',
    });
  });

  test('G9: whatever is shown, the log has none of it', async () => {
    await ask(onCase('GET /staff/cases/{reference}'), 'officer', {
      'x-reason': encodeURIComponent('канарейка-причина'),
    });
    await ask(onCase('GET /staff/cases/{reference}/bundle'), 'officer', {
      'x-reason': encodeURIComponent('канарейка-выгрузка'),
    });
    expect(door.lines).toHaveLength(2);
    for (const canary of [...CANARIES, 'канарейка']) expect(door.lines.join()).not.toContain(canary);
  });

  test('K5: the bundle is a ZIP to be saved, for auditors too; a program gets none', async () => {
    const reply = await ask(onCase('GET /staff/cases/{reference}/bundle'), 'auditor', WHY);
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/zip']);
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="${reference}.zip"`);
    expect((await ask(onCase('GET /staff/cases/{reference}/bundle'), 'program', WHY)).status).toBeGreaterThan(
      400,
    );
  });

  test('K1: the print queue and the printed letter', async () => {
    const postal = await world.claim(POSTAL);
    const queue = await ask({ route: 'GET /staff/print-queue' }, 'agent');
    expect(queue.json.items).toMatchObject([{ reference: postal, letter: { kind: 'claim-receipt' } }]);
    const { id } = queue.json.items[0].letter;
    const page = await ask(
      { route: 'GET /staff/cases/{reference}/letters/{id}/print', params: { reference: postal, id } },
      'agent',
      WHY,
    );
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('Анна Канарейкина');
  });

  test('D1: a token that comes the first time puts its bearer into the directory, later ones do not write', async () => {
    const who = await bearer('agent', { name: 'Анна Агентова', email: 'agent@example.com' });
    for (let n = 0; n < 3; n += 1) await door.ask({ route: 'GET /staff/cases', headers: who });
    expect(seen).toEqual(['agent-1']);
    expect(await findStaff(world.deps, 'agent@example.com', 0)).toMatchObject({ sub: 'agent-1' });
  });

  test('an invented reference is 404 on every address, page or JSON', async () => {
    const params = { reference: 'PD-2026-AAAAAA-A', id: 'x' };
    for (const route of [
      'GET /staff/cases/{reference}',
      'GET /staff/cases/{reference}/bundle',
      'GET /staff/cases/{reference}/letters/{id}/print',
    ])
      expect((await ask({ route, params: inPath(route, params) }, 'officer', WHY)).status).toBe(404);
    const cookies = [await session()];
    for (const route of [
      'GET /desk/cases/{reference}',
      'GET /desk/cases/{reference}/bundle',
      'GET /desk/cases/{reference}/letters/{id}/print',
    ])
      expect((await door.ask({ route, params: inPath(route, params), cookies })).status).toBe(404);
  });
});

describe('the pages of the desk', () => {
  test('D1: the start page lists what is due, names staff, and has no personal data of claimants', async () => {
    await rememberStaff(world.deps, { sub: 'agent-1', role: 'agent', name: 'Анна Агентова' }, 'ru', 0);
    await world.act(reference, { act: 'assign', to: 'agent-1' }, Date.parse(ORDINARY_DAY));
    const page = await door.ask({ route: 'GET /desk', cookies: [await session()] });
    expect(page.status).toBe(200);
    expect(page.text).toContain(reference);
    expect(page.text).toContain('Анна Агентова');
    for (const canary of CANARIES) expect(page.text).not.toContain(canary);
  });

  test('D1: the filter sent with its empty fields is the list itself', async () => {
    const query = 'due=&status=open&kind=&assignee=';
    const page = await door.ask({ route: 'GET /desk', query, cookies: [await session()] });
    expect(page.status).toBe(200);
    expect(page.text).toContain(reference);
  });

  test('G10: the page of a case opens its personal part by a form with a reason, and records the read', async () => {
    const cookies = [await session('agent')];
    const action = `/desk/cases/${reference}/open`;
    const closed = await door.ask({ ...onCase('GET /desk/cases/{reference}'), cookies });
    expect(closed.status).toBe(200);
    for (const canary of CANARIES) expect(closed.text).not.toContain(canary);
    const post = (reason: string) =>
      door.ask({
        ...onCase('POST /desk/cases/{reference}/open'),
        cookies,
        at: SOON,
        headers: { origin: 'https://desk.example', 'sec-fetch-site': 'same-origin', accept: 'text/html' },
        form: { ...hidden(closed.text, action), reason },
      });
    const open = await post('готовлю ответ');
    expect(open.status).toBe(200);
    expect(open.text).toContain('Анна Канарейкина');
    expect((await world.events(reference)).at(-1)).toMatchObject({
      type: 'read-personal',
      by: 'staff:agent-1',
      reason: 'other',
    });
    const events = await world.events(reference);
    const refused = await post('');
    expect(refused.status).toBe(422);
    expect(refused.text).not.toContain('Анна Канарейкина');
    expect(await world.events(reference)).toEqual(events);
  });

  test('G4: the reason posted from another site, or without the form’s stamp, opens nothing', async () => {
    const cookies = [await session()];
    const post = (headers: Record<string, string>, form: Record<string, string>) =>
      door.ask({ ...onCase('POST /desk/cases/{reference}/open'), cookies, at: SOON, headers, form });
    const strange = await post({ origin: 'https://evil.example' }, { reason: 'x' });
    const bare = await post({ origin: 'https://desk.example', accept: 'text/html' }, { reason: 'x' });
    for (const reply of [strange, bare]) {
      expect(reply.status).toBe(403);
      expect(reply.text).not.toContain('Анна Канарейкина');
    }
    expect((await world.events(reference)).map(({ type }) => type)).not.toContain('read-personal');
  });

  test('G13: both languages', async () => {
    const cookies = [await session()];
    const page = await door.ask({ ...onCase('GET /desk/cases/{reference}'), query: 'lang=en', cookies });
    expect(page.text).toContain('<html lang="en"');
  });

  test('K1: the print queue page leads to the letters', async () => {
    const postal = await world.claim(POSTAL);
    const page = await door.ask({ route: 'GET /desk/print', cookies: [await session('agent')] });
    expect(page.text).toContain(`href="/desk/cases/${postal}/letters/`);
    for (const canary of CANARIES) expect(page.text).not.toContain(canary);
  });
});
