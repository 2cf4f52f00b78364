import { INDEX_SHARDS } from '../names.ts';
import { BadCursor, type Entry, type Page } from './port.ts';

/** Where a reader stands in one shard: the last entry taken. */
export interface Position {
  readonly sort: string;
  readonly pk: string;
  readonly sk: string;
}

/** Some entries of one shard in order; `more` unless the shard ended with them. */
export interface ShardPage {
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

/** Reads on in the index partition `<group>#<shard>`. */
export type ReadShard = (partition: string, after: Position | undefined, limit: number) => Promise<ShardPage>;

/** Stable shard of an item by its partition key (FNV-1a). Changing it means re-writing every indexed item. */
export function shardOf(pk: string, shards: number = INDEX_SHARDS): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < pk.length; i += 1) hash = Math.imul(hash ^ pk.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % shards;
}

export const indexPartition = (group: string, pk: string): string => `${group}#${shardOf(pk)}`;

/** The group of an index partition. */
export const groupOf = (partition: string): string => partition.replace(/#\d+$/, '');

/**
 * Entries asked of each shard for a page of `limit`: its share plus four standard deviations, so that a second query
 * is hardly ever needed and a page costs the same however long the list is.
 */
export function shardLimit(limit: number): number {
  const share = 1 / INDEX_SHARDS;
  return Math.min(limit, Math.ceil(limit * share) + Math.ceil(4 * Math.sqrt(limit * share * (1 - share))));
}

/** Reading position of a shard: not begun, somewhere, or at its end. */
type Standing = null | Position | 'end';

interface Lane {
  readonly partition: string;
  standing: Standing;
  fetched: Entry[];
  /** Position to read on from, which is ahead of `standing` while entries wait in `fetched`. */
  last: Position | undefined;
  more: boolean;
}

/** The next `limit` entries of a sharded list, earliest first, and an opaque cursor to go on from. */
export async function mergeShards(
  group: string,
  limit: number,
  cursor: string | undefined,
  read: ReadShard,
): Promise<Page<Entry>> {
  const standings = decodeCursor(cursor);
  const lanes = standings.map(
    (standing, shard): Lane => ({
      partition: `${group}#${shard}`,
      standing,
      fetched: [],
      last: standing === null || standing === 'end' ? undefined : standing,
      more: standing !== 'end',
    }),
  );
  await Promise.all(lanes.map((lane) => fill(lane, shardLimit(limit), read)));
  const items: Entry[] = [];
  while (items.length < limit) {
    await Promise.all(lanes.map((lane) => fill(lane, shardLimit(limit - items.length), read)));
    const lane = earliest(lanes);
    const entry = lane?.fetched.shift();
    if (lane === undefined || entry === undefined) break;
    lane.standing = { sort: entry.sort, pk: entry.pk, sk: entry.sk };
    items.push(entry);
  }
  for (const lane of lanes) if (lane.fetched.length === 0 && !lane.more) lane.standing = 'end';
  const ended = lanes.every((lane) => lane.standing === 'end');
  return ended ? { items } : { items, cursor: encodeCursor(lanes.map((lane) => lane.standing)) };
}

async function fill(lane: Lane, limit: number, read: ReadShard): Promise<void> {
  while (lane.fetched.length === 0 && lane.more) {
    const page = await read(lane.partition, lane.last, limit);
    lane.fetched = [...page.entries];
    lane.last = page.entries.at(-1) ?? lane.last;
    // An empty page that claims more is the end of a shard: its position cannot move on.
    lane.more = page.more && page.entries.length > 0;
  }
}

function earliest(lanes: readonly Lane[]): Lane | undefined {
  let first: Lane | undefined;
  for (const lane of lanes) {
    const sort = lane.fetched[0]?.sort;
    const best = first?.fetched[0]?.sort;
    if (sort !== undefined && (best === undefined || sort < best)) first = lane;
  }
  return first;
}

function encodeCursor(standings: readonly Standing[]): string {
  const plain = standings.map((one) => (one === null || one === 'end' ? one : [one.sort, one.pk, one.sk]));
  return Buffer.from(JSON.stringify(plain)).toString('base64url');
}

function decodeCursor(cursor: string | undefined): readonly Standing[] {
  if (cursor === undefined) return Array.from({ length: INDEX_SHARDS }, () => null);
  const plain = parseCursor(cursor);
  if (!Array.isArray(plain) || plain.length !== INDEX_SHARDS) throw new BadCursor('not a cursor of a list');
  return plain.map(decodeStanding);
}

function decodeStanding(plain: unknown): Standing {
  if (plain === null || plain === 'end') return plain;
  const [sort, pk, sk] = Array.isArray(plain) ? (plain as unknown[]) : [];
  if (typeof sort !== 'string' || typeof pk !== 'string' || typeof sk !== 'string') {
    throw new BadCursor('not a cursor of a list');
  }
  return { sort, pk, sk };
}

/** JSON inside an opaque cursor. Throws {@link BadCursor} for anything else. */
export function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor('not a cursor');
  }
}
