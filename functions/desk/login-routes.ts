import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { loginCallback, loginStart } from '../../shared/api/desk.ts';
import { DESK_COOKIE, hostCookie } from '../../shared/http/cookies.ts';
import type { KeySets } from '../../shared/http/issuer.ts';
import { IssuerUnavailable } from '../../shared/http/key-sets.ts';
import { HttpProblem } from '../../shared/http/problems.ts';
import { ownPath } from '../../shared/http/query.ts';
import type { Identity } from '../../shared/http/staff-auth.ts';
import { type Answer, type Bound, bind } from '../../shared/http/types.ts';
import { DESK_SESSION } from '../../shared/identity/desk-sessions.ts';
import { sign, unsign } from '../../shared/identity/signed.ts';
import type { Records } from '../../shared/records/port.ts';
import type { RandomBytes, Secrets } from '../../shared/records/secrets.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { openSession } from './sessions.ts';

/** What signing in needs. */
export interface LoginDeps {
  readonly settings: RuntimeSettings;
  readonly records: Records;
  readonly secrets: () => Promise<Secrets>;
  readonly keySets: KeySets;
  readonly fetcher: typeof fetch;
  readonly random: RandomBytes;
  /** Keeps name and address of who signed in for the staff directory (epoch ms). */
  readonly remember: (who: Identity, at: number) => Promise<void>;
}

/** Cookie that binds a login to the browser that began it; and how long a login may take, in ms. */
const LOGIN_COOKIE = '__Host-login';
const LOGIN_TIME = 10 * 60_000;
const TOKEN_PATIENCE = 3_000;

/** What the browser holds, signed, while the person is at the company's login. */
const pending = z.object({
  state: z.string(),
  nonce: z.string(),
  /** PKCE: only who knows it can redeem the code. */
  verifier: z.string(),
  to: z.string(),
  at: z.number(),
});

/**
 * Sign-in to the desk by OpenID Connect: authorization code with PKCE, a public client, against any issuer (D1). State
 * and nonce tie the answer to the browser and to this login. Routes: login, callback.
 */
export function loginRoutes(deps: LoginDeps): readonly Bound[] {
  const { settings } = deps;
  const { oidc } = settings.staff;
  const redirectUri = `${settings.baseUrl}/desk/callback`;
  const text = (bytes: number): string => Buffer.from(deps.random(bytes)).toString('base64url');

  const start = bind(loginStart, async ({ at, query, language }): Promise<Answer> => {
    const { authorization_endpoint } = await deps.keySets.issuer(at);
    const login = { state: text(16), nonce: text(16), verifier: text(32), to: deskPath(query.to), at };
    const challenge = createHash('sha256').update(login.verifier).digest('base64url');
    const address = new URL(authorization_endpoint);
    for (const [name, value] of Object.entries({
      response_type: 'code',
      client_id: oidc.clientId,
      redirect_uri: redirectUri,
      scope: oidc.scopes.join(' '),
      state: login.state,
      nonce: login.nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ui_locales: language,
    }))
      address.searchParams.set(name, value);
    const kept = sign(await deps.secrets(), 'login', JSON.stringify(login));
    return {
      status: 303,
      location: address.href,
      cookies: [hostCookie(LOGIN_COOKIE, kept, LOGIN_TIME / 1_000)],
    };
  });

  const back = bind(loginCallback, async ({ at, query, cookies }): Promise<Answer> => {
    const secrets = await deps.secrets();
    const login = readPending(unsign(secrets, 'login', cookies.get(LOGIN_COOKIE) ?? ''), at);
    // Too late, begun in another browser, or refused at the login: begin again, there is nothing to lose.
    if (login === undefined || query.state !== login.state || query.code === undefined)
      throw new HttpProblem('unauthenticated');
    const idToken = await redeem(query.code, login.verifier, at);
    const { verifyIdToken } = await import('../../shared/http/staff-auth.ts');
    const verified = idToken && (await verifyIdToken(idToken, oidc, deps.keySets, at, login.nonce));
    if (!verified) throw new HttpProblem('unauthenticated');
    if (!verified.ok) throw new HttpProblem(verified.why === 'no-role' ? 'forbidden' : 'unauthenticated');
    const { identity } = verified;
    const { sub, role, name } = identity;
    if (role === 'program') throw new HttpProblem('forbidden');
    await deps.remember(identity, at);
    const token = await openSession({ sub, role, ...(name === undefined ? {} : { name }) }, at, {
      records: deps.records,
      secrets,
      random: deps.random,
    });
    const session = hostCookie(DESK_COOKIE, token, DESK_SESSION / 1_000);
    return { status: 303, location: login.to, cookies: [session, hostCookie(LOGIN_COOKIE, '', 0)] };
  });

  /** Exchanges the code for the id token; undefined when the issuer refuses the code. */
  async function redeem(code: string, verifier: string, at: number): Promise<string | undefined> {
    const { token_endpoint } = await deps.keySets.issuer(at);
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: oidc.clientId,
      code_verifier: verifier,
    });
    const answer = await post(token_endpoint, form);
    if (answer.status >= 500) throw new IssuerUnavailable('the issuer fails');
    const body: unknown = await answer.json().catch(() => undefined);
    const token = typeof body === 'object' && body !== null ? Reflect.get(body, 'id_token') : undefined;
    return answer.ok && typeof token === 'string' ? token : undefined;
  }

  async function post(address: string, form: URLSearchParams): Promise<Response> {
    try {
      return await deps.fetcher(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: form.toString(),
        redirect: 'error',
        signal: AbortSignal.timeout(TOKEN_PATIENCE),
      });
    } catch {
      throw new IssuerUnavailable('the issuer does not answer');
    }
  }

  return [start, back];
}

/** Where to go after signing in: a page of the desk or of the staff API. */
export function deskPath(to: string | undefined): string {
  const own = ownPath(to, ['desk', 'staff']);
  // Back to the login itself would go round in circles.
  return own === undefined || /^\/desk\/(login|callback|logout|signed-out)/.test(own) ? '/desk' : own;
}

function readPending(json: string | undefined, at: number): z.infer<typeof pending> | undefined {
  if (json === undefined) return undefined;
  const login = pending.safeParse(JSON.parse(json));
  return login.success && Math.abs(at - login.data.at) <= LOGIN_TIME ? login.data : undefined;
}
