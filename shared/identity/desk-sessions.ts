import * as z from 'zod/mini';
import { keyFor, putNext, type Stored, storedOf, toItem } from '../records/kinds/kind.ts';
import { type SessionBody, sessionKind } from '../records/kinds/short.ts';
import type { Item, Key, Records } from '../records/port.ts';
import { openJson, type Place, sealJson } from '../records/sealing.ts';
import { keyedHash, keyedHashes, type Secrets } from '../records/secrets.ts';

/** A desk session lives a working day, then the company's login is asked again. In ms. */
export const DESK_SESSION = 10 * 3_600_000;
/** A desk session that nobody used for this long is over (OWASP ASVS 5.0, 7.3.1). In ms. */
export const DESK_IDLE = 30 * 60_000;
/** The use of a session is noted no more often than this, so that pages cost no write each. In ms. */
const NOTED_EVERY = 5 * 60_000;

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
  readonly stored: Stored<SessionBody>;
  readonly session: DeskSession;
}

const lastUse = ({ since, seen = since }: SessionBody): number => seen;

/**
 * Notes that a session is in use at `now` (epoch ms), unless that was noted a short while ago. Where somebody else
 * changed it meanwhile – another tab, or signing out – nothing is written, and nothing is lost.
 */
export async function noteUse(
  records: Pick<Records, 'commit'>,
  { stored }: OpenSession,
  now: number,
): Promise<void> {
  const { body, item } = stored;
  if (now - lastUse(body) < NOTED_EVERY) return;
  const { expires } = item;
  const standing = expires === undefined ? {} : { expires };
  await records.commit([putNext(sessionKind, stored, { ...body, seen: now }, standing)]);
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
    const stored = storedOf(sessionKind, item);
    const { body } = stored;
    const { sub, role, since, until } = body;
    const known = deskRole.safeParse(role);
    if (!known.success || now >= until || now - lastUse(body) >= DESK_IDLE) return undefined;
    const session = { sub, role: known.data, since, until, ...nameIn(secrets, key, body) };
    return { key, stored, session };
  }
  return undefined;
}
