import { unendedBlocks } from './block.ts';
import type { BLOCK_NEWS, BlockKind, BlockScope } from './block-kinds.ts';
import type { ConsentEvent } from './events.ts';

/** What has become of a person's blocks of a kind. */
export interface BlockNews {
  readonly kind: BlockKind;
  readonly news: (typeof BLOCK_NEWS)[number];
  /** How far the data were blocked that are free now, or are blocked now. */
  readonly scope: BlockScope;
}

/** How far data are blocked for each kind as far as is recorded, whoever has alleged it. */
function standing(events: readonly ConsentEvent[], at: number): ReadonlyMap<BlockKind, BlockScope> {
  const blocks = unendedBlocks(events, at).map(({ data: { kind, scope } }) => [kind, scope] as const);
  // A full one last: it outweighs a precaution of the same kind.
  return new Map(blocks.toSorted(([, one]) => (one === 'full' ? 1 : -1)));
}

/**
 * What new events change for the person: not by case – a block that another case upholds, or that moves to the case which a
 * duplicate was joined to, is no news (S4).
 * @param at epoch ms
 */
export function blockNews(
  before: readonly ConsentEvent[],
  added: readonly ConsentEvent[],
  at: number,
): readonly BlockNews[] {
  const was = standing(before, at);
  const is = standing([...before, ...added], at);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((kind): readonly BlockNews[] => {
    const [old, now] = [was.get(kind), is.get(kind)];
    if (old === now) return [];
    if (now === undefined) return [{ kind, news: 'ended', scope: old ?? 'full' }];
    return [{ kind, news: old === 'precautionary' ? 'full' : 'begun', scope: now }];
  });
}
