import { type Block, blocksAt, mayBlockUnproven, unendedBlocks } from './block.ts';
import type { BlockKind } from './block-kinds.ts';
import { type BlockEvent, type ConsentEvent, latestEffect } from './events.ts';

/** What a case wants of a person's blocks, after a change of it. */
export interface BlockWish {
  /** Reference of the case. */
  readonly reference: string;
  /** Blocks that are to stand for it, at most one of a kind; none to end them. */
  readonly wanted: readonly Block[];
  /** Receipt of the request: an instant or a local date. */
  readonly since: string;
  /** First instant at which a precautionary block no longer stands, ISO. */
  readonly until: string;
  /** The case begins with this change: only then a precautionary block may. */
  readonly isNew: boolean;
  /** Event of the case that changed it, and who did. */
  readonly why: string;
  readonly by: string;
}

/** An event of a block that is to be recorded; its number is given by the chain. */
export type NewBlockEvent = { [E in BlockEvent as E['type']]: Omit<E, 'n'> }[BlockEvent['type']];

/** Name of the block of a kind that a case has on a person. */
const nameOf = (reference: string, kind: BlockKind): string => `${reference}.${kind}`;

/**
 * The events that bring a person's blocks to what a case wants of them (S4). Who proves nothing blocks only where nobody
 * else unproven does, and where it is quiet; whose account was closed has nothing left to block.
 * @param at epoch ms
 */
export function blocking(
  events: readonly ConsentEvent[],
  { reference, wanted, since, until, isNew, why, by }: BlockWish,
  at: number,
): readonly NewBlockEvent[] {
  if (events.some(({ type }) => type === 'closed')) return [];
  // Of what is recorded already nothing may come after it: its clock may have been ahead.
  const now = latestEffect(events, at);
  const isOwn = ({ data }: { readonly data: { readonly case?: string | undefined } }) =>
    data.case === reference;
  const own = blocksAt(events, now).filter(isOwn);
  const common = { at: new Date(now).toISOString(), by };
  // That one has run out is recorded too, once: the owner is told of it as of any other end.
  const ended = unendedBlocks(events, now)
    .filter(isOwn)
    .filter(({ data }) => !wanted.some(({ kind }) => kind === data.kind))
    .map(({ data }): NewBlockEvent => ({ ...common, type: 'unblocked', data: { block: data.block, why } }));
  const free = isNew && mayBlockUnproven(events, now);
  const begun = wanted
    .filter(({ kind, scope }) => {
      const standing = own.find(({ data }) => data.kind === kind);
      // What is full never becomes a precaution again.
      return scope === 'full' ? standing?.data.scope !== 'full' : standing === undefined && free;
    })
    .map(
      ({ kind, scope }): NewBlockEvent => ({
        ...common,
        type: 'blocked',
        data: {
          ...{ block: nameOf(reference, kind), kind, scope, case: reference, since },
          ...(scope === 'precautionary' ? { until } : {}),
        },
      }),
    );
  return [...begun, ...ended];
}
