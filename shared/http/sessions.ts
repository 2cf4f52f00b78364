import * as z from 'zod/mini';
import { keyFor, storedOf, toItem } from '../records/kinds/kind.ts';
import { type SessionBody, sessionKind } from '../records/kinds/short.ts';
import type { Item, Key, Records } from '../records/port.ts';
import { openJson, type Place, sealJson } from '../records/sealing.ts';
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

const place = (key: Key): Place => ({ key, field: 'sealed' });

/**
 * The item of a new session. The table holds only a keyed hash of the token – who reads it cannot sign in – and the name
 * sealed.
 */
export function deskSessionItem(secrets: Secrets, token: string, session: DeskSession): Item {
  const { name, ...rest } = session;
  const hash = keyedHash(secrets, 'session', token);
  const { id, key } = secrets.current('session');
  const sealed =
    name === undefined
      ? {}
      : {
          keyId: id,
          sealed: new Uint8Array(sealJson({ bytes: key }, place(keyFor(sessionKind, hash)), name)),
        };
  return toItem(sessionKind, hash, { ...rest, ...sealed }, { expires: Math.ceil(session.until / 1000) });
}

/** The name of a session; absent where the login gave none, or its key is gone. */
function nameIn(secrets: Secrets, key: Key, { keyId, sealed }: SessionBody): { readonly name?: string } {
  const subkey = keyId === undefined ? undefined : secrets.byId('session', keyId);
  return sealed === undefined || subkey === undefined
    ? {}
    : { name: openJson({ bytes: subkey.key }, place(key), sealed, String) };
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
    const { body } = storedOf(sessionKind, item);
    const { sub, role, since, until } = body;
    const known = deskRole.safeParse(role);
    if (!known.success || now >= until) return undefined;
    const session = { sub, role: known.data, since, until, ...nameIn(secrets, key, body) };
    return { key, v: item.v, session };
  }
  return undefined;
}
