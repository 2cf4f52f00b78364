import { createHmac } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { ACTS as BY_KIND } from '../../shared/api/acts.ts';
import { act, listCases } from '../../shared/api/desk.ts';
import { refuse } from '../../shared/domain/result.ts';
import { bind } from '../../shared/http/types.ts';
import { SETTINGS, testDoor } from '../support/http-door.ts';
import { ORDINARY_DAY } from '../support/http-event.ts';

const { oidc } = SETTINGS.staff;
const now = Date.parse(ORDINARY_DAY) / 1_000;
const CLAIMS: JWTPayload = {
  iss: oidc.issuer,
  aud: oidc.audience,
  sub: 'staff-1',
  exp: now + 3_600,
  roles: ['officer'],
};

/** A door with the staff list and the acts; it keeps who reached them. */
async function desk() {
  const reached: string[] = [];
  const note = (name: string | undefined) => {
    reached.push(name ?? '');
    return refuse('not-found');
  };
  const door = await testDoor([
    bind(listCases, ({ staff }) => note(`${staff.sub} ${staff.role}`)),
    bind(act, ({ staff, params }) => note(`${params.act} ${staff.role}`)),
  ]);
  const ask = (token: string, scheme = 'Bearer') =>
    door.ask({ route: 'GET /staff/cases', headers: { authorization: `${scheme} ${token}` } });
  return { door, ask, reached };
}

