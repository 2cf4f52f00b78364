import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../infra/local/addresses.ts';
import { type Issuer, openIssuer } from '../../../infra/local/oidc.ts';
import { KIT } from '../../../shared/http/pages/texts/kit.ts';
import { aBench } from './support.ts';

const SITE = 'http://127.0.0.1:4999';
const NOW = '2027-01-11T06:00:00Z';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(dataDir?: string, port?: number) {
  const at = port ?? (await freePort());
  const url = `http://127.0.0.1:${at}`;
  const bench = aBench({
    resources: [],
    now: NOW,
    addresses: { issuer: url, site: SITE },
    ...(dataDir ? { dataDir } : {}),
  });
  const issuer = await openIssuer(bench);
  await issuer.listen(at);
  const stop = async () => {
    bench.clock.stop();
    bench.journal.close();
    await issuer.close();
  };
  closing.push(stop);
  return { url, port: at, bench, issuer, stop };
}

const verifier = randomBytes(32).toString('base64url');
const request = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: 'desk',
    response_type: 'code',
    redirect_uri: `${SITE}/desk/callback`,
    scope: 'openid email profile',
    state: 's-1',
    nonce: 'n-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });

async function signIn(url: string, as = 'officer@example.com'): Promise<URL> {
  const answer = await fetch(`${url}/authorize?${request()}`, {
    method: 'POST',
    body: new URLSearchParams({ as }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '');
}

const redeem = (url: string, code: string, more: Record<string, string> = {}) =>
  fetch(`${url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'desk',
      redirect_uri: `${SITE}/desk/callback`,
      code,
      code_verifier: verifier,
      ...more,
    }),
  });

const helper = async (issuer: Issuer, as: string) => {
  const answer = await issuer.helpers['POST /_local/staff-token']?.(Buffer.from(JSON.stringify({ as })));
  return { status: answer?.status, token: (answer?.json as { token?: string } | undefined)?.token ?? '' };
};

const verify = (url: string, token: string, audience: string, now = NOW) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${url}/jwks`)), {
    issuer: url,
    audience,
    currentDate: new Date(now),
  });

describe('D1: the local OIDC issuer', () => {
  it('offers the four members of staff as buttons, in Russian and English', async () => {
    const { url } = await start();
    const page = await (await fetch(`${url}/authorize?${request()}`)).text();
    for (const who of ['agent', 'officer', 'officer2', 'auditor'])
      expect(page).toContain(`value="${who}@example.com"`);
    expect(page).toContain('lang="ru"');
    const english = await fetch(`${url}/authorize?${request()}`, {
      headers: { 'accept-language': 'en-GB,en;q=0.9' },
    });
    expect(await english.text()).toContain('Staff login');
    // The role has one name on all pages; «оператор» is the controller of 152-FZ.
    expect(page).toContain(`agent@example.com – ${KIT.ru.roles.agent}`);
    expect(page).not.toContain('оператор');
  });

  it('a chosen button gives a code that PKCE turns into tokens with subject, roles, nonce and virtual times', async () => {
    const { url } = await start();
    const back = await signIn(url);
    expect(back.href.startsWith(`${SITE}/desk/callback?`)).toBe(true);
    expect(back.searchParams.get('state')).toBe('s-1');
    const tokens = (await (await redeem(url, back.searchParams.get('code') ?? '')).json()) as Record<
      string,
      string
    >;
    const { payload } = await verify(url, tokens['id_token'] ?? '', 'desk');
    expect(payload).toMatchObject({
      sub: 'local-officer',
      email: 'officer@example.com',
      roles: ['officer'],
      nonce: 'n-1',
    });
    expect(new Date((payload.iat ?? 0) * 1000).toISOString()).toMatch(/^2027-01-11T06:00/);
    const access = await verify(url, tokens['access_token'] ?? '', 'desk');
    expect(access.payload['roles']).toEqual(['officer']);
    expect(tokens['token_type']).toBe('Bearer');
  });

  it('refuses a code used twice, a wrong verifier, another redirect, and requests without PKCE or to strangers', async () => {
    const { url } = await start();
    const code = async () => (await signIn(url)).searchParams.get('code') ?? '';
    const once = await code();
    expect((await redeem(url, once)).status).toBe(200);
    expect((await redeem(url, once)).status).toBe(400);
    expect((await redeem(url, await code(), { code_verifier: 'x'.repeat(43) })).status).toBe(400);
    expect((await redeem(url, await code(), { redirect_uri: `${SITE}/other` })).status).toBe(400);
    for (const wrong of [
      { code_challenge: '' },
      { code_challenge_method: 'plain' },
      { redirect_uri: 'http://127.0.0.1:49990/desk/callback' },
      { redirect_uri: 'https://evil.example/' },
      { client_id: 'other' },
      { response_type: 'token' },
    ]) {
      expect((await fetch(`${url}/authorize?${request(wrong)}`)).status, JSON.stringify(wrong)).toBe(400);
    }
  });

  it('tokens from the helper verify with the published key, also after a restart, and name the role of a program', async () => {
    const first = await start();
    const officer = await helper(first.issuer, 'officer2@example.com');
    closing.pop();
    await first.stop();
    const second = await start(first.bench.dataDir, first.port);
    expect((await verify(second.url, officer.token, 'desk')).payload['roles']).toEqual(['officer']);
    expect(decodeJwt((await helper(second.issuer, 'program:crm')).token)).toMatchObject({
      sub: 'program:crm',
      roles: ['program'],
    });
    expect((await helper(second.issuer, 'stranger@example.com')).status).toBe(400);
    await expect(verify(second.url, officer.token, 'desk', '2027-01-11T15:00:00Z')).rejects.toThrow();
  });

  it('discovery, client credentials and logout', async () => {
    const { url } = await start();
    const found = (await (await fetch(`${url}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    expect(found['issuer']).toBe(url);
    const form = (client_secret: string) =>
      new URLSearchParams({ grant_type: 'client_credentials', client_id: 'crm', client_secret });
    const machine = await fetch(found['token_endpoint'] ?? '', { method: 'POST', body: form('local') });
    expect(decodeJwt(((await machine.json()) as { access_token: string }).access_token)['sub']).toBe(
      'program:crm',
    );
    expect((await fetch(found['token_endpoint'] ?? '', { method: 'POST', body: form('guess') })).status).toBe(
      401,
    );
    const out = (client: string, back: string) =>
      fetch(`${found['end_session_endpoint']}?client_id=${client}&post_logout_redirect_uri=${back}`, {
        redirect: 'manual',
      });
    const good = await out('desk', `${SITE}/desk`);
    expect([good.status, good.headers.get('location')]).toEqual([303, `${SITE}/desk`]);
    expect((await out('desk', 'https://evil.example/')).status).toBe(200);
    expect((await out('stranger', `${SITE}/desk`)).status).toBe(200);
  });
});
