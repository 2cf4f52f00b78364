import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { deskRoutes } from '../../../functions/desk/routes.ts';
import { openSession } from '../../../functions/desk/sessions.ts';
import { staffGate } from '../../../shared/http/staff-door.ts';
import { systemRandom } from '../../../shared/records/random.ts';
import { hiddenFields } from '../../support/browser-session.ts';
import { answered, SECRETS, SETTINGS, type TestDoor, testDoor } from '../../support/http-door.ts';
import { type EventParts, httpEvent, lambdaContext, ORDINARY_DAY } from '../../support/http-event.ts';
import { NOTHING } from '../../support/invisible.ts';
import { type TestIssuer, testIssuer } from '../../support/test-issuer.ts';
import { CANARIES, DeskWorld } from './desk-world.ts';

const { oidc } = SETTINGS.staff;
/** Seconds after the pages were drawn. */
const SOON = new Date(Date.parse(ORDINARY_DAY) + 5_000).toISOString();
/** Minutes later: the use of a session would be noted. */
const LATER = new Date(Date.parse(ORDINARY_DAY) + 20 * 60_000).toISOString();
const OWN = { origin: 'https://desk.example', 'sec-fetch-site': 'same-origin', accept: 'text/html' };

/** Everything that shows personal data of a case; print needs a letter. */
const WHOLE = [
  'GET /staff/cases/{reference}/bundle',
  'GET /staff/cases/{reference}/letters/{id}/print',
] as const;
const CASE_PAGE = 'GET /desk/cases/{reference}';
/** What a browser says that asks before anybody has clicked. */
const AHEAD = [
  ['sec-purpose', 'prefetch'],
  ['sec-purpose', 'prefetch;prerender'],
  ['purpose', 'prefetch'],
  ['x-purpose', 'preview'],
  ['x-moz', 'prefetch'],
] as const;
/** Reasons of which nothing can be seen. */
const INVISIBLE = NOTHING.map(([, reason]) => reason);

let world: DeskWorld;
let door: TestDoor;
let issuer: TestIssuer;
let params: { readonly reference: string; readonly id: string };
let cookies: readonly string[];

beforeEach(async () => {
  world = new DeskWorld();
  issuer = await testIssuer(oidc);
  const staff = staffGate({ oidc, records: world.records, keySets: issuer.keySets });
  door = await testDoor(
    deskRoutes(async () => world.deps),
    { staff },
  );
  const reference = await world.claim();
  const [letter] = await world.letters(reference);
  params = { reference, id: letter?.id ?? '' };
  const token = await openSession({ sub: 'agent-1', role: 'agent' }, Date.parse(ORDINARY_DAY), {
    records: world.records,
    secrets: SECRETS,
    random: systemRandom,
  });
  cookies = [`__Host-desk=${token}`];
});

const bearer = async (headers: Record<string, string> = {}) => ({
  authorization: `Bearer ${await issuer.token({ roles: ['officer'], sub: 'officer-1' })}`,
  ...headers,
});
/** Those of the parameters that stand in the path. */
const inPath = (path: string) =>
  Object.fromEntries(Object.entries(params).filter(([name]) => path.includes(`{${name}}`)));
const ask = async (route: string, headers: Record<string, string> = {}) =>
  door.ask({ route, params: inPath(route), headers: await bearer(headers) });
/** Types of the events that looking has left. */
const looks = async () =>
  (await world.events(params.reference))
    .map(({ type }) => type)
    .filter((type) => ['read-personal', 'exported'].includes(type));
const shown = (text: string) => CANARIES.filter((canary) => text.includes(canary));

/** Draws a page with a form and posts it, as the desk's browser does. */
async function submit(path: string, action: string, fields: Record<string, string>) {
  const page = await door.ask({ route: `GET ${path}`, params: inPath(path), cookies });
  expect(page.status).toBe(200);
  expect(shown(page.text)).toEqual([]);
  const form = { ...hiddenFields(page.text, action), ...fields };
  const request = { route: `POST ${path}`, params: inPath(path), cookies, at: SOON, headers: OWN };
  const parts: EventParts = { ...request, form };
  return door.handler(httpEvent(parts), lambdaContext());
}

