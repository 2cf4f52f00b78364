import { blocksAt, isStopping } from '../../shared/domain/consent/block.ts';
import { effectiveAt, latestEffect } from '../../shared/domain/consent/events.ts';
import { readConsents } from '../../shared/records/consents.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';

/**
 * Whether data of a person have come under a full block for unlawful use since an instant (S4): then a link that was sent before
 * is good for nothing. One for inaccuracy leaves their owner's view alone.
 * @param since epoch ms; @param at epoch ms
 */
export async function checkedSince(
  person: string,
  since: number,
  at: number,
  deps: Pick<RecordDeps, 'records'>,
): Promise<boolean> {
  const { events } = await readConsents(deps, person);
  return blocksAt(events, latestEffect(events, at)).some(
    (block) => isStopping(block.data, 'unlawful') && effectiveAt(block) >= since,
  );
}
