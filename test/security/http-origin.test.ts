import { describe, expect, it } from 'vitest';
import { postClaim } from '../../shared/api/claims.ts';
import { actForm, logout } from '../../shared/api/desk.ts';
import { refuse } from '../../shared/domain/result.ts';
import { bondOf } from '../../shared/http/seal.ts';
import { makeStamp } from '../../shared/http/stamp.ts';
import { bind } from '../../shared/http/types.ts';
import { SECRETS, SETTINGS, testDoor } from '../support/http-door.ts';
import { ORDINARY_DAY } from '../support/http-event.ts';

const OWN = 'https://desk.example';
const SITE = 'https://www.example.com';
const EVIL = 'https://evil.example';
const CLAIM = { claimant: { name: 'Иван', email: 'i@example.com' }, facts: 'ф', demand: 'т' };
const FORM = { 'claimant.name': 'Иван', 'claimant.email': 'i@example.com', facts: 'ф', demand: 'т' };
const stamp = () =>
  makeStamp(SECRETS, { form: '/claims', language: 'ru', at: Date.parse(ORDINARY_DAY) - 60_000 }, '');

/** A door whose operation counts how often it was reached. */
async function counting() {
  let reached = 0;
  const door = await testDoor([
    bind(postClaim, async () => {
      reached++;
      return { status: 303, location: '/' };
    }),
  ]);
  return { door, reached: () => reached };
}

const ORIGINS = [undefined, OWN, SITE, EVIL, 'null', `${OWN}.evil.example`, 'http://desk.example'] as const;
const SITES = [undefined, 'same-origin', 'same-site', 'cross-site', 'none'] as const;
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
] as const;

/** The rule table of api.md, said once more in the test's own words. */
function allowed(
  origin: (typeof ORIGINS)[number],
  site: (typeof SITES)[number],
  type: (typeof TYPES)[number],
): boolean {
  if (type === 'text/plain' || type.startsWith('multipart')) return false;
  if (origin === undefined)
    return type === 'application/json' && site !== 'cross-site' && site !== 'same-site';
  if (origin === OWN) return site === undefined || site === 'same-origin' || site === 'none';
  return origin === SITE;
}

const MATRIX = ORIGINS.flatMap((origin) =>
  SITES.flatMap((site) => TYPES.map((type) => ({ origin, site, type }))),
);

