import { INDEXES } from '../names.ts';
import { indexPartition } from './index-lists.ts';
import type { Entry, Item } from './port.ts';
import { keysOf, named } from './sizes.ts';

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
