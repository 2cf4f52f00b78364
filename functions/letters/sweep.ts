import { errorName } from '../../shared/log.ts';
import type { Key } from '../../shared/records/port.ts';
import { RESERVE_MS, workDue } from '../../shared/records/work-due.ts';
import { confirmLetter } from './confirm.ts';
import type { LetterDeps } from './deps.ts';
import { LETTERS_TODO } from './letter-file.ts';
import { releaseLetter } from './release.ts';
import { type Sent, sendLetter } from './send.ts';

/** How long this run may still begin new work, ms. */
export interface Budget {
  readonly remaining: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Letters sent at the same time by one worker; how many workers there are is said by the stacks (SES rate). */
const AT_ONCE = 4;

/** Hardly ever needed. */
const tellingCases = () => import('./tell-cases.ts');

/** Does what the record of a letter wants done now: send it, let it go, ask for its confirmation, or tell whom it stood for. */
async function workLetter(key: Key, why: string | undefined, deps: LetterDeps): Promise<Sent> {
  switch (why) {
    case 'confirm':
      await confirmLetter(key, deps);
      return { kind: 'nothing' };
    case 'release':
      await releaseLetter(key, deps);
      return { kind: 'nothing' };
    case 'tell':
      await (await tellingCases()).tellCases(key, deps);
      return { kind: 'nothing' };
    default:
      return sendLetter(key, deps);
  }
}

/**
 * Works through letters, a few at a time. One that fails does not stop the others; its key is returned. What is not
 * begun when the time is up is returned too.
 */
export async function workAll<T extends Key & { readonly why?: string | undefined }>(
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
      if (!hasTime(budget)) {
        failed.push(letter);
        continue;
      }
      try {
        const done = await workLetter(letter, letter.why, deps);
        if (done.kind === 'again') again.push({ letter, at: done.at });
      } catch (error) {
        reportFailed(error, deps);
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
  return workDue(
    deps.records,
    {
      ...{ group: LETTERS_TODO, sideBySide: AT_ONCE },
      work: async (entry) => {
        await workLetter(entry, entry.why, deps);
      },
      failed: (_, error) => reportFailed(error, deps),
      remaining: budget.remaining,
    },
    deps.now() - graceMs,
  );
}

const hasTime = ({ remaining }: Budget): boolean => remaining() >= RESERVE_MS;

const reportFailed = (error: unknown, { report }: LetterDeps): void =>
  report('letter-failed', { detail: errorName(error) });
