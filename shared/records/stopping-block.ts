import { blocksAt, isStopping, type StoppedBy } from '../domain/consent/block.ts';
import type { BlockKind } from '../domain/consent/block-kinds.ts';
import { latestEffect } from '../domain/consent/events.ts';
import { readConsents } from './consents.ts';
import type { Records } from './port.ts';

/**
 * Why a person's data may not be used for what such blocks stop; undefined where they may (S4). Strongly consistent; whatever
 * is recorded counts, also from a function whose clock is ahead.
 * @param at epoch ms
 */
export async function blockStopping(
  records: Records,
  person: string,
  by: StoppedBy,
  at: number,
): Promise<BlockKind | undefined> {
  const { events } = await readConsents({ records }, person);
  return blocksAt(events, latestEffect(events, at)).find(({ data }) => isStopping(data, by))?.data.kind;
}
