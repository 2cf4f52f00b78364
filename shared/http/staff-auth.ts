import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import type { Role } from '../api/spec.ts';
import { addressFault } from '../domain/email.ts';
import { hasVisible, textFault } from '../domain/text.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { KeySets } from './issuer.ts';

type Oidc = RuntimeSettings['staff']['oidc'];

/** Signatures that are taken: asymmetric ones only, so no key of the public set can be used as a shared secret. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
/** Clocks of issuer and program may differ by this many seconds. */
const TOLERANCE = 60;

/** Who a token names: OIDC subject, our role, and name and e-mail as the issuer gives them (never logged). */
export interface Identity {
  readonly sub: string;
  readonly role: Role;
  readonly name?: string;
  readonly email?: string;
}

/** An issuer's published keys. Symmetric ones have no place in a public set: an attacker's HS256 must find none. */
export const publicKeys = (set: JSONWebKeySet): JWTVerifyGetKey =>
  createLocalJWKSet({ keys: set.keys.filter((key) => key.kty !== 'oct') });

/** A verified token without one of our roles is somebody we know, but who may do nothing here: 403 instead of 401. */
export type Verified =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly why: 'bad-token' | 'no-role' };

/** Most powerful first: who has several roles acts with the first. */
const ROLES = ['officer', 'agent', 'auditor', 'program'] as const satisfies readonly Role[];

/**
 * Verifies a Bearer token of staff or of a program (ASVS 9.1, 9.2): signature by the issuer's published key, `alg` from
 * the list, `iss`, `aud`, `exp` and `nbf` at the time of the request, that it is no id token, and a role of ours. `at` in epoch ms. Throws IssuerUnavailable.
 */
export async function verifyBearer(token: string, oidc: Oidc, keys: KeySets, at: number): Promise<Verified> {
  const audience = [oidc.audience, ...(oidc.programAudience === undefined ? [] : [oidc.programAudience])];
  const payload = await verify(token, { issuer: oidc.issuer, audience }, keys, at);
  if (payload === undefined) return { ok: false, why: 'bad-token' };
  if (isIdToken(payload)) return { ok: false, why: 'bad-token' };
  const verified = identify(payload, oidc);
  if (!verified.ok) return verified;
  // Programs and staff have audiences of their own where the settings give two.
  const wanted = verified.identity.role === 'program' ? oidc.programAudience : oidc.audience;
  return wanted !== undefined && [payload.aud].flat().includes(wanted)
    ? verified
    : { ok: false, why: 'bad-token' };
}

/**
 * Whether a token tells a client who signed in instead of letting its bearer in. Where client and API have one name at
 * the issuer their audiences are alike; but only an id token carries the nonce of its login or hashes of what came with it.
 */
function isIdToken(payload: JWTPayload): boolean {
  const use = payload['token_use'];
  return (
    (use !== undefined && use !== 'access') ||
    ['nonce', 'at_hash', 'c_hash'].some((claim) => payload[claim] !== undefined)
  );
}

/** Verifies the id token of a login: as above, for our client and with the nonce of this login. */
export async function verifyIdToken(
  token: string,
  oidc: Oidc,
  keys: KeySets,
  at: number,
  nonce: string,
): Promise<Verified> {
  const payload = await verify(token, { issuer: oidc.issuer, audience: oidc.clientId }, keys, at);
  const use = payload?.['token_use'];
  if (payload === undefined || payload['nonce'] !== nonce || (use !== undefined && use !== 'id'))
    return { ok: false, why: 'bad-token' };
  const verified = identify(payload, oidc);
  return verified.ok && verified.identity.role === 'program' ? { ok: false, why: 'no-role' } : verified;
}

async function verify(
  token: string,
  wanted: Pick<JWTVerifyOptions, 'issuer' | 'audience'>,
  keys: KeySets,
  at: number,
): Promise<JWTPayload | undefined> {
  const options: JWTVerifyOptions = {
    ...wanted,
    algorithms: ALGORITHMS,
    clockTolerance: TOLERANCE,
    currentDate: new Date(at),
    requiredClaims: ['exp', 'sub'],
  };
  if (token.length > 8_192) return undefined;
  try {
    return (await jwtVerify(token, await keys.keys(at), options)).payload;
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return await verifyAgain(token, keys, at, options);
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** The issuer may have a new key since we last looked. */
async function verifyAgain(
  token: string,
  keys: KeySets,
  at: number,
  options: JWTVerifyOptions,
): Promise<JWTPayload | undefined> {
  try {
    return (await jwtVerify(token, await keys.keys(at, true), options)).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** A name that pages and events of the file may show: the issuer's users may have typed it themselves. */
const isName = (name: unknown): name is string =>
  typeof name === 'string' && hasVisible(name) && textFault(name) === undefined;

function identify(payload: JWTPayload, oidc: Oidc): Verified {
  const claim = payload[oidc.rolesClaim];
  const values = typeof claim === 'string' ? [claim] : Array.isArray(claim) ? claim : [];
  const role = ROLES.find((each) => oidc.roles[each].some((name) => values.includes(name)));
  const sub = payload.sub;
  // The subject becomes part of ledger events: an id, not a text.
  if (sub === undefined || !/^[\x21-\x7e]{1,200}$/.test(sub)) return { ok: false, why: 'bad-token' };
  if (role === undefined) return { ok: false, why: 'no-role' };
  const { name, email } = payload;
  return {
    ok: true,
    identity: {
      sub,
      role,
      ...(isName(name) ? { name: name.slice(0, 200) } : {}),
      ...(typeof email === 'string' && addressFault(email) === undefined ? { email } : {}),
    },
  };
}
