import { INDEXES, type IndexName, indexesOf } from '../names.ts';
import { placeIn } from './index-places.ts';
import { type CommitResult, InvalidWrite, type Item, type Key, type Write } from './port.ts';
import { sizeOfItem } from './sizes.ts';

/** At most so many actions in one transaction (DynamoDB). */
const MAX_ACTIONS = 100;
/** Most of the items of one transaction, in bytes of UTF-8 (DynamoDB). */
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
/** Most of one item, in bytes of UTF-8, names included (DynamoDB). */
const MAX_ITEM_BYTES = 400 * 1024;
/** Most of a key, of a table's or of an index's, in bytes of UTF-8 (DynamoDB). */
const MAX_PARTITION_BYTES = 2048;
const MAX_SORT_BYTES = 1024;

/** The item that an action is about. */
export function keyOf(write: Write): Key {
  return 'item' in write ? write.item : write.key;
}

export const keyText = (key: Key): string => `${key.table}\u0000${key.pk}\u0000${key.sk}`;

/** The item that an action puts, if it puts one. */
export function putOf(write: Write): Item | undefined {
  return 'item' in write ? write.item : undefined;
}

/**
 * Refuses what no store would take: too many actions, two on one item, indexes where there are none, items and keys
 * that are too big – the one place, for the adapter and the twin. A Russian text is twice its length.
 */
export function checkWrites(writes: readonly Write[]): void {
  if (writes.length === 0 || writes.length > MAX_ACTIONS) {
    throw new InvalidWrite(`a transaction has 1 to ${MAX_ACTIONS} actions, not ${writes.length}`);
  }
  const seen = new Set(writes.map((write) => keyText(keyOf(write))));
  if (seen.size !== writes.length) throw new InvalidWrite('two actions on one item');
  let bytes = 0;
  for (const write of writes) bytes += checkWrite(write);
  if (writes.length > 1 && bytes > MAX_TRANSACTION_BYTES)
    throw new InvalidWrite(`a transaction of ${bytes} bytes`);
}

/** @returns bytes of the item that is put, 0 where none is */
function checkWrite(write: Write): number {
  const { table, pk, sk } = keyOf(write);
  checkKey(pk, sk);
  if (write.op === 'count') {
    if (table !== 'short') throw new InvalidWrite('counters live in short only');
    return 0;
  }
  if (table === 'ledger' && !['put-absent', 'check-absent', 'check-version'].includes(write.op)) {
    throw new InvalidWrite(`the ledger takes no ${write.op}`);
  }
  const item = putOf(write);
  if (item === undefined) return 0;
  if (write.op === 'put-version' ? item.v < 2 : item.v !== 1)
    throw new InvalidWrite(`${write.op} of version ${item.v}`);
  if (item.expires !== undefined && table !== 'short')
    throw new InvalidWrite(`items of ${table} do not expire`);
  for (const index of Object.keys(INDEXES) as IndexName[]) {
    const place = placeIn(index, item);
    if (place === undefined) continue;
    if (!indexesOf(table).includes(index)) throw new InvalidWrite(`${table} has no index ${index}`);
    checkKey(place.partition, place.sort);
  }
  const bytes = sizeOfItem(item);
  if (bytes > MAX_ITEM_BYTES) throw new InvalidWrite(`an item of ${bytes} bytes`);
  return bytes;
}

function checkKey(partition: string, sort: string): void {
  if (partition === '' || sort === '') throw new InvalidWrite('empty key');
  if (Buffer.byteLength(partition) > MAX_PARTITION_BYTES || Buffer.byteLength(sort) > MAX_SORT_BYTES)
    throw new InvalidWrite('key too long');
}

/** Whether an item of `short` has expired at `at` (epoch ms). */
export const isExpired = (expires: number | undefined, at: number): boolean =>
  expires !== undefined && expires * 1000 <= at;

export const refused = (failed: readonly number[]): CommitResult => ({ ok: false, failed });
