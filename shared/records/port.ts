import type { OutboxGroup, TableName } from '../names.ts';

/**
 * The records port: everything the program does with its tables. Items are written whole, under a condition,
 * in transactions. The DynamoDB adapter and the in-memory twin both implement it and share one contract suite.
 */

/** Address of one item. */
export interface Key {
  readonly table: TableName;
  readonly pk: string;
  readonly sk: string;
}

/** Plain data an item body may hold; bytes are sealed values. No `undefined`: leave the field out. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly Value[]
  | { readonly [name: string]: Value };

/** One stored item. `body` is the kind's own data, checked by the registry's schema when read and written. */
export interface Item extends Key {
  /** Kind of record, declared in the registry (shared/records/kinds). */
  readonly kind: string;
  /** Version of the item, 1 when first put; each later put carries the version it replaces plus one. */
  readonly v: number;
  readonly body: { readonly [name: string]: Value };
  /**
   * Puts the item into the `due` index: `group` names the list, `sort` orders it (e.g. `2026-12-30#PD-…`). `row` is what the
   * list shows of it, so that a page needs no item; a change of it costs a write unit.
   */
  readonly due?: { readonly group: string; readonly sort: string; readonly row?: string };
  /** Puts the item into the `find` index, under a keyed hash of an address. */
  readonly find?: string;
  /**
   * Puts the item into the `todo` index: something must be done with it at `at` (ISO instant, UTC, ms).
   * `group` names who does it (`OUTBOX` in shared/names.ts); `why` is a code. This is the outbox: an intent is an
   * attribute of the record that wants something, stored in the same write as the change that caused it (G1).
   */
  readonly todo?: { readonly group: OutboxGroup; readonly at: string; readonly why: string };
  /**
   * Only in `ledger`: a day (of UTC) puts the last event that a commit adds to a chain into the `day` index, which shows the
   * body's `mac`, so that a day's root is made of that day's entries alone (A1).
   */
  readonly day?: string;
  /** Only in `short`: epoch second after which the item counts as gone. Readers must treat it as absent from then on. */
  readonly expires?: number;
}

/** One action of a transaction; no two actions may name the same item. */
export type Write =
  /**
   * Written only where nothing stands. In `short`, with `at` (epoch ms), an item that has expired by then counts as
   * absent too: DynamoDB may leave expired items lying for days.
   */
  | { readonly op: 'put-absent'; readonly item: Item; readonly at?: number }
  /** Replaces the item whose version is `item.v - 1`. */
  | { readonly op: 'put-version'; readonly item: Item }
  | { readonly op: 'delete-version'; readonly key: Key; readonly v: number }
  | { readonly op: 'check-version'; readonly key: Key; readonly v: number }
  /** Nothing stands there; with `at`, as for `put-absent`, nor anything that has not expired. */
  | { readonly op: 'check-absent'; readonly key: Key; readonly at?: number }
  /**
   * `short` only: adds `by` to the counter if the result is not above `ceiling`; made at first use. Read back as an
   * item of kind `counter` with body `{n}`. The key carries the window: a counter is never begun anew.
   */
  | {
      readonly op: 'count';
      readonly key: Key;
      readonly by: number;
      readonly ceiling: number;
      readonly expires: number;
    };

/** Why a transaction was not written: the indexes of the actions whose condition failed. Nothing was written. */
export interface Refused {
  readonly ok: false;
  readonly failed: readonly number[];
}
export type CommitResult = { readonly ok: true } | Refused;

/** A page of a list; `cursor` is absent at the end. Cursors are opaque. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
}

/** One part of a table, counted from 0; a partition lies in one part whole. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

/** Tables that carry the `due` and `todo` indexes. */
export type IndexedTable = 'cases' | 'people';

/** What an index query returns without reading the item itself. */
export interface Entry extends Key {
  readonly kind: string;
  readonly sort: string;
  readonly why?: string;
  /** What the list shows of it. */
  readonly row?: string;
}

