import type { OutboxItem } from '../../shared/outbox/event.ts';
import { RESERVE_MS } from '../../shared/records/work-due.ts';
import type { LetterDeps } from './deps.ts';
import { type Budget, workAll } from './sweep.ts';

/** A letter that was turned away is tried again within the same run if that is so soon. */
const SOON_MS = 20_000;

/**
 * Works on the letters that the reader of the outbox has noticed.
 * @returns whether all were done or put off; what failed, or was not begun in time, is to be brought again
 */
export async function workHandedOn(
  letters: readonly OutboxItem[],
  deps: LetterDeps,
  budget: Budget,
): Promise<boolean> {
  const first = await workAll<OutboxItem>(letters, deps, budget);
  return (await soon(first.again, deps, budget)) && first.failed.length === 0;
}

/** Those turned away a moment ago, once more; what is turned away again waits for the sweep. */
async function soon(
  again: readonly { readonly letter: OutboxItem; readonly at: number }[],
  deps: LetterDeps,
  budget: Budget,
): Promise<boolean> {
  const now = deps.now();
  const near = again.filter(({ at }) => at - now <= SOON_MS);
  if (near.length === 0) return true;
  const wait = Math.max(0, ...near.map(({ at }) => at - now));
  if (budget.remaining() < wait + 2 * RESERVE_MS) return true;
  await budget.sleep(wait);
  const letters = near.map(({ letter }) => letter);
  return (await workAll(letters, deps, budget)).failed.length === 0;
}
