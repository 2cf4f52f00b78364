import { plainCode } from '../domain/code-shape.ts';
import { refuse } from '../domain/result.ts';
import type { LedgerDeps } from './deps.ts';
import { keyFor, putNew, putNext, read, type Stored } from './kinds/kind.ts';
import { type ChallengeBody, type CodeSeed, challengeKind } from './kinds/short.ts';
import { countIn, isUsedUp, take, WRONG_TRIES } from './limits.ts';
import type { Key, Records, Write } from './port.ts';
import { CROCKFORD } from './references.ts';
import { macOf, type RandomBytes, type Secrets, sameText } from './secrets.ts';

/** A code holds ten minutes (G16). */
export const CODE_MS = 10 * 60_000;
/**
 * A long code that is shared holds longer, since its letter leaves only when the one before has less than a quarter of an
 * hour left: about once an hour, whoever asks and however often. It has 60 bits; each who asks has five tries as ever.
 */
export const SHARED_MS = 75 * 60_000;
const SHARED_LEFT_MS = 15 * 60_000;
/** Tries of a challenge; they survive resends (G16). */
export const MOST_TRIES = 5;
/** A challenge itself lives a day: its tries are not forgotten while a code could be asked for again. */
const CHALLENGE_MS = 24 * 3_600_000;
const LONG = 12;
const NONCE_BYTES = 16;

/** What a challenge is about. */
export interface ChallengeAbout {
  /** What the code proves, e.g. `claim-withdrawal`. A code of one purpose proves no other. */
  readonly purpose: string;
  /** Case reference or another id. */
  readonly about: string;
  /** Keyed hash of the address the code goes to, and what the rekey job would make of it. */
  readonly address: string;
  /** Id of the shared challenge whose code is the right one ({@link poseShared}). */
  readonly shared?: string;
  readonly moved?: string;
}

/** A challenge made or sent again: its id goes to the starting browser, its code into a letter, the write into the transaction. */
export interface Posed {
  readonly id: string;
  /** Which of the challenge's codes the letter carries. */
  readonly generation: number;
  readonly write: Write;
}

/** Six digits, or twelve Crockford characters, of as many random-looking bytes; unbiased. `bytes(k)` gives the k-th draw. */
function spellCode(long: boolean, bytes: (draw: number) => Buffer): string {
  if (long) return Array.from(bytes(0).subarray(0, LONG), (byte) => CROCKFORD.charAt(byte & 31)).join('');
  for (let draw = 0; ; draw += 1) {
    // 2^32 is no multiple of a million: the few values above the last full one are drawn again.
    const value = bytes(draw).readUInt32BE();
    if (value < 4_294_000_000) return String(value % 1_000_000).padStart(6, '0');
  }
}

/** The code of a challenge: the same each time it is asked for. Undefined when its key is not known any more. */
export function codeOf(secrets: Secrets, id: string, seed: CodeSeed): string | undefined {
  const subkey = secrets.byId('code', seed.keyId);
  if (subkey === undefined) return undefined;
  const parts = [id, String(seed.generation), seed.nonce];
  return spellCode(seed.long, (draw) => macOf(subkey.key, [...parts, String(draw)]));
}

/** The seed of a challenge's first code, or of its next one: the old code is void, the tries stay used (G16). */
export function newSeed(
  secrets: Secrets,
  long: boolean,
  random: RandomBytes,
  at: number,
  before?: Pick<CodeSeed, 'generation'>,
): CodeSeed {
  return {
    nonce: Buffer.from(random(NONCE_BYTES)).toString('base64url'),
    keyId: secrets.current('code').id,
    long,
    until: new Date(at + CODE_MS).toISOString(),
    generation: (before?.generation ?? 0) + 1,
  };
}

/** A challenge's id as {@link poseChallenge} draws it. */
const CHALLENGE_ID = /^[A-Za-z0-9_-]{24}$/;
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
  const body: ChallengeBody = { ...about, ...newSeed(secrets, long, random, at) };
  const expires = Math.ceil((at + CHALLENGE_MS) / 1000);
  return { id, generation: 1, write: putNew(challengeKind, id, body, { expires }) };
}

/** Sends a challenge's code anew: the old one is void, the tries stay used. `shared`: the code is another's now. */
export function poseAgain(
  secrets: Secrets,
  stored: Stored<ChallengeBody>,
  long: boolean,
  random: RandomBytes,
  at: number,
  shared?: string,
): Posed {
  const id = stored.item.pk.slice('CHALLENGE#'.length);
  const seed = newSeed(secrets, long, random, at, stored.body);
  const { expires } = stored.item;
  const standing = expires === undefined ? {} : { expires };
  return {
    id,
    generation: seed.generation,
    write: putNext(challengeKind, stored, { ...stored.body, ...seed, shared }, standing),
  };
}

