import type { Change } from '../cases/change.ts';
import { askingOthers } from './asking-others.ts';
import type { Ask, AskedTo, Holder } from './asks.ts';
import { blocksWanted } from './blocks.ts';
import type { Asked } from './changing.ts';
import { partFacts } from './parts.ts';
import type { RequestBody } from './standing.ts';

/** What says whether they are to block now: who has corrected the data need not any more. */
const OF_BLOCKS: readonly AskedTo[] = ['block', 'unblock', 'correct'];

/** What each of the asked was told last of blocks. */
const lastTold = (asks: readonly Ask[]): ReadonlyMap<string, Ask> =>
  new Map(asks.filter(({ to }) => OF_BLOCKS.includes(to)).map((one) => [one.other, one]));

/**
 * A change of a case with who else holds the data asked to block them, or told that they need not any more (21(1), S4): it
 * compares what the case wants with what they were told last. A precaution is not passed on: nobody knows yet who asks. What was
 * destroyed is not set free.
 */
export function askingBlocks(made: Change, holders: readonly Holder[], asking: Asked['asking']): Change {
  if (made.body.kind !== 'request') return made;
  const body = made.body as RequestBody;
  const { parts, asks = [], erasure } = body.own;
  const part = parts.find((one) => partFacts(one.part).blocks !== undefined)?.part;
  if (part === undefined) return made;
  const isBlocked = blocksWanted(body).some(({ scope }) => scope === 'full');
  const last = lastTold(asks);
  const told = [...last.values()].filter(({ to }) => to === 'block');
  if (isBlocked) {
    // Somebody to whom a transfer was recorded since then is told as the others were.
    const untold = told.length === 0 ? holders : holders.filter(({ other }) => !last.has(other));
    return askingOthers({ asking }, made, { part, to: 'block', holders: untold });
  }
  if (told.length === 0 || erasure?.state === 'destroyed') return made;
  const free = told.map(({ other, kind, fields }): Holder => ({ other, kind, fields }));
  return askingOthers({ asking }, made, { part, to: 'unblock', holders: free });
}
