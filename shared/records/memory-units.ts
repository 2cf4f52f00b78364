import { INDEXES, type IndexName, indexesOf } from '../names.ts';
import { placeIn } from './index-places.ts';
import type { Item } from './port.ts';
import { keysOf, named } from './sizes.ts';

/** The entry of an item in an index; `projected` is everything that makes an update of the entry necessary. */
export interface IndexImage {
  readonly partition: string;
  readonly sort: string;
  readonly projected: string;
  readonly bytes: number;
}

/** How an item stands in an index, or undefined where it is not in it. */
export function indexImage(index: IndexName, item: Item | undefined): IndexImage | undefined {
  const place = item && placeIn(index, item);
  if (item === undefined || place === undefined) return undefined;
  const { pk, sk, include } = INDEXES[index];
  const shown: Readonly<Record<string, string>> = { ...place.shown, kind: item.kind };
  const projected = include.map((name): [string, string] => [name, shown[name] ?? '']);
  const key = keysOf(item) + named(pk, place.partition) + named(sk, place.sort);
  return {
    partition: place.partition,
    sort: place.sort,
    projected: projected.map(([, text]) => text).join(' '),
    bytes: projected.reduce((sum, one) => sum + named(...one), key),
  };
}

/** Write units of so many bytes: one for each KB begun. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Read units of so many bytes: one for each 4 KB begun, half of it when eventually consistent. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** Write units of the indexes: an entry is added, removed, or – when its key changes – both. */
export function indexUnits(before: Item | undefined, after: Item | undefined): number {
  let units = 0;
  for (const index of indexesOf((before ?? after)?.table ?? 'short')) {
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
