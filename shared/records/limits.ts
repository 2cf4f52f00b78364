import type { LetterCause } from '../domain/letters/kinds.ts';
import { keyFor, storedOf } from './kinds/kind.ts';
import { counterKind } from './kinds/short.ts';
import { type Item, type Records, RecordsUnavailable, type Write } from './port.ts';
import { keyedHash, type Secrets } from './secrets.ts';

/** A limit: at most so many in a window that slides. */
export interface Limit {
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
  /**
   * When the store does not answer: statutory intake stays open (no request may be lost), the sending of mail stays
   * shut (security.md, bots).
   */
  readonly failing: 'open' | 'shut';
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * What a network sends, each counted by itself (T3): sixty sign-ins take no claim from whoever shares the network. Above
 * its number statutory intake is stored with its letters held, signing in goes on slowly, a registration is refused.
 */
export type NetworkAct = 'claims' | 'requests' | 'registrations' | 'sign-ins';
/** Submissions of one kind from one network in an hour (default 60). */
export const submissionsOf = (act: NetworkAct, most: number): Limit => ({
  name: act,
  most,
  windowMs: HOUR,
  failing: 'open',
});
/** Letters caused by an unproven person's acts, per address and day (default 3), whatever the act and the network. */
export const lettersOf = (most: number): Limit => ({ name: 'letters', most, windowMs: DAY, failing: 'shut' });
/** Of the day's letters one each is kept for these: claims in her name eat no registration letter, nor the other way round. */
const KEPT: readonly LetterCause[] = ['claims', 'registrations'];
/** Counts the letters of one cause: whether there was one is asked, none is refused. */
const causedBy = (cause: LetterCause): Limit => ({
  name: `letters-${cause}`,
  most: 1,
  windowMs: DAY,
  failing: 'shut',
});
/**
 * One letter more a calendar day and cause, for what has waited: the address is never without a way to be proven. `of` holds
 * the day, so that yesterday's is not carried over.
 */
const lateLetterOf = (cause: LetterCause): Limit => ({
  name: `letters-late-${cause}`,
  most: 1,
  windowMs: DAY,
  failing: 'shut',
});
/**
 * Codes that somebody asks for in a session of their own, or with the link of a case: so many a day (default 20), counted by
 * who asks and what for – the person or the case, never the address that gets them, which any stranger could use up.
 */
export const codesOf = (
  use: 'close-account' | 'change-address' | 'withdraw' | 'request' | 'prove' | 'recipient',
  most: number,
): Limit => ({
  name: `codes-${use}`,
  most,
  windowMs: DAY,
  failing: 'shut',
});
/**
 * Codes that go to an address because somebody unproven asked: so many a day are short and each has its letter. Above that
 * nobody is refused: a long code that all who ask share, about one letter an hour (`poseShared` in codes.ts, G16).
 */
export const codesTo = (use: 'sign-in' | 'withdraw' | 'prove', most: number): Limit => ({
  name: `codes-to-${use}`,
  most,
  windowMs: DAY,
  failing: 'shut',
});
/** Downloads of what was disclosed, by one link in a day. */
export const downloadsOf = (most: number): Limit => ({
  name: 'downloads',
  most,
  windowMs: DAY,
  failing: 'open',
});
/** Letters with link and code that one registration asks for again in a day: counted under its own id, not the address's. */
export const resendsOf = (most: number): Limit => ({
  name: 'resends',
  most,
  windowMs: DAY,
  failing: 'shut',
});
/** Letters of mailings in a day: what the mail service grants less what is kept for single letters. */
export const mailingsOf = (most: number): Limit => ({
  name: 'mailings',
  most,
  windowMs: DAY,
  failing: 'shut',
});
/** Wrong tries per address, decaying over a day: above it codes are 12 characters long (G16). Locks nobody out. */
export const WRONG_TRIES: Limit = { name: 'wrong-tries', most: 20, windowMs: DAY, failing: 'open' };

/** Keyed hash under which a network is counted; `network` as shared/http/network.ts spells it (/24 or /64). */
export const networkHash = (secrets: Secrets, network: string): string =>
  keyedHash(secrets, 'network', network);

/** What of the last window still counts, in whole events rounded up: the window slides instead of opening all at once. */
async function carried(records: Records, limit: Limit, of: string, at: number): Promise<number> {
  const window = Math.floor(at / limit.windowMs);
  const left = 1 - (at % limit.windowMs) / limit.windowMs;
  const before = await records.get(keyFor(counterKind, { name: limit.name, of, window: window - 1 }), at);
  return Math.ceil(countIn(before) * left);
}

/** Number of a counter; 0 before its first use. */
export const countIn = (counter: Item | undefined): number =>
  counter === undefined ? 0 : storedOf(counterKind, counter).body.n;

/**
 * Takes one – or `many` at once – of what a limit grants to `of` (a keyed hash). One read and one conditional count, so a
 * crowd at the same instant gets no more than the limit.
 * @param at epoch ms
 * @returns whether it was granted
 */
export async function take(
  records: Records,
  limit: Limit,
  of: string,
  at: number,
  many = 1,
): Promise<boolean> {
  try {
    const ceiling = limit.most - (await carried(records, limit, of, at));
    return ceiling >= many && (await records.commit([counting(limit, of, at, ceiling, many)])).ok;
  } catch (error) {
    if (error instanceof RecordsUnavailable) return limit.failing === 'open';
    throw error;
  }
}

/**
 * As {@link take}, to be written in one transaction with what it is taken for: who dies in between has counted nothing.
 * Undefined when it is used up. Throws `RecordsUnavailable`: a limit that could not be asked is not one that is used up.
 */
async function granted(records: Records, limit: Limit, of: string, at: number): Promise<Write | undefined> {
  const window = Math.floor(at / limit.windowMs);
  const [had, before] = await Promise.all([
    records.get(keyFor(counterKind, { name: limit.name, of, window }), at),
    carried(records, limit, of, at),
  ]);
  const ceiling = limit.most - before;
  return countIn(had) < ceiling ? counting(limit, of, at, ceiling) : undefined;
}

/** The write that counts `by` more in the present window, below a ceiling. */
function counting({ name, windowMs }: Limit, of: string, at: number, ceiling: number, by = 1): Write {
  const window = Math.floor(at / windowMs);
  const key = keyFor(counterKind, { name, of, window });
  return { op: 'count', key, by, ceiling, expires: Math.ceil(((window + 2) * windowMs) / 1000) };
}

/** Whether a limit is used up, without taking from it. */
export async function isUsedUp(records: Records, limit: Limit, of: string, at: number): Promise<boolean> {
  try {
    const window = Math.floor(at / limit.windowMs);
    const now = await records.get(keyFor(counterKind, { name: limit.name, of, window }), at);
    return countIn(now) + (await carried(records, limit, of, at)) >= limit.most;
  } catch (error) {
    if (error instanceof RecordsUnavailable) return limit.failing === 'shut';
    throw error;
  }
}

/** The day's letters to an address, as far as they are open to this cause: those kept for another are not. */
async function openTo(
  records: Records,
  cause: LetterCause,
  most: number,
  of: string,
  at: number,
): Promise<Limit> {
  // What law wants a person asked is never eaten by what strangers have caused: it has its own letters of the day (S3).
  if (cause === 'agreements') return { ...lettersOf(most), name: 'letters-of-agreements' };
  const others = KEPT.filter((other) => other !== cause);
  const had = await Promise.all(others.map((other) => isUsedUp(records, causedBy(other), of, at)));
  return lettersOf(Math.max(1, most - had.filter((one) => !one).length));
}

/**
 * The writes that take one of the day's letters to an address, to be committed with the attempt to send it; undefined
 * when they are used up. Throws `RecordsUnavailable` when the counters do not answer.
 * @param most of all causes together
 */
export async function grantLetter(
  records: Records,
  cause: LetterCause,
  most: number,
  of: string,
  at: number,
): Promise<readonly Write[] | undefined> {
  const one = await granted(records, await openTo(records, cause, most, of, at), of, at);
  return one && [one, counting(causedBy(cause), of, at, Number.MAX_SAFE_INTEGER)];
}

/** As {@link grantLetter}, for the one late letter of a calendar day (`date`). */
export async function grantLateLetter(
  records: Records,
  cause: LetterCause,
  of: string,
  date: string,
  at: number,
): Promise<readonly Write[] | undefined> {
  const one = await granted(records, lateLetterOf(cause), `${of}.${date}`, at);
  return one && [one];
}

/** Whether a letter of this cause would leave at once, without taking it. */
export const letterLeft = async (
  records: Records,
  cause: LetterCause,
  most: number,
  of: string,
  at: number,
): Promise<boolean> => !(await isUsedUp(records, await openTo(records, cause, most, of, at), of, at));