/** What to write for a challenge, and the data of the letter that must leave for it: none while a shared code is good. */
export interface PosedLetter {
  readonly id: string;
  readonly writes: readonly Write[];
  readonly letter?: { readonly challenge: string; readonly generation: number; readonly shared?: true };
}

/**
 * A challenge for whom nobody has proven yet: with a code of its own while the address is within its number of them, else
 * with the shared one. Whose write is refused reads and poses anew.
 * @param before the challenge that is sent again: its id and tries stay
 */
export async function poseAsked(
  deps: LedgerDeps,
  within: boolean,
  about: ChallengeAbout,
  random: RandomBytes,
  at: number,
  before?: Stored<ChallengeBody>,
): Promise<PosedLetter> {
  if (!within) return poseShared(deps, about, random, at, before);
  const long = await needsLongCode(deps.records, about.address, at);
  const { id, generation, write } =
    before === undefined
      ? poseChallenge(deps.secrets, about, long, random, at)
      : poseAgain(deps.secrets, before, long, random, at);
  return { id, writes: [write], letter: { challenge: id, generation } };
}

/** Id of the code that all who ask for this purpose and address share. No browser can bring it: it is no challenge's id. */
const sharedId = ({ purpose, address }: Pick<ChallengeAbout, 'purpose' | 'address'>): string =>
  `${purpose}.${address}`;

/** The code that all who ask share: its standing writes, and the data of the letter that must leave for it, if one must. */
export interface SharedCode {
  /** Id under which it is made. */
  readonly id: string;
  readonly seed: CodeSeed;
  readonly writes: readonly Write[];
  readonly letter?: NonNullable<PosedLetter['letter']>;
}

/**
 * The long code shared by all who ask for the same purpose and address (G16): while the one that was sent is good, there is
 * no letter. `about` of the challenge is empty where nobody has the address.
 */
export async function shareCode(
  { records, secrets }: LedgerDeps,
  about: ChallengeAbout,
  random: RandomBytes,
  at: number,
): Promise<SharedCode> {
  const id = sharedId(about);
  const standing = await read(records, challengeKind, id, at);
  const { about: whose, used, until = '' } = standing?.body ?? {};
  // A code for nobody was sent to nobody: who has registered since gets a letter.
  const sent = (whose === '') === (about.about === '');
  if (standing && sent && used !== true && at < Date.parse(until) - SHARED_LEFT_MS)
    return { id, seed: standing.body, writes: [] };
  const seed = { ...newSeed(secrets, true, random, at, standing?.body), until: iso(at + SHARED_MS) };
  const body: ChallengeBody = { ...about, ...seed };
  const life = { expires: Math.ceil((at + CHALLENGE_MS) / 1000) };
  const write =
    standing === undefined
      ? putNew(challengeKind, id, body, life)
      : putNext(challengeKind, standing, body, life);
  const letter = { challenge: id, generation: seed.generation, shared: true } as const;
  return { id, seed, writes: [write], letter };
}

const iso = (at: number): string => new Date(at).toISOString();

/** The shared code of a purpose and address as it stands, to be checked; undefined where none was sent. */
export async function sharedCode(
  { records }: Pick<LedgerDeps, 'records'>,
  about: Pick<ChallengeAbout, 'purpose' | 'address'>,
  at: number,
): Promise<{ readonly id: string; readonly seed: CodeSeed; readonly use: Write } | undefined> {
  const id = sharedId(about);
  const stored = await read(records, challengeKind, id, at);
  if (stored === undefined) return undefined;
  const { expires } = stored.item;
  const standing = expires === undefined ? {} : { expires };
  return {
    id,
    seed: stored.body,
    use: putNext(challengeKind, stored, { ...stored.body, used: true }, standing),
  };
}

/**
 * A challenge whose right code is a long one shared by all who ask for the same purpose and address (G16): strangers can
 * neither lock the owner out nor fill the mailbox.
 */
async function poseShared(
  deps: LedgerDeps,
  about: ChallengeAbout,
  random: RandomBytes,
  at: number,
  before?: Stored<ChallengeBody>,
): Promise<PosedLetter> {
  const { secrets } = deps;
  const { id: shared, writes, letter } = await shareCode(deps, about, random, at);
  const { id, write: pointing } =
    before === undefined
      ? poseChallenge(secrets, { ...about, shared }, true, random, at)
      : poseAgain(secrets, before, true, random, at, shared);
  return { id, writes: [pointing, ...writes], ...(letter === undefined ? {} : { letter }) };
}

/** The code that a letter carries: undefined when another has been sent since, it was used, or it has run out at `at`. */
export async function codeToSend(
  deps: LedgerDeps,
  { challenge, generation }: { readonly challenge: string; readonly generation: number },
  at: number,
): Promise<string | undefined> {
  const stored = await read(deps.records, challengeKind, challenge, at);
  if (
    stored?.body.generation !== generation ||
    stored.body.used === true ||
    at >= Date.parse(stored.body.until)
  )
    return undefined;
  return codeOf(deps.secrets, challenge, stored.body);
}