describe('G10: every look has its reason', () => {
  test.each(WHOLE)(
    '%s: without one nothing is shown, nothing is recorded, and the way out is told',
    async (route) => {
      const reply = await ask(route);
      expect([reply.status, reply.json?.code, reply.json?.errors[0].field]).toEqual([
        400,
        'reason-required',
        'X-Reason',
      ]);
      expect(shown(reply.text)).toEqual([]);
      expect(await looks()).toEqual([]);
    },
  );

  test.each([...WHOLE, 'GET /staff/cases/{reference}'])(
    '%s: a reason of which nothing can be seen is none',
    async (route) => {
      for (const reason of INVISIBLE) {
        const reply = await ask(route, { 'x-reason': encodeURIComponent(reason) });
        expect([reason, reply.status, shown(reply.text)]).toEqual([reason, 400, []]);
      }
      expect(await looks()).toEqual([]);
    },
  );

  test('a reason that turns the line round is refused in the header too', async () => {
    for (const reason of ['\u202eответ', 'ответ \u2066'])
      expect((await ask(WHOLE[0], { 'x-reason': encodeURIComponent(reason) })).status).toBe(400);
    expect(await looks()).toEqual([]);
  });

  test('with a reason the ledger says which', async () => {
    for (const route of WHOLE) expect((await ask(route, { 'x-reason': 'lawyer' })).status).toBe(200);
    expect((await world.events(params.reference)).slice(-2)).toMatchObject([
      { type: 'exported', by: 'staff:officer-1', reason: 'lawyer' },
      { type: 'read-personal', by: 'staff:officer-1', reason: 'lawyer' },
    ]);
  });

  test('K5: the desk asks why before it gives the file of a case', async () => {
    const path = '/desk/cases/{reference}/bundle';
    const action = `/desk/cases/${params.reference}/bundle`;
    const casePage = await door.ask({ route: CASE_PAGE, params: inPath(CASE_PAGE), cookies });
    expect(casePage.text).toContain(`href="${action}"`);
    for (const reason of ['', ...INVISIBLE]) {
      const refused = answered(await submit(path, action, { reason }));
      expect([refused.status, shown(refused.text)]).toEqual([422, []]);
    }
    expect(await looks()).toEqual([]);
    const saved = await submit(path, action, { reason: 'юристу' });
    expect(saved.headers?.['content-type']).toBe('application/zip');
    const files = unzipSync(new Uint8Array(Buffer.from(saved.body ?? '', 'base64')));
    expect(Object.keys(files)).toContain(`${params.reference}/index.html`);
    expect((await world.events(params.reference)).at(-1)).toMatchObject({
      type: 'exported',
      by: 'staff:agent-1',
      reason: 'other',
    });
  });

  test('K1: the desk asks why before it prints a letter', async () => {
    const path = '/desk/cases/{reference}/letters/{id}/print';
    const action = `/desk/cases/${params.reference}/letters/${params.id}/print`;
    const casePage = await door.ask({ route: CASE_PAGE, params: inPath(CASE_PAGE), cookies });
    expect(casePage.text).toContain(`href="${action}"`);
    expect(answered(await submit(path, action, { reason: '\u200b' })).status).toBe(422);
    expect(await looks()).toEqual([]);
    const sheet = answered(await submit(path, action, { reason: 'contact' }));
    expect(sheet.text).toContain('Анна Канарейкина');
    expect((await world.events(params.reference)).at(-1)).toMatchObject({
      type: 'read-personal',
      reason: 'contact',
      data: { letter: params.id },
    });
  });

  test('G4: a reason posted from another site, or without the form’s stamp, opens nothing', async () => {
    for (const path of ['/desk/cases/{reference}/bundle', '/desk/cases/{reference}/letters/{id}/print'])
      for (const headers of [{ ...OWN, origin: 'https://evil.example' }, OWN]) {
        const route = `POST ${path}`;
        const reply = await door.ask({
          route,
          params: inPath(path),
          cookies,
          headers,
          form: { reason: 'x' },
        });
        expect([path, reply.status, shown(reply.text)]).toEqual([path, 403, []]);
      }
    expect(await looks()).toEqual([]);
  });
});

describe('G2, G10: who asks without looking records and sees nothing', () => {
  const everywhere = [...WHOLE, 'GET /staff/cases/{reference}', CASE_PAGE];

  test.each(everywhere)('HEAD, with a reason and a name nobody knows yet: %s', async (route) => {
    const before = [...world.records.everything()].length;
    const reply = await ask(route.replace('GET', 'HEAD'), { 'x-reason': 'answer' });
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect([...world.records.everything()]).toHaveLength(before);
  });

  test.each(AHEAD)('a browser that fetches ahead (%s: %s)', async (name, value) => {
    const before = JSON.stringify([...world.records.everything()]);
    for (const route of everywhere) {
      const headers = { [name]: value, 'x-reason': 'answer' };
      const byToken = await ask(route, headers);
      const bySession = await door.ask({ route, params: inPath(route), headers, cookies, at: LATER });
      for (const reply of [byToken, bySession]) {
        expect([route, reply.status, reply.text]).toEqual([route, 204, '']);
        expect(reply.headers['cache-control']).toBe('no-store');
      }
    }
    expect(JSON.stringify([...world.records.everything()])).toBe(before);
  });

  test('D1: HEAD with a token does not put its bearer into the directory', async () => {
    const seen: string[] = [];
    const remember = async ({ sub }: { sub: string }) => void seen.push(sub);
    const staff = staffGate({ oidc, records: world.records, keySets: issuer.keySets, remember });
    const one = await testDoor(
      deskRoutes(async () => world.deps),
      { staff },
    );
    await one.ask({ route: 'HEAD /staff/cases', headers: await bearer() });
    expect(seen).toEqual([]);
    await one.ask({ route: 'GET /staff/cases', headers: await bearer() });
    expect(seen).toEqual(['officer-1']);
  });
});
