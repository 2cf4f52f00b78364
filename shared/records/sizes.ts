import { INDEXES } from '../names.ts';
import { indexPartition } from './index-lists.ts';
import type { Entry, Item, Value } from './port.ts';

/**
 * Sizes as DynamoDB counts them: names and texts in UTF-8 bytes, numbers by their significant digits, 3 bytes for a
 * list or map and 1 for each member. Used by the in-memory twin to enforce limits and to count units.
 */
export function sizeOfValue(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return sizeOfNumber(value);
  if (value === null || typeof value === 'boolean') return 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + 1 + sizeOfValue(one as Value), 3);
  let size = 3;
  for (const [name, one] of Object.entries(value as { readonly [name: string]: Value })) {
    size += 1 + Buffer.byteLength(name) + sizeOfValue(one);
  }
  return size;
}

function sizeOfNumber(value: number): number {
  const digits = String(value)
    .replace(/e.*$/, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (value < 0 ? 1 : 0);
}

const named = (name: string, value: string): number => name.length + Buffer.byteLength(value);

/** Bytes of the attribute `w` that the adapter adds to each item: 12 random bytes in base64url. */
const WRITE_ID_BYTES = 1 + 16;

const keysOf = (item: Pick<Item, 'pk' | 'sk'>): number => named('pk', item.pk) + named('sk', item.sk);

/** Bytes of an item in its table. */
export function sizeOfItem(item: Item): number {
  const body = 'body'.length + sizeOfValue(item.body);
  const version = 1 + sizeOfNumber(item.v);
  const expires = item.expires === undefined ? 0 : 'expires'.length + sizeOfNumber(item.expires);
  const due =
    item.due === undefined
      ? 0
      : named(INDEXES.due.pk, indexPartition(item.due.group, item.pk)) + named(INDEXES.due.sk, item.due.sort);
  const todo =
    item.todo === undefined
      ? 0
      : named(INDEXES.todo.pk, indexPartition(item.todo.group, item.pk)) +
        named(INDEXES.todo.sk, item.todo.at) +
        named('todoWhy', item.todo.why);
  return keysOf(item) + named('kind', item.kind) + version + WRITE_ID_BYTES + body + expires + due + todo;
}

/** The entry of an item in an index; `projected` is everything that makes an update of the entry necessary. */
export interface IndexImage {
  readonly partition: string;
  readonly sort: string;
  readonly projected: string;
  readonly bytes: number;
}

/** Bytes of an entry of an index, keys and projected attributes. */
export function sizeOfEntry(entry: Omit<Entry, 'table'>, index: 'due' | 'todo', partition: string): number {
  return (
    keysOf(entry) +
    named(INDEXES[index].pk, partition) +
    named(INDEXES[index].sk, entry.sort) +
    named('kind', entry.kind) +
    (entry.why === undefined ? 0 : named('todoWhy', entry.why))
  );
}

/** How an item stands in an index, or undefined where it is not in it. */
export function indexImage(index: 'due' | 'todo', item: Item | undefined): IndexImage | undefined {
  const place = index === 'due' ? item?.due : item?.todo;
  if (item === undefined || place === undefined) return undefined;
  const sort = 'sort' in place ? place.sort : place.at;
  const partition = indexPartition(place.group, item.pk);
  const include: readonly string[] = INDEXES[index].include;
  const why = include.includes('todoWhy') ? (item.todo?.why ?? '') : '';
  const { pk, sk, kind } = item;
  const bytes = sizeOfEntry({ pk, sk, kind, sort, ...(why === '' ? {} : { why }) }, index, partition);
  return { partition, sort, projected: `${item.kind} ${why}`, bytes };
}

/** Write units of so many bytes: one for each KB begun. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Read units of so many bytes: one for each 4 KB begun, half of it when eventually consistent. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** Write units of the indexes: an entry is added, removed, or – when its key changes – both. */
export function indexUnits(before: Item | undefined, after: Item | undefined): number {
  let units = 0;
  for (const index of ['due', 'todo'] as const) {
    const old = indexImage(index, before);
    const next = indexImage(index, after);
    const moved = old?.partition !== next?.partition || old?.sort !== next?.sort;
    if (moved) units += (old ? writeUnits(old.bytes) : 0) + (next ? writeUnits(next.bytes) : 0);
    else if (old && next && old.projected !== next.projected) {
      units += writeUnits(Math.max(old.bytes, next.bytes));
    }
  }
  return units;
}