describe('staff tokens', () => {
  it('D1: a token of the issuer with a role of ours passes', async () => {
    const { door, ask, reached } = await desk();
    expect((await ask(await door.issuer.token())).status).toBe(404);
    expect(reached).toEqual(['staff-1 officer']);
  });

  it('security.md: a name that shows nothing or reverses the line, and an address no server takes, are none', async () => {
    const known: unknown[] = [];
    const watched = await testDoor([
      bind(listCases, ({ staff }) => {
        known.push([staff.name, staff.email]);
        return refuse('not-found');
      }),
    ]);
    for (const [name, email] of [
      ['Иван Петров', 'ivan@почта.рф'],
      ['\u3164\u200b', 'x'],
      ['Иван \u202eвортеП', 'a@b@c.ru'],
      [`И${'\u0336'.repeat(9)}`, `${'l'.repeat(65)}@example.org`],
    ])
      await watched.ask({
        route: 'GET /staff/cases',
        headers: { authorization: `Bearer ${await watched.issuer.token({ name, email })}` },
      });
    expect(known).toEqual([
      ['Иван Петров', 'ivan@почта.рф'],
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it.each<readonly [string, JWTPayload]>([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another audience', { aud: 'another-api' }],
    ['for no audience', { aud: [] }],
    ['that has expired', { exp: now - 61 }],
    ['that never expires', { exp: undefined as unknown as number }],
    ['that is not valid yet', { nbf: now + 120 }],
    ['that is an id token', { token_use: 'id' }],
    ['that is an id token by its nonce, where client and API have one name', { nonce: 'of-a-login' }],
    ['that is an id token by its hash of the access token', { at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }],
    ['without a subject', { sub: undefined as unknown as string }],
    ['whose subject is a text', { sub: 'Иван Иванов' }],
    ['of a person for programs', { aud: oidc.programAudience as string }],
  ])('security.md: a token %s is 401', async (_, claims) => {
    const { door, ask, reached } = await desk();
    const answer = await ask(await door.issuer.token(claims));
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
    expect(reached).toEqual([]);
  });

  it.each([
    ['no roles', undefined],
    ['a role we do not know', ['admin']],
    ['a role in other letters', ['Officer']],
    ['a role as an object', { officer: true }],
  ])('security.md: a token with %s is 403', async (_, roles) => {
    const { door, ask, reached } = await desk();
    expect((await ask(await door.issuer.token({ roles: roles as unknown as string[] }))).status).toBe(403);
    expect(reached).toEqual([]);
  });

  it('security.md: a token is judged at the time of the request, to the minute of tolerance', async () => {
    const { door, ask } = await desk();
    expect((await ask(await door.issuer.token({ exp: now - 59 }))).status).toBe(404);
    const token = await door.issuer.token();
    const later = (at: string) =>
      door.ask({ route: 'GET /staff/cases', headers: { authorization: `Bearer ${token}` }, at });
    expect((await later('2026-11-23T10:00:30.000Z')).status).toBe(404);
    expect((await later('2026-11-23T10:01:30.000Z')).status).toBe(401);
  });

  it('security.md: alg none is refused, with and without a signature', async () => {
    const { ask, reached } = await desk();
    const none = new UnsecuredJWT(CLAIMS).encode();
    const header = Buffer.from('{"alg":"none","kid":"key-1"}').toString('base64url');
    for (const token of [
      none,
      `${none}x`,
      `${header}.${none.split('.')[1]}.`,
      `${header}.${none.split('.')[1]}.AAAA`,
    ])
      expect((await ask(token)).status).toBe(401);
    expect(reached).toEqual([]);
  });

  it('security.md: the public key used as a shared secret (HS for ES) is refused', async () => {
    const { door, ask, reached } = await desk();
    const secret = JSON.stringify(door.issuer.publicKey);
    for (const header of ['{"alg":"HS256","kid":"key-1"}', '{"alg":"HS256"}']) {
      const signed = [header, JSON.stringify(CLAIMS)]
        .map((part) => Buffer.from(part).toString('base64url'))
        .join('.');
      const mac = createHmac('sha256', secret).update(signed).digest('base64url');
      expect((await ask(`${signed}.${mac}`)).status).toBe(401);
    }
    expect(reached).toEqual([]);
  });

  it('security.md: a token signed by a stranger, with our key id or with a key of its own, is refused', async () => {
    const { door, ask, reached } = await desk();
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const headers = [
      { kid: 'key-1' },
      { kid: 'evil' },
      { jwk },
      { kid: 'evil', jku: 'https://evil.example/jwks' },
      { kid: 'evil', x5u: 'https://evil.example/cert' },
    ];
    for (const header of headers) {
      const token = await new SignJWT(CLAIMS)
        .setProtectedHeader({ alg: 'ES256', ...header })
        .sign(privateKey);
      expect((await ask(token)).status).toBe(401);
    }
    expect(reached).toEqual([]);
    expect(door.issuer.asked.filter((address) => address.includes('evil'))).toEqual([]);
  });

  it('security.md: a changed payload, a cut token, another scheme and a token of 9 KB are refused', async () => {
    const { door, ask } = await desk();
    const token = await door.issuer.token({ roles: ['auditor'] });
    const [head, , tail] = token.split('.');
    const forged = Buffer.from(JSON.stringify(CLAIMS)).toString('base64url');
    for (const bad of [`${head}.${forged}.${tail}`, token.slice(0, -9), `${head}`, 'x'.repeat(9_000), '..'])
      expect((await ask(bad)).status).toBe(401);
    expect((await ask(token, 'Basic')).status).toBe(401);
    expect((await door.ask({ route: 'GET /staff/cases' })).status).toBe(401);
  });

  it('D1: an unknown key makes us look at the issuer again at most twice a minute', async () => {
    const { door, ask } = await desk();
    const { privateKey } = await generateKeyPair('ES256');
    const strange = await new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'ES256', kid: 'new' })
      .sign(privateKey);
    await ask(await door.issuer.token());
    for (let i = 0; i < 20; i++) await ask(strange);
    expect(door.issuer.asked.filter((address) => address.endsWith('/jwks'))).toHaveLength(1);
  });

  it('D1: an issuer that does not answer is 503, not 401: nothing is known about the token', async () => {
    const { door, ask } = await desk();
    door.issuer.down = true;
    const answer = await ask(await door.issuer.token());
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '3']);
    door.issuer.down = false;
    expect((await ask(await door.issuer.token())).status).toBe(404);
  });

  const ROLES = ['agent', 'officer', 'auditor', 'program'] as const;
  const ACTS = Object.entries(BY_KIND.claim).map(([name, { roles }]) => [name, roles] as const);
  it.each(
    ROLES.flatMap((role) =>
      ACTS.map(([name, allowed]) => ({ role, name, may: allowed.some((one) => one === role) })),
    ),
  )(
    'api.md: act $name by $role – allowed: $may – is decided before the body is read',
    async ({ role, name, may }) => {
      const { door, reached } = await desk();
      const token = await door.issuer.token({
        roles: [role],
        ...(role === 'program' ? { aud: oidc.programAudience as string } : {}),
      });
      const answer = await door.ask({
        route: 'POST /staff/cases/{reference}/{act}',
        params: { reference: 'PD-2026-AAAAAA-A', act: name },
        json: '{"this is": no JSON',
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(may ? 400 : 403);
      expect(reached).toEqual([]);
    },
  );

  it('api.md: an act that is not on the list is 404 for every role', async () => {
    const { door } = await desk();
    const answer = await door.ask({
      route: 'POST /staff/cases/{reference}/{act}',
      params: { reference: 'PD-2026-AAAAAA-A', act: 'erase' },
      json: {},
      headers: { authorization: `Bearer ${await door.issuer.token()}` },
    });
    expect(answer.status).toBe(404);
  });
});
