import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import type { Issuer, KeySets } from './issuer.ts';

/** The issuer could not be asked; nothing is known about the token. Answered 503. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** How long a fetched document counts, and how soon an unknown key may cause another fetch. In ms. */
const FRESH = 10 * 60_000;
const COOL_DOWN = 30_000;
/** Longest wait for the issuer, in ms. */
const PATIENCE = 3_000;

interface Kept {
  readonly issuer: Issuer;
  readonly keys: JWTVerifyGetKey;
  readonly at: number;
}

/** Throws {@link IssuerUnavailable} from its methods when the issuer does not answer, or not as itself. */
export function openKeySets(issuer: string, fetcher: typeof fetch): KeySets {
  let kept: Kept | undefined;

  async function load(at: number): Promise<Kept> {
    const found = (await getJson(fetcher, `${issuer}/.well-known/openid-configuration`)) as Partial<Issuer>;
    const { authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint: end } = found;
    if (
      found.issuer !== issuer ||
      !isText(authorization_endpoint) ||
      !isText(token_endpoint) ||
      !isText(jwks_uri)
    )
      throw new IssuerUnavailable('the discovery document is not that of the issuer');
    const set = (await getJson(fetcher, jwks_uri)) as JSONWebKeySet;
    const { publicKeys } = await import('./staff-auth.ts');
    const keys = publicKeys(set);
    const known = { issuer, authorization_endpoint, token_endpoint, jwks_uri };
    return { issuer: isAddress(end) ? { ...known, end_session_endpoint: end } : known, keys, at };
  }

  async function fresh(at: number, again = false): Promise<Kept> {
    const age = kept === undefined ? Number.POSITIVE_INFINITY : Math.abs(at - kept.at);
    if (kept === undefined || age > FRESH || (again && age > COOL_DOWN)) kept = await load(at);
    return kept;
  }

  return {
    issuer: async (at) => (await fresh(at)).issuer,
    keys: async (at, again) => (await fresh(at, again)).keys,
  };
}

const isAddress = (value: unknown): value is string =>
  isText(value) && /^https?:$/.test(URL.parse(value)?.protocol ?? '');

const isText = (value: unknown): value is string => typeof value === 'string';

async function getJson(fetcher: typeof fetch, address: string): Promise<object> {
  try {
    const answer = await fetcher(address, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    const json: unknown = answer.ok ? await answer.json() : undefined;
    if (typeof json === 'object' && json !== null) return json;
  } catch {
    // Told below: what the network says may hold addresses.
  }
  throw new IssuerUnavailable('the issuer does not answer');
}
