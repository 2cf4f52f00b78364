import { type IndexName, indexesOf, type TableName } from '../names.ts';
import { indexImage } from './memory-units.ts';
import type { Item, Key, Value } from './port.ts';
import { sizeOfItem } from './sizes.ts';

/** One stored item with the random id of the write that put it. */
export interface Stored {
  readonly item: Item;
  readonly writeId: string;
  readonly bytes: number;
  readonly hasBytes: boolean;
}

interface Partition {
  /** Sort keys in order. */
  readonly sks: string[];
  readonly rows: Map<string, Stored>;
}

interface Table {
  readonly partitions: Map<string, Partition>;
  /** Partition keys in order of their first use; scanning goes by it. */
  readonly pks: string[];
}

const tableNames = ['people', 'cases', 'ledger', 'short'] as const;

/** First place in a sorted list whose element is not before `wanted`. */
function placeOf<T>(list: readonly T[], isEarlier: (one: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isEarlier(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Place of an entry in the order of its index partition. */
interface Spot {
  readonly sort: string;
  readonly pk: string;
  readonly sk: string;
}

/** An entry of an index: its place, the item as it stood, and its bytes. */
export interface IndexRow extends Spot {
  readonly item: Item;
  readonly bytes: number;
}

const isBefore = (one: Spot, other: Spot): boolean =>
  one.sort !== other.sort
    ? one.sort < other.sort
    : one.pk !== other.pk
      ? one.pk < other.pk
      : one.sk < other.sk;

/** The twin's tables: sorted partitions and index partitions, nothing of conditions or units. */
export class MemoryTables {
  readonly #tables: Record<TableName, Table>;
  readonly #indexes = new Map<string, IndexRow[]>();
  /** Index changes not yet visible, when indexes lag. */
  readonly #lagging: (() => void)[] = [];
  /** Whether index changes wait for {@link settle}. */
  lags = false;

  constructor(rows: Iterable<Stored> = []) {
    this.#tables = Object.fromEntries(
      tableNames.map((name) => [name, { partitions: new Map(), pks: [] }]),
    ) as unknown as Record<TableName, Table>;
    for (const row of rows) this.put(row);
  }

  get({ table, pk, sk }: Key): Stored | undefined {
    return this.#tables[table].partitions.get(pk)?.rows.get(sk);
  }

  delete(key: Key): void {
    const partition = this.#tables[key.table].partitions.get(key.pk);
    const row = partition?.rows.get(key.sk);
    if (partition === undefined || row === undefined) return;
    partition.rows.delete(key.sk);
    partition.sks.splice(
      placeOf(partition.sks, (sk) => sk < key.sk),
      1,
    );
    this.#index(row.item, undefined);
  }

  put(row: Stored): void {
    const { table, pk, sk } = row.item;
    const { partitions, pks } = this.#tables[table];
    let partition = partitions.get(pk);
    if (partition === undefined) {
      partition = { sks: [], rows: new Map() };
      partitions.set(pk, partition);
      pks.push(pk);
    }
    const before = partition.rows.get(sk);
    if (before === undefined)
      partition.sks.splice(
        placeOf(partition.sks, (one) => one < sk),
        0,
        sk,
      );
    partition.rows.set(sk, row);
    this.#index(before?.item, row.item);
  }

  #index(before: Item | undefined, after: Item | undefined): void {
    const { table } = (before ?? after) as Item;
    for (const index of indexesOf(table)) {
      const old = indexImage(index, before);
      const next = indexImage(index, after);
      if (old === undefined && next === undefined) continue;
      const change = (): void => {
        if (before && old)
          this.#remove(`${before.table} ${index} ${old.partition}`, { ...keysOf(before), sort: old.sort });
        if (after && next)
          this.#insert(`${after.table} ${index} ${next.partition}`, {
            item: after,
            bytes: next.bytes,
            ...{ pk: after.pk, sk: after.sk, sort: next.sort },
          });
      };
      if (this.lags) this.#lagging.push(change);
      else change();
    }
  }

  #remove(partition: string, wanted: Spot): void {
    const entries = this.#indexes.get(partition) ?? [];
    const at = placeOf(entries, (one) => isBefore(one, wanted));
    if (entries[at]?.pk === wanted.pk && entries[at].sk === wanted.sk) entries.splice(at, 1);
  }

  #insert(partition: string, entry: IndexRow): void {
    const entries = this.#indexes.get(partition) ?? [];
    this.#indexes.set(partition, entries);
    entries.splice(
      placeOf(entries, (one) => isBefore(one, entry)),
      0,
      entry,
    );
  }

  /** Makes the oldest `count` index changes visible, all if not said. */
  settle(count = this.#lagging.length): void {
    for (const change of this.#lagging.splice(0, count)) change();
  }

  /** Sort keys of a partition in order. */
  sortKeys(table: TableName, pk: string): readonly string[] {
    return this.#tables[table].partitions.get(pk)?.sks ?? [];
  }

  /** Entries of an index partition after a position, in order. */
  indexEntries(
    table: TableName,
    index: IndexName,
    partition: string,
    after: Spot | undefined,
    limit: number,
  ): readonly IndexRow[] {
    const entries = this.#indexes.get(`${table} ${index} ${partition}`) ?? [];
    const from = after === undefined ? 0 : placeOf(entries, (one) => !isBefore(after, one));
    return entries.slice(from, from + limit);
  }

  /** Rows in scanning order from the `pk`-th partition on, after `sk` in it. */
  *rowsFrom(
    table: TableName,
    place: number,
    sk: string,
  ): Generator<{ readonly place: number; readonly row: Stored }> {
    const { pks, partitions } = this.#tables[table];
    for (let i = place; i < pks.length; i += 1) {
      const partition = partitions.get(pks[i] as string);
      for (const one of partition?.sks ?? []) {
        const row = partition?.rows.get(one);
        if (row !== undefined && (i > place || one > sk)) yield { place: i, row };
      }
    }
  }

  /** Everything stored, in scanning order. */
  *rows(): Generator<Stored> {
    for (const table of tableNames) for (const { row } of this.rowsFrom(table, 0, '')) yield row;
  }
}