/** What the `day` index returns: which event ended what a commit added to a chain, and its seal. */
export interface DayEntry {
  readonly pk: string;
  readonly sk: string;
  /** `<day> <pk without its name> <sk>`. */
  readonly sort: string;
  readonly mac: string;
}

/**
 * Errors: {@link InvalidWrite} for a write that no store would take (a fault of the program), {@link BadCursor} for a
 * cursor that this store did not give; every method throws {@link RecordsUnavailable} when the store is throttled or down after its few tries
 * (answer 503 with Retry-After), never a partial effect. A commit whose outcome is unknown is read back by the adapter
 * and answered truly.
 */
export interface Records {
  /** Strongly consistent read of one item. `at` (epoch ms) decides whether an item of `short` has expired. */
  get(key: Key, at: number): Promise<Item | undefined>;
  /** Strongly consistent reads; the answer has the order of the keys, `undefined` where absent. */
  getMany(keys: readonly Key[], at: number): Promise<readonly (Item | undefined)[]>;
  /**
   * Items of one partition in order of `sk` (strongly consistent). `after` is the last `sk` already seen (the `cursor`
   * of the page before). Without `limit` a page ends at 1 MB. Expired items of `short` are not left out. `stale`: eventually
   * consistent, at half the price – for what is only shown.
   */
  query(
    table: TableName,
    pk: string,
    options?: {
      readonly prefix?: string;
      readonly after?: string;
      readonly limit?: number;
      readonly newestFirst?: boolean;
      readonly stale?: boolean;
    },
  ): Promise<Page<Item>>;
  /**
   * Entries of a `due` list with `sort <= upTo`, earliest first, merged over the shards (eventually consistent).
   * `table` is where the group's items live, `cases` if not said.
   */
  listDue(
    group: string,
    options: {
      readonly upTo?: string;
      readonly limit: number;
      readonly cursor?: string;
      readonly table?: IndexedTable;
    },
  ): Promise<Page<Entry>>;
  /** Entries of the outbox whose instant is not after `upTo`, earliest first (eventually consistent). */
  listTodo(
    group: string,
    options: { readonly upTo: string; readonly limit: number; readonly table?: IndexedTable },
  ): Promise<readonly Entry[]>;
  /** Entries that stand in the `find` index under a hash, in order of their keys (eventually consistent); at most 1 MB. */
  find(hash: string): Promise<readonly Pick<Entry, 'pk' | 'sk' | 'kind'>[]>;
  /**
   * Entries of one shard of the ledger's `day` index with `after < sort <= upTo`, in order (eventually consistent). Without
   * `limit` a page ends at 1 MB.
   */
  listDays(
    shard: number,
    range: { readonly after: string; readonly upTo: string; readonly limit?: number },
  ): Promise<{ readonly items: readonly DayEntry[]; readonly more: boolean }>;
  /** All actions or none. At most 100 actions. A single action is written without a transaction (half the price). */
  commit(writes: readonly Write[]): Promise<CommitResult>;
  /**
   * Waits a moment after a commit in which somebody else was quicker, the `round`th of one operation (1 …): with full jitter,
   * so that a crowd does not come back together.
   */
  giveWay(round: number): Promise<void>;
  /**
   * Every item of a table, page by page, for verification and export only (eventually consistent). `part`: only the
   * partitions of one of so many parts, which several readers walk side by side.
   */
  scan(table: TableName, cursor?: string, part?: Part): Promise<Page<Item>>;
}

/** The store did not answer in time; nothing is known to be wrong with the request. */
export class RecordsUnavailable extends Error {
  override readonly name = 'RecordsUnavailable';
}

/** A write that breaks a rule of the store whatever its content: a fault of the program, never to be retried. */
export class InvalidWrite extends Error {
  override readonly name = 'InvalidWrite';
}

/** A cursor that was not given by this store, or not for this list (400 at the edge). */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
}
