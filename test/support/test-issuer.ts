import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { KeySets } from '../../shared/http/issuer.ts';
import { openKeySets } from '../../shared/http/key-sets.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { ORDINARY_DAY } from './http-event.ts';

/** An OIDC issuer that lives in the test: it signs what it is told, and answers discovery and key set. */
export interface TestIssuer {
  readonly keySets: KeySets;
  /** Answers as the issuer's HTTP addresses do; `down` makes it refuse. */
  readonly fetcher: typeof fetch;
  /** A staff token; claims given here replace the usual ones. */
  readonly token: (claims?: JWTPayload, header?: Record<string, unknown>) => Promise<string>;
  /** What was asked of it. */
  readonly asked: string[];
  readonly publicKey: object;
  down: boolean;
  /** Members of the discovery document beside the needed ones. */
  discovery: Readonly<Record<string, unknown>>;
  /** Answer of the token endpoint to the next code. */
  grant: (form: URLSearchParams) => Promise<{ status: number; json: object }>;
}

export async function testIssuer(oidc: RuntimeSettings['staff']['oidc']): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' };
  const now = Date.parse(ORDINARY_DAY) / 1000;
  const asked: string[] = [];
  const issuer: TestIssuer = {
    asked,
    down: false,
    discovery: {},
    publicKey: jwk,
    grant: async () => ({ status: 400, json: { error: 'invalid_grant' } }),
    token: (claims = {}, header = {}) =>
      new SignJWT({
        iss: oidc.issuer,
        aud: oidc.audience,
        sub: 'staff-1',
        iat: now,
        exp: now + 3_600,
        [oidc.rolesClaim]: ['officer'],
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'key-1', ...header })
        .sign(privateKey),
    fetcher: async (input, init) => {
      const address = String(input);
      asked.push(address);
      if (issuer.down) throw new TypeError('fetch failed');
      if (address.endsWith('/.well-known/openid-configuration'))
        return Response.json({
          issuer: oidc.issuer,
          authorization_endpoint: `${oidc.issuer}/authorize`,
          token_endpoint: `${oidc.issuer}/token`,
          jwks_uri: `${oidc.issuer}/jwks`,
          ...issuer.discovery,
        });
      if (address.endsWith('/jwks')) return Response.json({ keys: [jwk] });
      if (address.endsWith('/token')) {
        const { status, json } = await issuer.grant(new URLSearchParams(String(init?.body ?? '')));
        return Response.json(json, { status });
      }
      return new Response('', { status: 404 });
    },
    get keySets() {
      return keySets;
    },
  };
  const keySets = openKeySets(oidc.issuer, issuer.fetcher);
  return issuer;
}
