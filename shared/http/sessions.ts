import * as z from 'zod/mini';
import { keyFor, storedOf, toItem } from '../records/kinds/kind.ts';
import { sessionKind } from '../records/kinds/short.ts';
import type { Item, Key, Records } from '../records/port.ts';
import { keyedHash, keyedHashes, type Secrets } from '../records/secrets.ts';

/** Cookie of the desk session. */
export const DESK_COOKIE = '__Host-desk';
/** A desk session lives a working day, then the company's login is asked again. In ms. */
export const DESK_SESSION = 10 * 3_600_000;

/** Who is signed in to the desk: OIDC subject, role, and the name the login gave; from `since` to `until`, epoch ms. */
export interface DeskSession {
  readonly sub: string;
  readonly role: 'agent' | 'officer' | 'auditor';
  readonly name?: string;
  readonly since: number;
  readonly until: number;
}

const deskRole = z.enum(['agent', 'officer', 'auditor']);

/** A token as we make them: 256 random bits in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** The item of a new session. The table holds only a keyed hash of the token: who reads it cannot sign in. */
export function deskSessionItem(secrets: Secrets, token: string, session: DeskSession): Item {
  const expires = Math.ceil(session.until / 1000);
  return toItem(sessionKind, keyedHash(secrets, 'session', token), session, { expires });
}

/** A live session with the item under which it stands. */
export interface OpenSession {
  readonly key: Key;
  readonly v: number;
  readonly session: DeskSession;
}

/** The live session of a cookie's token at `now` (epoch ms), or undefined. Sessions outlive a rotation of the key. */
export async function readDeskSession(
  records: Pick<Records, 'get'>,
  secrets: Secrets,
  token: string | undefined,
  now: number,
): Promise<OpenSession | undefined> {
  if (token === undefined || !TOKEN.test(token)) return undefined;
  for (const hash of keyedHashes(secrets, 'session', token)) {
    const key = keyFor(sessionKind, hash);
    const item = await records.get(key, now);
    if (item === undefined) continue;
    const { sub, role, name, since, until } = storedOf(sessionKind, item).body;
    const known = deskRole.safeParse(role);
    if (!known.success || now >= until) return undefined;
    const session = { sub, role: known.data, since, until, ...(name === undefined ? {} : { name }) };
    return { key, v: item.v, session };
  }
  return undefined;
}