/**
 * The code of a seed for a letter, while it can still be right (G16): it has not run out at `at` – a letter may leave late
 * –, and tries are left, which survive a resend. Undefined then, or when its key is gone. A first code has all its tries:
 * nothing is read.
 */
export async function codeWhileTries(
  { records, secrets }: LedgerDeps,
  id: string,
  seed: CodeSeed,
  at: number,
): Promise<string | undefined> {
  if (at >= Date.parse(seed.until)) return undefined;
  const used = seed.generation === 1 ? 0 : countIn(await records.get(triesKey(id), at));
  return used < MOST_TRIES ? codeOf(secrets, id, seed) : undefined;
}

/** A code that somebody wants to bring: its seed, the id under which its tries are counted, and whose address it went to. */
export interface HeldCode {
  readonly id: string;
  readonly seed: CodeSeed;
  readonly address: string;
  /** Nobody has the address: a try counts, and none is right (G7). */
  readonly hollow?: boolean;
  /** Under this id the code is made, where it is not the one under which tries count. */
  readonly made?: string;
  /** Until when its tries are remembered, epoch ms, where that is longer than a day. */
  readonly until?: number;
}

export type Checked =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'expired' | 'exhausted' };

/**
 * Checks a code against its seed, wherever that stands. Each try is counted before the code is looked at, below a ceiling
 * that no crowd can pass: never more than five, however many come at once (G16). Who finds it right must use it up in the
 * transaction of what it proves.
 */
export async function checkCode(
  deps: LedgerDeps,
  held: HeldCode,
  code: string,
  at: number,
): Promise<Checked> {
  const { records, secrets } = deps;
  const { id, seed } = held;
  if (seed.used === true || at >= Date.parse(seed.until)) return { kind: 'expired' };
  const expires = Math.ceil(Math.max(at + CHALLENGE_MS, held.until ?? 0) / 1000);
  const key = triesKey(id);
  const counted = await records.commit([{ op: 'count', key, by: 1, ceiling: MOST_TRIES, expires }]);
  if (!counted.ok) return { kind: 'exhausted' };
  const right = codeOf(secrets, held.made ?? id, seed);
  if (held.hollow !== true && right !== undefined && sameText(plainCode(code), right))
    return { kind: 'right' };
  await take(records, WRONG_TRIES, held.address, at);
  return { kind: 'wrong', left: Math.max(0, MOST_TRIES - countIn(await records.get(key, at))) };
}

/**
 * What a try brought. `right` carries the write that uses the code up: put it into the transaction of what was proven; and
 * the instant at which the code was asked for, epoch ms.
 */
export type Tried =
  | {
      readonly kind: 'right';
      readonly body: ChallengeBody;
      readonly use: Write;
      readonly askedAt: number;
    }
  | Exclude<Checked, { readonly kind: 'right' }>
  | { readonly kind: 'unknown' };

/** Tries a code of a challenge. `purpose` (and `about`, where the caller knows it) are what the caller wants proven. */
export async function tryCode(
  deps: LedgerDeps,
  id: string,
  wanted: Pick<ChallengeAbout, 'purpose'> & Partial<Pick<ChallengeAbout, 'about'>>,
  code: string,
  at: number,
): Promise<Tried> {
  const stored = CHALLENGE_ID.test(id) ? await read(deps.records, challengeKind, id, at) : undefined;
  const { body } = stored ?? {};
  if (stored === undefined || body === undefined) return { kind: 'unknown' };
  if (body.purpose !== wanted.purpose || body.about !== (wanted.about ?? body.about))
    return { kind: 'unknown' };
  const { address, about, shared: made } = body;
  const carrier = made === undefined ? stored : await read(deps.records, challengeKind, made, at);
  if (carrier === undefined) return { kind: 'expired' };
  const held = { id, seed: carrier.body, address, hollow: about === '', ...(made && { made }) };
  const checked = await checkCode(deps, held, code, at);
  if (checked.kind !== 'right') return checked;
  const { expires } = carrier.item;
  const standing = expires === undefined ? {} : { expires };
  const use = putNext(challengeKind, carrier, { ...carrier.body, used: true }, standing);
  const life = made === undefined ? CODE_MS : SHARED_MS;
  return { kind: 'right', body, use, askedAt: Date.parse(carrier.body.until) - life };
}

/** What is said about a code that proved nothing; `field`: where it was typed. */
export function refuseCode(tried: Exclude<Tried, { readonly kind: 'right' }>, field = 'code') {
  switch (tried.kind) {
    case 'wrong':
      return refuse('code-wrong', { field, data: { left: tried.left } });
    case 'exhausted':
      return refuse('code-exhausted', { field });
    case 'expired':
    case 'unknown':
      return refuse('code-expired', { field });
  }
}
