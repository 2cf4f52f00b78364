import { keyFor, putNew, putNext, read, type Stored } from './kinds/kind.ts';
import { type ChallengeBody, challengeKind } from './kinds/short.ts';
import { countIn, isUsedUp, take, WRONG_TRIES } from './limits.ts';
import type { Key, Records, Write } from './port.ts';
import { CROCKFORD } from './references.ts';
import { hashMatches, keyedHash, type RandomBytes, type Secrets } from './secrets.ts';

/** A code holds ten minutes (G16). */
export const CODE_MS = 10 * 60_000;
/** Tries of a challenge; they survive resends (G16). */
export const MOST_TRIES = 5;
/** A challenge itself lives a day: its tries are not forgotten while a code could be asked for again. */
const CHALLENGE_MS = 24 * 3_600_000;
const LONG = 12;

/** What a challenge is about. */
export interface ChallengeAbout {
  /** What the code proves, e.g. `claim-withdrawal`. A code of one purpose proves no other. */
  readonly purpose: string;
  /** Case reference or another id. */
  readonly about: string;
  /** Keyed hash of the address the code goes to. */
  readonly address: string;
}

/** A challenge made or sent again: its id goes to the starting browser, the code into the letter, the write into the transaction. */
export interface Posed {
  readonly id: string;
  readonly code: string;
  readonly write: Write;
}

const parts = (id: string, generation: number, code: string): readonly string[] => [
  id,
  String(generation),
  code,
];

/** Six digits, or twelve Crockford characters; unbiased. */
function drawCode(long: boolean, random: RandomBytes): string {
  if (long) return Array.from(random(LONG), (byte) => CROCKFORD.charAt(byte & 31)).join('');
  for (;;) {
    // 2^32 is no multiple of a million: the few values above the last full one are drawn again.
    const value = Buffer.from(random(4)).readUInt32BE();
    if (value < 4_294_000_000) return String(value % 1_000_000).padStart(6, '0');
  }
}

const triesKey = (id: string): Key => ({ ...keyFor(challengeKind, id), sk: 'TRIES' });

/** Whether codes for this address must be long now: it had twenty wrong tries in a day (G16). */
export const needsLongCode = (records: Records, address: string, at: number): Promise<boolean> =>
  isUsedUp(records, WRONG_TRIES, address, at);

/**
 * A new challenge. `random` gives its id too (18 bytes): only its holder may try a code.
 * @param at epoch ms
 */
export function poseChallenge(
  secrets: Secrets,
  about: ChallengeAbout,
  long: boolean,
  random: RandomBytes,
  at: number,
): Posed {
  const id = Buffer.from(random(18)).toString('base64url');
  const code = drawCode(long, random);
  const body: ChallengeBody = {
    ...about,
    long,
    code: keyedHash(secrets, 'code', ...parts(id, 1, code)),
    until: new Date(at + CODE_MS).toISOString(),
    generation: 1,
  };
  return {
    id,
    code,
    write: putNew(challengeKind, id, body, { expires: Math.ceil((at + CHALLENGE_MS) / 1000) }),
  };
}

/** Sends a challenge's code anew: the old one is void, the tries stay used. */
export function poseAgain(
  secrets: Secrets,
  stored: Stored<ChallengeBody>,
  long: boolean,
  random: RandomBytes,
  at: number,
): Posed {
  const id = stored.item.pk.slice('CHALLENGE#'.length);
  const code = drawCode(long, random);
  const generation = stored.body.generation + 1;
  const body: ChallengeBody = {
    ...stored.body,
    long,
    generation,
    code: keyedHash(secrets, 'code', ...parts(id, generation, code)),
    until: new Date(at + CODE_MS).toISOString(),
  };
  const { expires } = stored.item;
  return { id, code, write: putNext(challengeKind, stored, body, expires === undefined ? {} : { expires }) };
}

/** A code as people type it: any case, spaces, I and L for 1, O for 0. */
const spell = (code: string): string =>
  code.replace(/[\s-]/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0');

/** What a try brought. `right` carries the write that uses the code up: put it into the transaction of what was proven. */
export type Tried =
  | { readonly kind: 'right'; readonly body: ChallengeBody; readonly use: Write }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'expired' | 'exhausted' | 'unknown' };

/**
 * Tries a code. Each try is counted before the code is looked at, below a ceiling that no crowd can pass: never more
 * than five per challenge, however many come at once. `purpose` and `about` are what the caller wants proven.
 */
export async function tryCode(
  deps: { readonly records: Records; readonly secrets: Secrets },
  id: string,
  wanted: Pick<ChallengeAbout, 'purpose' | 'about'>,
  code: string,
  at: number,
): Promise<Tried> {
  const { records, secrets } = deps;
  const stored = /^[A-Za-z0-9_-]{24}$/.test(id) ? await read(records, challengeKind, id, at) : undefined;
  if (stored === undefined || stored.body.purpose !== wanted.purpose || stored.body.about !== wanted.about) {
    return { kind: 'unknown' };
  }
  const { body, item } = stored;
  if (body.used === true || at >= Date.parse(body.until)) return { kind: 'expired' };
  const expires = item.expires ?? Math.ceil((at + CHALLENGE_MS) / 1000);
  const counted = await records.commit([
    { op: 'count', key: triesKey(id), by: 1, ceiling: MOST_TRIES, expires },
  ]);
  if (!counted.ok) return { kind: 'exhausted' };
  const typed = spell(code);
  if (hashMatches(secrets, 'code', body.code, ...parts(id, body.generation, typed))) {
    return { kind: 'right', body, use: putNext(challengeKind, stored, { ...body, used: true }, { expires }) };
  }
  await take(records, WRONG_TRIES, body.address, at);
  const tries = await records.get(triesKey(id), at);
  return { kind: 'wrong', left: Math.max(0, MOST_TRIES - countIn(tries)) };
}