describe('cross-site requests', () => {
  it.each(MATRIX)(
    'G4: a post with origin $origin, Sec-Fetch-Site $site, type $type follows the rule table',
    async ({ origin, site, type }) => {
      const { door, reached } = await counting();
      const headers = {
        ...(origin === undefined ? {} : { origin }),
        ...(site === undefined ? {} : { 'sec-fetch-site': site }),
        'content-type': type,
      };
      const form = type === 'application/x-www-form-urlencoded';
      const answer = await door.ask({
        route: 'POST /claims',
        headers,
        ...(form ? { form: { ...FORM, _stamp: stamp() } } : { json: CLAIM }),
      });
      const wanted = allowed(origin, site, type);
      expect(reached()).toBe(wanted ? 1 : 0);
      if (!wanted) expect([403, 415]).toContain(answer.status);
    },
  );

  it('G4: the charset of a body must be UTF-8', async () => {
    const { door, reached } = await counting();
    const send = (type: string) =>
      door.ask({ route: 'POST /claims', json: CLAIM, headers: { 'content-type': type } });
    expect((await send('application/json; charset=windows-1251')).status).toBe(415);
    expect((await send('application/json; charset="UTF-8"')).status).toBe(303);
    expect(reached()).toBe(1);
  });

  it('G4: a company site that posts JSON may read its answer, another may not; no credentials go along', async () => {
    const { door } = await counting();
    const from = (origin: string) => door.ask({ route: 'POST /claims', json: CLAIM, headers: { origin } });
    expect((await from(SITE)).headers['access-control-allow-origin']).toBe(SITE);
    expect((await from(SITE)).headers['access-control-allow-credentials']).toBeUndefined();
    expect((await from(EVIL)).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('cross-site requests to the desk', () => {
  const at = Date.parse(ORDINARY_DAY);

  /** A signed-in officer, and a form of theirs. */
  async function signedIn() {
    const { deskSessionItem } = await import('../../shared/identity/desk-sessions.ts');
    let reached = 0;
    const done = async () => {
      reached++;
      return { status: 303, location: '/desk' };
    };
    const door = await testDoor([bind(logout, done), bind(actForm, done)]);
    const open = async (token: string) => {
      const item = deskSessionItem(SECRETS, token, {
        sub: token.slice(0, 5),
        role: 'officer',
        since: at,
        until: at + 20 * 60_000,
      });
      await door.records.commit([{ op: 'put-absent', item }]);
      return bondOf({ session: item });
    };
    return { door, reached: () => reached, open };
  }
  const MINE = 'a'.repeat(43);
  const THEIRS = 'b'.repeat(43);
  const stampOf = (pk: string, form = '/desk/logout') =>
    makeStamp(SECRETS, { form, language: 'ru', at: at - 5_000 }, pk);

  it('G4: a form of the desk needs its session, our own origin and a stamp of that session', async () => {
    const { door, reached, open } = await signedIn();
    const mine = await open(MINE);
    const theirs = await open(THEIRS);
    const send = (origin: string, cookie: string | undefined, stamped: string) =>
      door.ask({
        route: 'POST /desk/logout',
        form: { _stamp: stamped },
        headers: { origin, accept: 'text/html' },
        ...(cookie === undefined ? {} : { cookies: [`__Host-desk=${cookie}`] }),
      });
    expect((await send(OWN, undefined, stampOf(mine))).status).toBe(401);
    expect((await send(EVIL, MINE, stampOf(mine))).status).toBe(403);
    expect((await send(SITE, MINE, stampOf(mine))).status).toBe(403);
    expect((await send('null', MINE, stampOf(mine))).status).toBe(403);
    expect((await send(OWN, MINE, stampOf(theirs))).status).toBe(403);
    expect((await send(OWN, MINE, stampOf(''))).status).toBe(403);
    expect((await send(OWN, MINE, stampOf(mine, '/claims'))).status).toBe(403);
    expect(reached()).toBe(0);
    expect((await send(OWN, MINE, stampOf(mine))).status).toBe(303);
    expect(reached()).toBe(1);
  });

  it('G6: what an officer typed into a stale form is given back', async () => {
    const { door, reached, open } = await signedIn();
    const pk = await open(MINE);
    const path = '/desk/cases/PD-2026-AAAAAA-A/note';
    const answer = await door.ask({
      route: 'POST /desk/cases/{reference}/{act}',
      path,
      params: { reference: 'PD-2026-AAAAAA-A', act: 'note' },
      form: {
        _stamp: makeStamp(SECRETS, { form: path, language: 'ru', at: at - 8_000_000 }, pk),
        text: 'Долгая заметка',
        revision: '1',
      },
      headers: { origin: OWN },
      cookies: [`__Host-desk=${MINE}`],
    });
    expect([answer.status, reached()]).toEqual([422, 0]);
    expect(answer.text).toContain('Долгая заметка');
  });

  it('G6: what an officer typed is given back when the session has ended meanwhile, but only to our own page', async () => {
    const { door, reached } = await signedIn();
    const send = (origin: string) =>
      door.ask({
        route: 'POST /desk/cases/{reference}/{act}',
        params: { reference: 'PD-2026-AAAAAA-A', act: 'note' },
        form: { _stamp: 'x', text: 'Долгая заметка', revision: '1' },
        headers: { origin, accept: 'text/html' },
      });
    const own = await send(OWN);
    expect([own.status, reached()]).toEqual([401, 0]);
    expect(own.text).toContain('Долгая заметка');
    const foreign = await send(EVIL);
    expect(foreign.status).toBe(401);
    expect(foreign.text).not.toContain('Долгая заметка');
  });

  it('R4: a session ends at its time, and an unknown or malformed cookie opens nothing', async () => {
    const { door, open } = await signedIn();
    const pk = await open(MINE);
    const send = (cookie: string, when: string) =>
      door.ask({
        route: 'POST /desk/logout',
        form: {
          _stamp: makeStamp(
            SECRETS,
            { form: '/desk/logout', language: 'ru', at: Date.parse(when) - 5_000 },
            pk,
          ),
        },
        headers: { origin: OWN },
        cookies: [`__Host-desk=${cookie}`],
        at: when,
      });
    expect((await send(MINE, '2026-11-23T09:20:00.000Z')).status).toBe(401);
    expect((await send(THEIRS, ORDINARY_DAY)).status).toBe(401);
    expect((await send(`${MINE}#`, ORDINARY_DAY)).status).toBe(401);
    expect((await send(MINE, '2026-11-23T09:19:59.000Z')).status).toBe(303);
  });

  it('D1: a visitor of the desk without a session is sent to the login and back', async () => {
    const { deskCase } = await import('../../shared/api/desk.ts');
    const door = await testDoor([bind(deskCase, () => refuse('not-found'))]);
    const answer = await door.ask({
      route: 'GET /desk/cases/{reference}',
      params: { reference: 'PD-2026-AAAAAA-A' },
    });
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      '/desk/login?to=%2Fdesk%2Fcases%2FPD-2026-AAAAAA-A',
    ]);
  });

  it('security.md: addresses in answers come from the settings, never from the Host header', async () => {
    const { door } = await counting();
    const answer = await door.ask({
      route: 'POST /claims',
      json: CLAIM,
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer)).not.toContain('evil.example');
    expect(SETTINGS.baseUrl).toBe(OWN);
  });
});
