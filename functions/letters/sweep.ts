import { errorName } from '../../shared/http/log.ts';
import type { Entry, Key } from '../../shared/records/port.ts';
import { confirmLetter } from './confirm.ts';
import type { LetterDeps } from './deps.ts';
import { LETTER_ITEMS, LETTERS_TODO } from './letter-file.ts';
import { releaseLetter } from './release.ts';
import { type Sent, sendLetter } from './send.ts';

/** How long this run may still begin new work, ms. */
export interface Budget {
  readonly remaining: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Work that is begun must have this long to end: a call, and the write of its outcome. */
export const RESERVE_MS = 10_000;

/** Letters taken from the index at a time, and the most that is asked for at once. */
const PAGE = 50;
const MOST_LISTED = 1_000;

/** Where letters lie: beside cases, and the first one of a registration in the profile. */
const TABLES = ['cases', 'people'] as const;

/** Letters sent at the same time by one worker; how many workers there are is said by the stacks (SES rate). */
const AT_ONCE = 4;

/** Does what the record of a letter wants done now: send it, let it go, or ask for its confirmation. */
async function workLetter(key: Key, why: string | undefined, deps: LetterDeps): Promise<Sent> {
  if (why !== 'confirm' && why !== 'release') return sendLetter(key, deps);
  await (why === 'confirm' ? confirmLetter(key, deps) : releaseLetter(key, deps));
  return { kind: 'nothing' };
}

/**
 * Works through letters, a few at a time. One that fails does not stop the others; its key is returned. What is not
 * begun when the time is up is returned too.
 */
export async function workAll<T extends Key & { readonly why?: string }>(
  letters: readonly T[],
  deps: LetterDeps,
  budget: Budget,
): Promise<{
  readonly failed: readonly T[];
  readonly again: readonly { readonly letter: T; readonly at: number }[];
}> {
  const failed: T[] = [];
  const again: { letter: T; at: number }[] = [];
  const waiting = letters[Symbol.iterator]();
  const worker = async () => {
    for (const letter of waiting) {
      if (budget.remaining() < RESERVE_MS) {
        failed.push(letter);
        continue;
      }
      try {
        const done = await workLetter(letter, letter.why, deps);
        if (done.kind === 'again') again.push({ letter, at: done.at });
      } catch (error) {
        deps.report('letter-failed', { detail: errorName(error) });
        failed.push(letter);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, letters.length) }, worker));
  return { failed, again };
}

/**
 * Finds the letters whose instant has come and that nobody took up: lost messages, throttled ones, leases that ran out,
 * confirmations (G1). Goes on until nothing new is listed or the time is up.
 * @param graceMs leaves alone what became due only so long ago
 * @returns how many were looked at
 */
export async function sweepLetters(deps: LetterDeps, budget: Budget, graceMs = 0): Promise<number> {
  const seen = new Set<string>();
  while (budget.remaining() >= RESERVE_MS) {
    const upTo = new Date(deps.now() - graceMs).toISOString();
    // The index lags behind the table and goes on listing what was just done: ask for more than was seen.
    const limit = Math.min(MOST_LISTED, PAGE + seen.size);
    const listed = await Promise.all(
      TABLES.map((table) => deps.records.listTodo(LETTERS_TODO, { upTo, limit, table })),
    );
    const fresh = listed
      .flat()
      .filter(
        (entry: Entry) =>
          LETTER_ITEMS.includes(entry.kind) && !seen.has(`${entry.pk} ${entry.sk} ${entry.sort}`),
      );
    if (fresh.length === 0) break;
    for (const entry of fresh) seen.add(`${entry.pk} ${entry.sk} ${entry.sort}`);
    await workAll(fresh, deps, budget);
  }
  return seen.size;
}

/** Polls where the records have no stream (L2): a sweep every few seconds until the run's time is over. */
export async function pollLetters(
  deps: LetterDeps,
  budget: Budget,
  rhythm: { readonly everySeconds: number; readonly forSeconds: number },
): Promise<void> {
  const end = deps.now() + rhythm.forSeconds * 1_000;
  while (budget.remaining() >= RESERVE_MS) {
    await sweepLetters(deps, budget);
    if (deps.now() + rhythm.everySeconds * 1_000 >= end) return;
    await budget.sleep(rhythm.everySeconds * 1_000);
  }
}
