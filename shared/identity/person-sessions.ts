import type { Staleness } from '../records/documents.ts';
import { keyFor, putNew, putNext, read, type Stored, storedOf } from '../records/kinds/kind.ts';
import {
  type PersonSessionBody as Body,
  personSessionKind,
  type SessionOrigin,
  sessionExpiry,
  sessionOrigin,
} from '../records/kinds/people.ts';
import { isPersonId } from '../records/person-ids.ts';
import type { Key, Records, Write } from '../records/port.ts';
import { openJson, type Place, sealJson } from '../records/sealing.ts';
import { hashMatches, keyedHash, macOf, type RandomBytes, type Secrets } from '../records/secrets.ts';

/** A session ends so long after its sign-in, whatever happens; what matters asks for a fresh code anyway. In ms. */
export const PERSON_SESSION = 14 * 86_400_000;

const SID = /^[\w-]{16}$/;
const TOKEN = /^(P-[0-9A-Z]{20})\.([\w-]{16})\.([\w-]{43})$/;

const DAY = 86_400_000;
/** The use of a session is noted no more often than this, ms: its term is counted in days. */
const NOTED_EVERY = DAY;

const isLive = ({ until, ended }: Body, at: number): boolean => ended === undefined && at < until;

/** A session as its owner sees it. Epoch ms. */
export interface PersonSession {
  readonly sid: string;
  readonly since: number;
  /** Its end: when it ends by itself, or was ended. */
  readonly until: number;
  /** When its technical data go (T1). */
  readonly keptUntil: number;
  /** Absent when the key it was sealed with is gone. */
  readonly origin?: SessionOrigin;
}

