import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deskPath, loginRoutes } from '../../../functions/desk/login-routes.ts';
import { signOutRoutes } from '../../../functions/desk/sign-out-routes.ts';
import { deskHome } from '../../../shared/api/desk.ts';
import type { Identity } from '../../../shared/http/staff-auth.ts';
import { staffGate } from '../../../shared/http/staff-door.ts';
import { bind } from '../../../shared/http/types.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { systemRandom } from '../../../shared/records/random.ts';
import { SECRETS, SETTINGS, testDoor } from '../../support/http-door.ts';
import { ORDINARY_DAY } from '../../support/http-event.ts';
import { testIssuer } from '../../support/test-issuer.ts';

const { oidc } = SETTINGS.staff;

/** A desk with its login, and an issuer that plays by the book: it checks PKCE and gives the id token. */
async function desk(claims: Record<string, unknown> = {}) {
  const records = new MemoryRecords();
  const issuer = await testIssuer(oidc);
  const remembered: Identity[] = [];
  const routes = loginRoutes({
    settings: SETTINGS,
    records,
    secrets: async () => SECRETS,
    keySets: issuer.keySets,
    fetcher: issuer.fetcher,
    random: systemRandom,
    remember: async (who) => void remembered.push(who),
  });
  const home = bind(deskHome, ({ staff, page }) => ({
    status: 200,
    page: {
      title: `${staff.sub} ${staff.role} ${staff.name}`,
      body: JSON.stringify(page.seal('/desk/logout')),
    },
  }));
  const leave = signOutRoutes({ settings: SETTINGS, records, keySets: issuer.keySets });
  const door = await testDoor([...routes, ...leave, home], {
    staff: staffGate({ oidc, records, keySets: issuer.keySets }),
  });
  let begun = new URLSearchParams();
  issuer.grant = async (form) => {
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const good =
      form.get('code') === 'code-1' &&
      form.get('client_id') === oidc.clientId &&
      form.get('redirect_uri') === 'https://desk.example/desk/callback' &&
      challenge === begun.get('code_challenge');
    if (!good) return { status: 400, json: { error: 'invalid_grant' } };
    const token = await issuer.token({
      aud: oidc.clientId,
      nonce: begun.get('nonce'),
      name: 'Олег',
      email: 'o@example.com',
      ...claims,
    });
    return { status: 200, json: { id_token: token, token_type: 'Bearer' } };
  };
  const start = async (query = 'to=%2Fdesk%2Fprint') => {
    const answer = await door.ask({ route: 'GET /desk/login', query });
    begun = new URL(answer.headers['location'] ?? '').searchParams;
    return { answer, cookie: (answer.cookies[0] ?? '').split(';')[0] ?? '' };
  };
  const back = (cookie: string | undefined, more: { state?: string; code?: string; at?: string } = {}) =>
    door.ask({
      route: 'GET /desk/callback',
      query: new URLSearchParams({
        code: more.code ?? 'code-1',
        state: more.state ?? begun.get('state') ?? '',
        iss: oidc.issuer,
      }).toString(),
      at: more.at ?? ORDINARY_DAY,
      ...(cookie === undefined ? {} : { cookies: [cookie] }),
    });
  return { door, issuer, records, start, back, remembered, begun: () => begun };
}

const sessionOf = (cookies: readonly string[]) =>
  cookies.find((one) => one.startsWith('__Host-desk='))?.split(';')[0] ?? '';

