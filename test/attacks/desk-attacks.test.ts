import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { ACTS } from '../../shared/api/acts.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import type { RouteSpec } from '../../shared/api/spec.ts';
import { BrowserSession, hiddenFields } from '../support/browser-session.ts';
import { aClaimBody } from '../support/desk-client.ts';
import { LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const OFFICER = 'officer@example.com';
let reference: string;

beforeAll(async () => {
  const email = 'anna@example.org';
  reference = (await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна Петрова', email } }))).json
    .reference;
  await at.desk.untilLetter(email, () => true);
});

/** Tokens signed with the very key of the local issuer, as somebody could who has stolen it for a moment or an old token. */
async function forge(changes: JWTPayload, key?: CryptoKey): Promise<string> {
  const stored = JSON.parse(
    readFileSync(join(at.cloud?.data ?? '', 'records', 'oidc-key.json'), 'utf8'),
  ) as JWK;
  const now = Math.floor((await at.desk.now()) / 1000);
  const config = await (await at.desk.get('/desk/login')).headers.get('location');
  return new SignJWT({
    iss: new URL(config ?? '').origin,
    aud: 'privacy-desk',
    sub: 'local-officer',
    roles: ['officer'],
    iat: now,
    exp: now + 600,
    ...changes,
  })
    .setProtectedHeader({ alg: 'RS256', ...(stored.kid === undefined ? {} : { kid: stored.kid }) })
    .sign(key ?? (await importJWK(stored, 'RS256')));
}

interface Place {
  readonly spec: RouteSpec;
  readonly path: string;
  /** Roles that may pass, by the table of api.md. */
  readonly roles: readonly string[];
  readonly name: string;
}

/** Every staff route, acts one by one. */
const PLACES: readonly Place[] = ROUTES.filter(
  ({ class: kind }) => kind === 'staff' || kind === 'staff-page',
).flatMap((spec): readonly Place[] => {
  const named = (path: string, roles: readonly string[]) => ({
    spec,
    path,
    roles,
    name: `${spec.method} ${path}`,
  });
  const one = spec.path
    .replace(/\/(people|acts|holds)\/\{id\}/, `/$1/P-${'0'.repeat(20)}`)
    .replace('/mailings/{id}', '/mailings/policy-1')
    .replace(/\{(destruction|hold)\}/, 'L33L33L33')
    .replace('{notice}', 'first-notice')
    .replace('{id}', 'letter')
    .replace('{name}', 'consents');
  if (!one.includes('{act}')) return [named(one, spec.roles ?? [])];
  // The case is a claim: of the acts on cases, a claim's.
  const isCase = one.includes('/cases/');
  return Object.entries(isCase ? ACTS.claim : (spec.acts ?? {}))
    .filter(([act]) => spec.acts === undefined || Object.hasOwn(spec.acts, act))
    .map(([act, { roles }]) =>
      named(one.replace('{act}', act), spec.acts === undefined ? ['agent', 'officer'] : roles),
    );
});

describe('roles and routes', () => {
  const strangers: Record<string, Record<string, string>> = {};
  const staff: Record<string, Record<string, string>> = {};

  beforeAll(async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const good = (await at.desk.as(OFFICER))['authorization'] ?? '';
    const [head = '', claims = ''] = good.replace('Bearer ', '').split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const now = Math.floor((await at.desk.now()) / 1000);
    Object.assign(strangers, {
      'no token': {},
      'an expired token': bearer(await forge({ iat: now - 7_200, exp: now - 3_600 })),
      'a token of tomorrow': bearer(await forge({ nbf: now + 86_400, exp: now + 90_000 })),
      'a token without an end': bearer(await forge({ exp: undefined } as unknown as JWTPayload)),
      'a forged token': bearer(await forge({}, privateKey)),
      'a token of another issuer': bearer(await forge({ iss: 'https://login.evil.example' })),
      'a token for another program': bearer(await forge({ aud: 'another-program' })),
      'an id token': bearer(await forge({ token_use: 'id' })),
      'an id token as a login gives it': bearer(await forge({ nonce: 'of-a-login' })),
      'a token without a signature': bearer(`${none}.${claims}.`),
      'a token without its signature': bearer(`${head}.${claims}.`),
      'two tokens': { authorization: `${good}, ${good}` },
      'a cookie that is no session': { cookie: `__Host-desk=${'a'.repeat(43)}` },
    });
    for (const role of ['agent', 'officer', 'auditor']) staff[role] = await at.desk.as(`${role}@example.com`);
    staff['program'] = await at.desk.as('program:crm');
    staff['nobody'] = bearer(await forge({ roles: ['intern'], sub: 'local-intern' }));
    staff['a role by another spelling'] = bearer(await forge({ roles: ['Officer ', 'OFFICER'] }));
    staff['roles as an object'] = bearer(await forge({ roles: { officer: true } }));
  });

  const ask = ({ spec, path }: Place, headers: Record<string, string>) => {
    const form = spec.class === 'staff-page';
    return at.desk.send(spec.method, path.replace('{reference}', reference), {
      headers: {
        ...headers,
        ...(spec.method === 'POST' && form
          ? { 'content-type': 'application/x-www-form-urlencoded', origin: at.desk.target.site }
          : {}),
      },
      // Nothing that any of them takes: whoever is let in is told so, and nothing is done.
      ...(spec.method === 'POST' ? { body: form ? 'nothing=1' : '{"nothing": 1}' } : {}),
    });
  };

  test('the table has every staff route, each with its roles', () => {
    expect(PLACES.length).toBeGreaterThan(35);
    for (const place of PLACES) expect([place.name, place.roles.length > 0]).toEqual([place.name, true]);
    expect(PLACES.some(({ roles }) => roles.includes('program'))).toBe(false);
  });

  test.each(PLACES)('$name: strangers are sent away, each role gets what the table says', async (place) => {
    for (const [who, headers] of Object.entries(strangers)) {
      const reply = await ask(place, headers);
      const login = place.spec.class === 'staff-page' && place.spec.method === 'GET';
      expect([who, reply.status]).toEqual([who, login ? 303 : 401]);
      if (login) expect(reply.headers.get('location')).toMatch(/^\/desk\/login\?/);
      expect(reply.text).not.toMatch(/Петрова|ru-claim-30/);
    }
    for (const [role, headers] of Object.entries(staff)) {
      const { status } = await ask(place, headers);
      if (place.roles.includes(role)) expect([401, 403, 500]).not.toContain(status);
      else expect([role, status]).toEqual([role, 403]);
    }
  });

  test('and with all that nothing has happened to the case', async () => {
    const { json } = await at.desk.staffCase(reference);
    expect(json).toMatchObject({ status: 'open', revision: 1, assignee: null });
    const types = json.events.map((event: { type: string }) => event.type);
    // The bundle is a GET that officers may make: its export is recorded, nothing else is.
    expect(types.filter((type: string) => !['exported', 'read-personal'].includes(type))).toEqual(
      expect.not.arrayContaining(['noted', 'assigned', 'answered', 'settled']),
    );
  });

  test('api.md: 403 is decided before the body is read, also for a body that is too large', async () => {
    const agent = await at.desk.as('agent@example.com');
    const large = JSON.stringify({ text: 'x'.repeat(100_000) });
    const path = `/staff/cases/${reference}`;
    const send = (act: string) =>
      at.desk.send('POST', `${path}/${act}`, {
        body: large,
        headers: { ...agent, 'content-type': 'application/json' },
      });
    expect((await send('answer')).status).toBe(403);
    expect((await send('note')).status).toBe(413);
  });
});

describe('forms of the desk, from elsewhere', () => {
  test('G4: of all mixtures of Origin, Sec-Fetch-Site, stamp and cookie only our own page with its own stamp may post', async () => {
    const [mine, theirs] = [new BrowserSession(at.desk), new BrowserSession(at.desk)];
    await mine.signIn(OFFICER);
    await theirs.signIn('officer2@example.com');
    const action = `/desk/cases/${reference}/note`;
    const stampOf = async (browser: BrowserSession, page: string, form: string) =>
      hiddenFields((await browser.page(page)).text, form);
    const own = await stampOf(mine, action, action);
    const stamps: Record<string, string> = {
      own: own['_stamp'] ?? '',
      'of another session': (await stampOf(theirs, action, action))['_stamp'] ?? '',
      'of another form': (await stampOf(mine, action, '/desk/logout'))['_stamp'] ?? '',
      'of the public form':
        (await stampOf(new BrowserSession(at.desk), '/claims', '/claims'))['_stamp'] ?? '',
      missing: '',
      'with one letter changed': (own['_stamp'] ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    };
    const site = at.desk.target.site;
    const origins = [
      site,
      undefined,
      'null',
      'https://evil.example',
      `${site}.evil.example`,
      site.replace('http', 'https'),
    ];
    const sites = [undefined, 'same-origin', 'none', 'same-site', 'cross-site'];
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const passed: string[] = [];
    for (const [stamp, value] of Object.entries(stamps))
      for (const origin of origins)
        for (const from of sites) {
          const { _stamp: _, ...fields } = own;
          const reply = await at.desk.send('POST', action, {
            body: new URLSearchParams({
              ...fields,
              ...(value === '' ? {} : { _stamp: value }),
              // A revision of no case: what passes all checks is told that it is stale, and changes nothing.
              revision: '999',
              text: 'Чужая заметка',
            }).toString(),
            headers: {
              'content-type': 'application/x-www-form-urlencoded',
              ...mine.cookieHeader(),
              ...(origin === undefined ? {} : { origin }),
              ...(from === undefined ? {} : { 'sec-fetch-site': from }),
            },
          });
          if (reply.status === 403) continue;
          expect(reply.status).toBe(409);
          passed.push(`${stamp} ${origin} ${from}`);
        }
    expect(passed).toEqual([undefined, 'same-origin', 'none'].map((from) => `own ${site} ${from}`));
  });

  test('G4: a session’s cookie is no way into the JSON API for a page of another site, nor for a form disguised as JSON', async () => {
    const browser = new BrowserSession(at.desk);
    await browser.signIn(OFFICER);
    const body = JSON.stringify({ revision: 1, text: 'Чужая заметка' });
    const tries: readonly (readonly [Record<string, string>, number])[] = [
      [{ 'content-type': 'application/json', origin: 'https://evil.example' }, 403],
      [{ 'content-type': 'application/json' }, 403],
      [{ 'content-type': 'application/json', origin: at.desk.target.site }, 403],
      [{ 'content-type': 'text/plain', origin: at.desk.target.site }, 415],
      [{ 'content-type': 'text/plain; application/json', origin: at.desk.target.site }, 415],
    ];
    for (const [headers, status] of tries) {
      const sent = { body, headers: { ...browser.cookieHeader(), ...headers } };
      expect((await at.desk.send('POST', `/staff/cases/${reference}/note`, sent)).status).toBe(status);
    }
  });

  test('D1: a page of another site cannot read the desk: no CORS, no framing, not even a preflight', async () => {
    const browser = new BrowserSession(at.desk);
    await browser.signIn(OFFICER);
    const headers = { origin: 'https://evil.example', ...browser.cookieHeader() };
    for (const path of ['/desk', `/desk/cases/${reference}`, '/staff/cases', '/claims']) {
      const reply = await browser.page(path, headers);
      expect(reply.headers.get('access-control-allow-origin')).toBeNull();
      expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
      const asked = { ...headers, 'access-control-request-method': 'POST' };
      const preflight = await at.desk.send('OPTIONS', path, { headers: asked });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('sessions', () => {
  test('R4, ASVS 3.4: the cookies are __Host-, Secure, HttpOnly, Lax, for the whole site and no domain', async () => {
    const browser = new BrowserSession(at.desk);
    const begun = await browser.page('/desk/login');
    const back = await browser.page(await browser.atLogin(begun.headers.get('location') ?? '', OFFICER));
    for (const cookie of [...begun.headers.getSetCookie(), ...back.headers.getSetCookie()]) {
      expect(cookie).toMatch(/^__Host-[a-z]+=[\w.-]*; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Lax$/);
    }
    expect(browser.cookies.get('__Host-desk')).toMatch(/^[\w-]{43}$/);
  });

  test('signing out ends the session everywhere: a copied cookie opens nothing any more', async () => {
    const browser = new BrowserSession(at.desk);
    await browser.signIn(OFFICER);
    const copied = browser.cookieHeader();
    expect((await browser.page('/desk')).status).toBe(200);
    expect((await browser.fill('/desk', '/desk/logout', {})).status).toBe(303);
    expect(browser.cookies.has('__Host-desk')).toBe(false);
    expect((await at.desk.get('/desk', { accept: 'text/html', ...copied })).status).toBe(303);
    expect((await at.desk.get('/staff/cases', copied)).status).toBe(401);
  });

  test('fixation: a session planted before the login is not the one after it, and stays worth nothing', async () => {
    const browser = new BrowserSession(at.desk);
    const planted = 'p'.repeat(43);
    browser.cookies.set('__Host-desk', planted);
    await browser.signIn(OFFICER);
    expect(browser.cookies.get('__Host-desk')).not.toBe(planted);
    const headers = { accept: 'text/html', cookie: `__Host-desk=${planted}` };
    expect((await at.desk.get('/desk', headers)).status).toBe(303);
    // No browser sends two of this name: of two none is believed, and the session that is there goes on.
    const own = browser.cookieHeader()['cookie'];
    for (const cookie of [`${own}; __Host-desk=${planted}`, `__Host-desk=${planted}; ${own}`])
      expect((await at.desk.get('/desk', { accept: 'text/html', cookie })).status).toBe(303);
    expect((await at.desk.get('/desk', { accept: 'text/html', cookie: own ?? '' })).status).toBe(200);
  });

  test('login by somebody else’s answer: another browser, another state, a used code, no code', async () => {
    const [mine, victim] = [new BrowserSession(at.desk), new BrowserSession(at.desk)];
    const begun = await mine.page('/desk/login');
    const back = await mine.atLogin(begun.headers.get('location') ?? '', OFFICER);
    await victim.page('/desk/login');
    // The attacker's answer in the victim's browser would sign the victim in as the attacker.
    expect((await victim.page(back)).status).toBe(401);
    expect(victim.cookies.has('__Host-desk')).toBe(false);
    const state = new URL(back, at.desk.target.site).searchParams.get('state');
    for (const query of [
      '',
      '?code=x',
      `?state=${state}`,
      `?code=x&state=${state}`,
      `?error=denied&state=${state}`,
    ])
      expect((await mine.page(`/desk/callback${query}`)).status).toBe(401);
    expect((await mine.page(back)).status).toBe(303);
    const signedIn = mine.cookieHeader();
    expect((await at.desk.get(back, { ...signedIn, accept: 'text/html' })).status).toBe(401);
  });

  test('security.md: no way back from the login leads to another site', async () => {
    const evil = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/desk//evil.example',
      '/desk/..//evil.example',
      '/desk/\\evil.example',
      '/desk@evil.example',
      '/desk.evil.example',
      '/desk?to=https://evil.example',
      '/desk\r\nLocation: https://evil.example',
      '/desk%0d%0aLocation:%20https://evil.example',
      'javascript:alert(1)',
      '/desk#@evil.example',
      '/desk/%2f%2fevil.example',
      '/ desk',
      '\t//evil.example',
      '/staff/../..//evil.example',
    ];
    for (const to of evil) {
      const browser = new BrowserSession(at.desk);
      const reply = await browser.signIn(OFFICER, to);
      const location = reply.headers.get('location') ?? '';
      expect([to, new URL(location, at.desk.target.site).origin]).toEqual([to, at.desk.target.site]);
      expect(location).not.toMatch(/^\/\/|evil|[\r\n]/);
    }
  });
});
