import { type CommitResult, InvalidWrite, type Item, type Key, type Write } from './port.ts';

/** At most so many actions in one transaction (DynamoDB). */
export const MAX_ACTIONS = 100;
/** Most of one transaction, in bytes (DynamoDB). */
export const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
/** Most of one item, in bytes, names included (DynamoDB). */
export const MAX_ITEM_BYTES = 400 * 1024;

/** The item that an action is about. */
export function keyOf(write: Write): Key {
  return 'item' in write ? write.item : write.key;
}

export const keyText = (key: Key): string => `${key.table}\u0000${key.pk}\u0000${key.sk}`;

/** The item that an action puts, if it puts one. */
export function putOf(write: Write): Item | undefined {
  return 'item' in write ? write.item : undefined;
}

/** Refuses what no store would take: too many actions, two on one item, indexes where there are none … */
export function checkWrites(writes: readonly Write[]): void {
  if (writes.length === 0 || writes.length > MAX_ACTIONS) {
    throw new InvalidWrite(`a transaction has 1 to ${MAX_ACTIONS} actions, not ${writes.length}`);
  }
  const seen = new Set(writes.map((write) => keyText(keyOf(write))));
  if (seen.size !== writes.length) throw new InvalidWrite('two actions on one item');
  for (const write of writes) checkWrite(write);
}

function checkWrite(write: Write): void {
  const { table, pk, sk } = keyOf(write);
  if (pk === '' || sk === '') throw new InvalidWrite('empty key');
  if (Buffer.byteLength(pk) > 2048 || Buffer.byteLength(sk) > 1024) throw new InvalidWrite('key too long');
  if (write.op === 'count') {
    if (table !== 'short') throw new InvalidWrite('counters live in short only');
    return;
  }
  if (table === 'ledger' && !['put-absent', 'check-absent', 'check-version'].includes(write.op)) {
    throw new InvalidWrite(`the ledger takes no ${write.op}`);
  }
  const item = putOf(write);
  if (item === undefined) return;
  if (write.op === 'put-version' ? item.v < 2 : item.v !== 1)
    throw new InvalidWrite(`${write.op} of version ${item.v}`);
  if (item.expires !== undefined && table !== 'short')
    throw new InvalidWrite(`items of ${table} do not expire`);
  const indexed = item.due !== undefined || item.todo !== undefined;
  if (indexed && table !== 'cases' && table !== 'people') throw new InvalidWrite(`${table} has no indexes`);
  if (item.due?.sort === '' || item.todo?.at === '') throw new InvalidWrite('empty index key');
}

/** Whether an item of `short` has expired at `at` (epoch ms). */
export const isExpired = (expires: number | undefined, at: number): boolean =>
  expires !== undefined && expires * 1000 <= at;

export const refused = (failed: readonly number[]): CommitResult => ({ ok: false, failed });