/** Who is signed in, and the item under which the session stands. */
export interface SignedIn {
  readonly person: string;
  readonly sid: string;
  readonly stored: Stored<Body>;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const place = (key: Key): Place => ({ key, field: 'sealed' });

/** Who signs in, and from where. */
export interface NewSession {
  readonly person: string;
  readonly from: SessionOrigin;
  /** Days that technical data are kept, by the settings (T1). */
  readonly technicalDays: number;
  /** Idempotency key of the request, if it has one: with it the token can be made again (G3). */
  readonly asked?: string | undefined;
}

/**
 * A new session: its token for the cookie, and the write. The table holds a keyed hash of the secret only – who reads it
 * cannot sign in.
 */
export function startSession(
  secrets: Secrets,
  { person, from, technicalDays, asked }: NewSession,
  random: RandomBytes,
  at: number,
): { readonly token: string; readonly sid: string; readonly write: Write } {
  const sid = text(random(12));
  const { id: keyId, key } = secrets.current('session');
  const secret = asked === undefined ? text(random(32)) : secretFor(key, person, sid, asked);
  const until = at + PERSON_SESSION;
  const body = {
    hash: keyedHash(secrets, 'session', person, sid, secret),
    since: at,
    until,
    technicalDays,
    sealed: new Uint8Array(sealJson({ bytes: key }, place(keyFor(personSessionKind, { person, sid })), from)),
    keyId,
  };
  const write = putNew(personSessionKind, { person, sid }, body, { expires: sessionExpiry(body) });
  return { token: `${person}.${sid}.${secret}`, sid, write };
}

/** A secret that only who sent the key knows again, and we with our own: the table has neither. */
const secretFor = (key: Uint8Array, person: string, sid: string, asked: string): string =>
  text(macOf(key, ['asked', person, sid, asked]));

/**
 * The token of a session that was begun by a request with this idempotency key (G3), while it lives and was begun no
 * longer than `within` ms ago; undefined otherwise.
 */
export async function tokenAgain(
  { records, secrets }: { readonly records: Pick<Records, 'get'>; readonly secrets: Secrets },
  { person, sid, asked }: { readonly person: string; readonly sid: string; readonly asked: string },
  within: number,
  at: number,
): Promise<string | undefined> {
  if (!isPersonId(person) || !SID.test(sid)) return undefined;
  const item = await records.get(keyFor(personSessionKind, { person, sid }), at);
  const body = item && storedOf(personSessionKind, item).body;
  const subkey = body && secrets.byId('session', body.keyId);
  if (body === undefined || subkey === undefined || !isLive(body, at) || at - body.since > within)
    return undefined;
  const secret = secretFor(subkey.key, person, sid, asked);
  return hashMatches(secrets, 'session', body.hash, person, sid, secret)
    ? `${person}.${sid}.${secret}`
    : undefined;
}

/** The live session of a token at `at` (epoch ms), or undefined. One read, whatever the token. */
export async function readSession(
  records: Pick<Records, 'get'>,
  secrets: Secrets,
  token: string | undefined,
  at: number,
): Promise<SignedIn | undefined> {
  const [, person, sid, secret] = TOKEN.exec(token ?? '') ?? [];
  if (person === undefined || sid === undefined || secret === undefined || !isPersonId(person))
    return undefined;
  const key = keyFor(personSessionKind, { person, sid });
  const item = await records.get(key, at);
  if (item === undefined) return undefined;
  const stored = storedOf(personSessionKind, item);
  const { body } = stored;
  if (!isLive(body, at) || !hashMatches(secrets, 'session', body.hash, person, sid, secret)) return undefined;
  return { person, sid, stored };
}

/**
 * Notes that a session is in use at `at` (epoch ms), once a day: the term of its technical data begins anew (T1). Where
 * somebody else changed it meanwhile – it was ended – nothing is written, and nothing is lost.
 */
export async function noteUse(
  records: Pick<Records, 'commit'>,
  { stored }: SignedIn,
  at: number,
): Promise<void> {
  const { body } = stored;
  if (at - (body.seen ?? body.since) < NOTED_EVERY) return;
  const seen = { ...body, seen: at };
  await records.commit([putNext(personSessionKind, stored, seen, { expires: sessionExpiry(seen) })]);
}

/** Sessions of a person, newest first: those that live, and those that have ended while their technical data stay (T1). */
export async function allSessionsOf(
  records: Records,
  secrets: Secrets,
  person: string,
  at: number,
): Promise<{ readonly live: readonly PersonSession[]; readonly earlier: readonly PersonSession[] }> {
  const all = (await storedSessions(records, person))
    // What has had its term may lie there a little longer (T1).
    .filter(({ item }) => at < (item.expires ?? 0) * 1000)
    .toSorted((a, b) => b.body.since - a.body.since);
  const shown = ({ item, body }: Stored<Body>): PersonSession => {
    const { since, until, ended, sealed, keyId } = body;
    const subkey = secrets.byId('session', keyId);
    const from =
      subkey && openJson({ bytes: subkey.key }, place(item), sealed, (value) => sessionOrigin.parse(value));
    return {
      ...{ sid: item.sk.slice('SESSION#'.length), since, until: ended ?? until },
      ...{ keptUntil: sessionExpiry(body) * 1000, ...(from && { origin: from }) },
    };
  };
  return {
    live: all.filter(({ body }) => isLive(body, at)).map(shown),
    earlier: all.filter(({ body }) => !isLive(body, at)).map(shown),
  };
}

async function storedSessions(
  records: Pick<Records, 'query'>,
  person: string,
  { stale = false }: Staleness = {},
): Promise<readonly Stored<Body>[]> {
  const { pk } = keyFor(personSessionKind, { person, sid: '' });
  const { items } = await records.query('short', pk, { prefix: 'SESSION#', stale });
  return items.map((item) => storedOf(personSessionKind, item));
}

/** How many sessions of a person live; a moment old, for who only looks. */
export const liveSessions = async (
  records: Pick<Records, 'query'>,
  person: string,
  at: number,
): Promise<number> =>
  (await storedSessions(records, person, { stale: true })).filter(({ body }) => isLive(body, at)).length;

/** The writes that end sessions: one, or all of a person but one. Their technical data stay for their term (T1). */
export async function endSessions(
  records: Pick<Records, 'query' | 'get'> & Records,
  person: string,
  which: { readonly sid: string } | { readonly but: string | undefined },
  at: number,
): Promise<readonly Write[]> {
  const ending = (stored: Stored<Body>): readonly Write[] => {
    if (!isLive(stored.body, at)) return [];
    const ended = { ...stored.body, ended: at };
    return [putNext(personSessionKind, stored, ended, { expires: sessionExpiry(ended) })];
  };
  if ('sid' in which) {
    if (!SID.test(which.sid)) return [];
    const stored = await read(records, personSessionKind, { person, sid: which.sid }, at);
    return stored === undefined ? [] : ending(stored);
  }
  const all = await storedSessions(records, person);
  return all.filter(({ item }) => item.sk !== `SESSION#${which.but ?? ''}`).flatMap(ending);
}