const keysOf = (item: Key) => ({ pk: item.pk, sk: item.sk });

/** A frozen copy: what is stored can't change through what was given, nor through what is handed out. */
function copyOf(item: Item): { readonly copy: Item; readonly hasBytes: boolean } {
  let hasBytes = false;
  const copy = (value: Value): Value => {
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Uint8Array) {
      hasBytes = true;
      return value.slice();
    }
    if (Array.isArray(value)) return Object.freeze(value.map((one) => copy(one as Value)));
    return Object.freeze(
      Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copy(one as Value)])),
    );
  };
  const { table, pk, sk, kind, v } = item;
  return {
    copy: Object.freeze({
      ...{ table, pk, sk, kind, v, body: copy(item.body) as Item['body'] },
      ...(item.due === undefined ? {} : { due: Object.freeze({ ...item.due }) }),
      ...(item.todo === undefined ? {} : { todo: Object.freeze({ ...item.todo }) }),
      ...(item.find === undefined ? {} : { find: item.find }),
      ...(item.day === undefined ? {} : { day: item.day }),
      ...(item.expires === undefined ? {} : { expires: item.expires }),
    }),
    hasBytes,
  };
}

/** An item as it will be stored. */
export function storedOf(item: Item, writeId: string): Stored {
  const { copy, hasBytes } = copyOf(item);
  return { item: copy, writeId, bytes: sizeOfItem(copy), hasBytes };
}

/** An item to hand out: bytes are copied, the rest is frozen. */
export const handOut = (row: Stored): Item => (row.hasBytes ? copyOf(row.item).copy : row.item);
