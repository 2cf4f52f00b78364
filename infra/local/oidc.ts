/** The OIDC issuer of the local desk: discovery, keys, authorization code with PKCE, client credentials, logout. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseSettings, type RuntimeSettings } from '../../shared/settings.ts';
import { type LocalHelper, listenOn, readBody } from './gateway.ts';
import { errorPage, languageOf, loginPage, signedOutPage } from './oidc-page.ts';
import { type Member, openTokens, STAFF, type Tokens } from './oidc-tokens.ts';
import type { Assembly, LocalCloud } from './types.ts';

/** A code is used at once; it dies with the process, which costs a second click on the button. */
const CODE_MS = 60_000;
const SMALL_BODY = 64 * 1024;

interface Grant {
  readonly who: Member;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly scope: string;
  readonly until: number;
}

interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly location?: string;
}

export interface Issuer {
  /** Helpers of the site: `POST /_local/staff-token`. */
  readonly helpers: Readonly<Record<string, LocalHelper>>;
  listen(port: number): Promise<void>;
  close(): Promise<void>;
}

type Parts = Pick<LocalCloud, 'assembly' | 'dataDir' | 'clock' | 'addresses'>;

/** Opens the issuer with the client, audiences and role names that the doors of the templates expect. */
export async function openIssuer(cloud: Parts): Promise<Issuer> {
  const oidc = settingsOf(cloud.assembly);
  const tokens = await openTokens(cloud, oidc);
  const grants = new Map<string, Grant>();
  const { issuer, site } = cloud.addresses;

  const discovery = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/logout`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
    scopes_supported: ['openid', 'email', 'profile'],
    claims_supported: ['sub', 'email', 'email_verified', 'name', oidc.rolesClaim],
    authorization_response_iss_parameter_supported: true,
    ui_locales_supported: ['ru', 'en'],
  };

  /** Why an authorization request is refused without going back to the caller; undefined when it is fine. */
  function wrong(query: URLSearchParams): string | undefined {
    const redirect = query.get('redirect_uri') ?? '';
    if (query.get('client_id') !== oidc.clientId) return 'unknown client_id';
    if (redirect !== site && !redirect.startsWith(`${site}/`)) return 'redirect_uri is not on the site';
    if (query.get('response_type') !== 'code') return 'response_type must be code';
    if (!(query.get('scope') ?? '').split(' ').includes('openid')) return 'scope must contain openid';
    if (
      query.get('code_challenge_method') !== 'S256' ||
      !/^[\w-]{43}$/.test(query.get('code_challenge') ?? '')
    ) {
      return 'PKCE with S256 is needed';
    }
    return undefined;
  }

  function showLogin(query: URLSearchParams, acceptLanguage: string): Answer {
    const reason = wrong(query);
    if (reason !== undefined) return { status: 400, html: errorPage(reason) };
    const language = languageOf(query.get('ui_locales') ?? acceptLanguage);
    return { status: 200, html: loginPage(language, query.toString(), query.get('login_hint') ?? undefined) };
  }

  function authorize(query: URLSearchParams, form: URLSearchParams): Answer {
    const reason = wrong(query);
    const who = STAFF.find((one) => one.email === form.get('as'));
    if (reason !== undefined || who === undefined)
      return { status: 400, html: errorPage(reason ?? 'nobody of that name') };
    const code = randomBytes(24).toString('base64url');
    const back = new URL(query.get('redirect_uri') ?? site);
    grants.set(code, {
      who,
      clientId: oidc.clientId,
      redirectUri: query.get('redirect_uri') ?? '',
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce') ?? undefined,
      scope: query.get('scope') ?? 'openid',
      until: performance.now() + CODE_MS,
    });
    back.searchParams.set('code', code);
    const state = query.get('state');
    if (state !== null) back.searchParams.set('state', state);
    back.searchParams.set('iss', issuer);
    return { status: 303, location: back.href };
  }

  async function token(form: URLSearchParams, authorization: string): Promise<Answer> {
    const [id, secret] = clientOf(form, authorization);
    if (form.get('grant_type') === 'client_credentials') {
      if (!/^[a-z][a-z0-9-]{0,40}$/.test(id) || secret !== 'local')
        return { status: 401, json: { error: 'invalid_client' } };
      return answerToken(tokens, { access_token: await tokens.programToken(id) });
    }
    if (form.get('grant_type') !== 'authorization_code')
      return { status: 400, json: { error: 'unsupported_grant_type' } };
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    const good =
      grant !== undefined &&
      grant.until > performance.now() &&
      grant.clientId === id &&
      grant.redirectUri === form.get('redirect_uri') &&
      same(
        grant.challenge,
        createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url'),
      );
    if (!good) return { status: 400, json: { error: 'invalid_grant' } };
    return answerToken(tokens, {
      access_token: await tokens.staffToken(grant.who, id),
      id_token: await tokens.idToken(grant.who, id, grant.nonce),
      scope: grant.scope,
    });
  }

  /** RP-Initiated Logout: back to the client's own site only, and only for a client that says who it is. */
  function signOut(asked: URLSearchParams, acceptLanguage: string): Answer {
    const back = asked.get('post_logout_redirect_uri') ?? '';
    const own = back === site || back.startsWith(`${site}/`);
    if (!own || asked.get('client_id') !== oidc.clientId)
      return {
        status: 200,
        html: signedOutPage(languageOf(asked.get('ui_locales') ?? acceptLanguage), site),
      };
    const to = new URL(back);
    const state = asked.get('state');
    if (state !== null) to.searchParams.set('state', state);
    return { status: 303, location: to.href };
  }

  async function route(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', issuer);
    const body = (await readBody(request, SMALL_BODY)) ?? Buffer.alloc(0);
    const form = new URLSearchParams(body.toString('utf8'));
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return { status: 200, json: discovery };
      case 'GET /jwks':
        return { status: 200, json: tokens.jwks };
      case 'GET /authorize':
        return showLogin(url.searchParams, request.headers['accept-language'] ?? '');
      case 'POST /authorize':
        return authorize(url.searchParams, form);
      case 'POST /token':
        return token(form, request.headers.authorization ?? '');
      case 'GET /logout':
      case 'POST /logout': {
        const asked = request.method === 'POST' ? form : url.searchParams;
        return signOut(asked, request.headers['accept-language'] ?? '');
      }
      default:
        return { status: 404, json: { error: 'not_found' } };
    }
  }

  const server = createServer((request, response) => {
    route(request)
      .then((answer) => send(answer, response))
      .catch(() => send({ status: 500, json: { error: 'server_error' } }, response));
  });

  return {
    helpers: {
      'POST /_local/staff-token': async (body) => {
        const as = readAs(body);
        const who = STAFF.find((one) => one.email === as);
        if (who !== undefined)
          return { status: 200, json: { token: await tokens.staffToken(who, oidc.clientId) } };
        const program = /^program:([a-z][a-z0-9-]{0,40})$/.exec(as ?? '')?.[1];
        if (program !== undefined)
          return { status: 200, json: { token: await tokens.programToken(program) } };
        const known = [...STAFF.map((one) => one.email), 'program:<name>'];
        return { status: 400, json: { message: 'The body is {"as": one of the known names}', known } };
      },
    },
    listen: (port) => listenOn(server, port),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the doors expect of staff tokens, from the environment of any function that has settings; plain defaults otherwise. */
function settingsOf(assembly: Assembly): RuntimeSettings['staff']['oidc'] {
  for (const fn of assembly.ofType('AWS::Lambda::Function')) {
    const variables = (fn.properties['Environment'] as { Variables?: Record<string, string> } | undefined)
      ?.Variables;
    if (variables?.['SETTINGS'] !== undefined) return parseSettings(variables['SETTINGS']).staff.oidc;
  }
  const roles = { agent: ['agent'], officer: ['officer'], auditor: ['auditor'], program: ['program'] };
  return {
    issuer: 'local',
    clientId: 'desk',
    audience: 'desk',
    scopes: ['openid'],
    rolesClaim: 'roles',
    roles,
  };
}

function answerToken(tokens: Tokens, parts: Readonly<Record<string, string>>): Answer {
  return { status: 200, json: { ...parts, token_type: 'Bearer', expires_in: tokens.lifeSeconds } };
}

function clientOf(form: URLSearchParams, authorization: string): readonly [string, string] {
  const basic = /^Basic (.+)$/i.exec(authorization)?.[1];
  if (basic === undefined) return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  const [id = '', secret = ''] = Buffer.from(basic, 'base64')
    .toString('utf8')
    .split(':')
    .map(decodeURIComponent);
  return [id, secret];
}

function same(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}

function readAs(body: Buffer): string | undefined {
  try {
    const value = JSON.parse(body.toString('utf8')) as { as?: unknown } | null;
    return typeof value?.as === 'string' ? value.as : undefined;
  } catch {
    return undefined;
  }
}

function send(answer: Answer, response: ServerResponse): void {
  const type = answer.html === undefined ? 'application/json' : 'text/html; charset=utf-8';
  response.writeHead(answer.status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(answer.location === undefined ? {} : { location: answer.location }),
  });
  response.end(answer.html ?? JSON.stringify(answer.json ?? {}));
}