describe('signing in to the desk', () => {
  it('D1: the login goes to the issuer with PKCE, state and nonce, and the browser keeps them in a locked cookie', async () => {
    const { start, begun } = await desk();
    const { answer } = await start();
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toMatch(/^https:\/\/login\.example\/authorize\?/);
    expect(Object.fromEntries(begun())).toMatchObject({
      response_type: 'code',
      client_id: oidc.clientId,
      redirect_uri: 'https://desk.example/desk/callback',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
      ui_locales: 'ru',
    });
    expect(begun().get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(answer.cookies[0]).toMatch(
      /^__Host-login=\S+; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/,
    );
  });

  it('D1: the way back opens a session, goes where the person wanted, and the desk knows them', async () => {
    const { door, start, back, remembered } = await desk();
    const answer = await back((await start()).cookie);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/desk/print']);
    expect(answer.cookies).toHaveLength(2);
    expect(answer.cookies[0]).toMatch(
      /^__Host-desk=[\w-]{43}; Path=\/; Max-Age=36000; Secure; HttpOnly; SameSite=Lax$/,
    );
    expect(remembered).toMatchObject([
      { sub: 'staff-1', role: 'officer', name: 'Олег', email: 'o@example.com' },
    ]);
    const page = await door.ask({ route: 'GET /desk', cookies: [sessionOf(answer.cookies)] });
    expect(page.status).toBe(200);
    expect(page.text).toContain('staff-1 officer Олег');
  });

  it('R4: signing out ends the session for good, wherever its cookie was copied to', async () => {
    const { door, start, back } = await desk();
    const cookie = sessionOf((await back((await start()).cookie)).cookies);
    const page = await door.ask({ route: 'GET /desk', cookies: [cookie] });
    const stamp = /_stamp" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const out = await door.ask({
      route: 'POST /desk/logout',
      form: { _stamp: stamp },
      headers: { origin: 'https://desk.example' },
      cookies: [cookie],
    });
    expect([out.status, out.headers['location'], out.cookies]).toEqual([
      303,
      '/desk/signed-out?next=login',
      ['__Host-desk=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax'],
    ]);
    expect((await door.ask({ route: 'GET /desk', cookies: [cookie] })).headers['location']).toBe(
      '/desk/login?to=%2Fdesk',
    );
  });

  it.each([
    ['where the issuer offers it, and back', { end_session_endpoint: 'https://login.example/end?tenant=1' }],
    [
      'of Cognito by the name it has for the address',
      { end_session_endpoint: 'https://x.auth.eu.amazoncognito.com/logout' },
    ],
  ])('D1: signing out leads on to the end of the session %s', async (_, discovery) => {
    const { door, issuer } = await desk();
    issuer.discovery = discovery;
    const page = await door.ask({ route: 'GET /desk/signed-out', query: 'next=login&lang=en' });
    const onward = new URL(/^0; url=(\S+)$/.exec(page.headers['refresh'] ?? '')?.[1] ?? '');
    const back = 'https://desk.example/desk/signed-out';
    expect(onward.href.startsWith(discovery.end_session_endpoint)).toBe(true);
    expect(Object.fromEntries(onward.searchParams)).toMatchObject({
      client_id: oidc.clientId,
      post_logout_redirect_uri: back,
      ui_locales: 'en',
    });
    expect(onward.searchParams.get('logout_uri')).toBe(onward.host.includes('cognito') ? back : null);
    expect(page.text).toContain('at the company login');
    const after = await door.ask({ route: 'GET /desk/signed-out' });
    expect([after.status, after.headers['refresh']]).toEqual([200, undefined]);
  });

  it.each([
    ['offers no end of a session', {}, false],
    ['names an address that is none', { end_session_endpoint: 'javascript:alert(1)' }, false],
    ['does not answer', { end_session_endpoint: 'https://login.example/end' }, true],
  ])('D1: where the issuer %s, the desk says that one is signed out of it', async (_, discovery, down) => {
    const { door, issuer } = await desk();
    Object.assign(issuer, { discovery, down });
    const page = await door.ask({ route: 'GET /desk/signed-out', query: 'next=login' });
    expect([page.status, page.headers['refresh']]).toEqual([200, undefined]);
    expect(page.text).toContain('Вы вышли из рабочего места');
  });

  describe('a session ends after 30 minutes without use (ASVS 7.3.1), after 10 hours in any case (7.3.2)', () => {
    const later = (minutes: number) => new Date(Date.parse(ORDINARY_DAY) + minutes * 60_000).toISOString();
    const signedIn = async () => {
      const { door, records, start, back } = await desk();
      const cookies = [sessionOf((await back((await start()).cookie)).cookies)];
      const use = async (minutes: number, method = 'GET') =>
        (await door.ask({ route: `${method} /desk`, cookies, at: later(minutes) })).status;
      const versions = async () => (await records.scan('short')).items.map(({ v }) => v);
      return { use, versions };
    };

    it('R4: it lives while it is used, and not one minute longer than half an hour after', async () => {
      const { use } = await signedIn();
      expect([await use(29), await use(58), await use(87), await use(117), await use(118)]).toEqual([
        200, 200, 200, 303, 303,
      ]);
    });

    it('R4: it ends ten hours after signing in, however much it is used', async () => {
      const { use } = await signedIn();
      for (let minutes = 20; minutes < 600; minutes += 20)
        expect([minutes, await use(minutes)]).toEqual([minutes, 200]);
      expect(await use(600)).toBe(303);
    });

    it('performance: ten pages within five minutes write nothing, the next one writes once', async () => {
      const { use, versions } = await signedIn();
      for (let n = 0; n < 10; n += 1) await use(n * 0.49);
      expect(await versions()).toEqual([1]);
      await use(5);
      await use(6);
      expect(await versions()).toEqual([2]);
    });

    it('G2: HEAD does not keep it alive', async () => {
      const { use, versions } = await signedIn();
      expect(await use(29, 'HEAD')).toBe(200);
      expect(await versions()).toEqual([1]);
      expect(await use(31)).toBe(303);
    });
  });

  it('security.md: the table holds no token of a session', async () => {
    const { records, start, back } = await desk();
    const token = sessionOf((await back((await start()).cookie)).cookies).split('=')[1] ?? '';
    const { items } = await records.scan('short');
    expect(token).toHaveLength(43);
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain(token);
  });

  it.each<
    readonly [
      string,
      (
        d: Awaited<ReturnType<typeof desk>>,
        cookie: string,
      ) => Promise<{ status: number; cookies: readonly string[] }>,
    ]
  >([
    ['without the cookie of its login', (d) => d.back(undefined)],
    ['with another state', (d, cookie) => d.back(cookie, { state: 'another' })],
    ['with a code that the issuer does not know', (d, cookie) => d.back(cookie, { code: 'code-2' })],
    ['with a changed cookie', (d, cookie) => d.back(`${cookie.slice(0, -3)}AAA`)],
    ['after more than ten minutes', (d, cookie) => d.back(cookie, { at: '2026-11-23T09:10:01.000Z' })],
  ])('security.md: a way back %s opens nothing', async (_, go) => {
    const d = await desk();
    const { cookie } = await d.start();
    const answer = await go(d, cookie);
    expect([answer.status, answer.cookies]).toEqual([401, []]);
    expect(d.remembered).toEqual([]);
  });

  it.each([
    ['of another login (nonce)', { nonce: 'another' }, 401],
    ['for another client', { aud: 'another-client' }, 401],
    ['of another issuer', { iss: 'https://evil.example' }, 401],
    ['that is an access token', { token_use: 'access' }, 401],
    ['without a role of ours', { roles: [] }, 403],
    ['of a program', { roles: ['program'] }, 403],
  ])('security.md: an id token %s opens nothing', async (_, claims, status) => {
    const d = await desk(claims);
    const answer = await d.back((await d.start()).cookie);
    expect([answer.status, answer.cookies]).toEqual([status, []]);
  });

  it('D1: an issuer that does not answer is 503 with a way to try again', async () => {
    const d = await desk();
    const { cookie } = await d.start();
    d.issuer.down = true;
    expect((await d.back(cookie)).status).toBe(503);
  });

  it.each([
    ['/desk/cases/PD-2026-AAAAAA-A', '/desk/cases/PD-2026-AAAAAA-A'],
    ['/staff/cases/PD-2026-AAAAAA-A/bundle', '/staff/cases/PD-2026-AAAAAA-A/bundle'],
    ['/desk?due=2026-12-01', '/desk?due=2026-12-01'],
    ['https://evil.example/desk', '/desk'],
    ['//evil.example', '/desk'],
    ['/desk//evil.example', '/desk'],
    ['/\\evil.example', '/desk'],
    ['/desk/login?to=x', '/desk'],
    ['/desk/callback?code=1', '/desk'],
    ['/claims', '/desk'],
    [undefined, '/desk'],
  ])('security.md: after signing in, the wish %s leads to %s', (to, path) => {
    expect(deskPath(to)).toBe(path);
  });
});
