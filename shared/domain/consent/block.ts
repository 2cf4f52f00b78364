import type { BlockKind, BlockScope } from './block-kinds.ts';
import { type BlockEvent, type ConsentEvent, effectiveAt } from './events.ts';

/** A block that somebody's data are under, or are to be. */
export interface Block {
  readonly kind: BlockKind;
  readonly scope: BlockScope;
}

/**
 * Which blocks stop a use (S4): `any` also a precautionary one, `full` only a full one, `unlawful` only a full one that is
 * not about inaccuracy – what goes on without the disputed field –, `none` no block.
 */
export type StoppedBy = 'any' | 'full' | 'unlawful' | 'none';

/** Whether a block stops a use. */
export function isStopping({ kind, scope }: Block, by: StoppedBy): boolean {
  if (by === 'none' || by === 'any') return by === 'any';
  return scope === 'full' && (by === 'full' || kind !== 'inaccuracy');
}

/** A block as its person's chain tells of it. */
export type BlockedEvent = Extract<BlockEvent, { type: 'blocked' }>;

/** Whether a block has run out by an instant, epoch ms: nobody has proven who asked. */
const hasLapsed = ({ data: { until } }: BlockedEvent, at: number): boolean =>
  until !== undefined && at >= Date.parse(until);

/** Blocks that stand at an instant (epoch ms), of a person's events in whatever order they were recorded. */
export const blocksAt = (events: readonly ConsentEvent[], at: number): readonly BlockedEvent[] =>
  unendedBlocks(events, at).filter((event) => !hasLapsed(event, at));

/** Blocks of which no end is recorded by an instant (epoch ms): also those that have run out meanwhile. */
export function unendedBlocks(events: readonly ConsentEvent[], at: number): readonly BlockedEvent[] {
  const blocks = new Map<string, BlockedEvent>();
  for (const event of blockEventsIn(events, at)) {
    if (event.type === 'blocked') blocks.set(event.data.block, event);
    else blocks.delete(event.data.block);
  }
  return [...blocks.values()];
}

/** Days for which nobody unproven blocks a person anew after one who proved nothing (S4). */
const QUIET_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Whether who proves nothing may block a person at an instant (epoch ms): one such block runs at a time, and after one that
 * the owner disowned or that lapsed there is none for thirty days (S4).
 */
export function mayBlockUnproven(events: readonly ConsentEvent[], at: number): boolean {
  const unproven = new Map<string, BlockedEvent>();
  const ended: number[] = [];
  for (const event of blockEventsIn(events, at)) {
    const before = unproven.get(event.data.block);
    if (event.type === 'blocked' && event.data.scope === 'precautionary')
      unproven.set(event.data.block, event);
    else unproven.delete(event.data.block);
    if (event.type === 'unblocked' && before !== undefined && isWithoutProof(event.data.why))
      ended.push(Math.min(effectiveAt(event), lapseOf(before)));
  }
  for (const event of unproven.values()) {
    if (!hasLapsed(event, at)) return false;
    ended.push(lapseOf(event));
  }
  return ended.every((end) => at >= end + QUIET_DAYS * DAY_MS);
}

const isWithoutProof = (why: string | undefined): boolean => why === 'disowned' || why === 'proof-lapsed';
const lapseOf = ({ data: { until } }: BlockedEvent): number =>
  until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);

/** Block events that have taken effect, in the order in which they count. */
const blockEventsIn = (events: readonly ConsentEvent[], at: number): readonly BlockEvent[] =>
  events
    .filter((event): event is BlockEvent => event.type === 'blocked' || event.type === 'unblocked')
    .filter((event) => effectiveAt(event) <= at)
    .toSorted((a, b) => effectiveAt(a) - effectiveAt(b) || a.n - b.n);
