import type { TableName } from '../names.ts';
import { commitTruly, type Patience, pause, readPatiently, USUAL_TRIES } from './attempts.ts';
import { mergeShards, parseCursor, type ReadShard, shardOf } from './index-lists.ts';
import { dayEntryFrom, dayPartition, entryFrom, foundFrom, placeAttributes } from './index-places.ts';
import { afterOf, holds } from './memory-actions.ts';
import { handOut, type IndexRow, MemoryTables, type Stored, storedOf } from './memory-store.ts';
import { indexUnits, readUnits, writeUnits } from './memory-units.ts';
import {
  BadCursor,
  type CommitResult,
  type IndexedTable,
  type Item,
  type Key,
  type Page,
  type Part,
  type Records,
  type Write,
} from './port.ts';
import { checkWrites, isExpired, keyOf, refused } from './writes.ts';

/** Where the store may fail. `after` a commit: the write stands, its answer may be lost. */
export interface FaultPoint {
  readonly when: 'before' | 'after';
  readonly op: 'get' | 'getMany' | 'query' | 'listDue' | 'listTodo' | 'listDays' | 'find' | 'scan' | 'commit';
  /** Number of the call, counted from 1 since the twin was made, tries included. */
  readonly call: number;
  readonly writes?: readonly Write[];
}

/** Units consumed, by DynamoDB's rules (2 × for transactions, failed conditions paid for, indexes apart). */
export interface Units {
  readonly read: number;
  readonly write: number;
  readonly index: number;
  readonly calls: number;
}

/** One change, as a table's stream would carry it. */
export interface Change {
  readonly seq: number;
  readonly event: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly key: Key;
  readonly before?: Item;
  readonly after?: Item;
}

export interface MemoryOptions {
  /** Called around each call; throws a `StoreTrouble` to fail it. */
  readonly faults?: (point: FaultPoint) => void | Promise<void>;
  /** Tables whose changes are kept for {@link MemoryRecords.takeChanges}. */
  readonly feed?: readonly TableName[];
  /** Pauses between tries; none if not said. */
  readonly patience?: Partial<Patience>;
  /** Index changes become visible only by {@link MemoryRecords.settleIndexes}. */
  readonly laggingIndexes?: boolean;
}

/** State of the twin at one moment (a restore test's backup). Cheap: stored items never change. */
export type Snapshot = { readonly rows: readonly Stored[] };

/** DynamoDB ends a page at 1 MB. */
const PAGE_BYTES = 1024 * 1024;

/**
 * In-memory twin of the DynamoDB adapter: the same conditions, atomicity, limits and – through the same code – the same
 * tries and truthfulness after lost answers. Counts units, holds faults, feeds the dispatcher of simulations.
 */
export class MemoryRecords implements Records {
  #tables = new MemoryTables();
  #units = { read: 0, write: 0, index: 0, calls: 0 };
  #changes: Change[] = [];
  #seq = 0;
  #writeIds = 0;
  readonly #options: MemoryOptions;
  readonly #patience: Patience;

  constructor(options: MemoryOptions = {}) {
    this.#options = options;
    this.#tables.lags = options.laggingIndexes ?? false;
    this.#patience = { ...USUAL_TRIES, sleep: async () => {}, random: () => 0, ...options.patience };
  }

  /** Units since the twin was made or {@link resetUnits}. */
  get units(): Units {
    return { ...this.#units };
  }

  resetUnits(): void {
    this.#units = { read: 0, write: 0, index: 0, calls: 0 };
  }

  /** Changes since the last call, oldest first. */
  takeChanges(): readonly Change[] {
    return this.#changes.splice(0);
  }

  settleIndexes(count?: number): void {
    this.#tables.settle(count);
  }

  /** Everything stored, for searches that no reader of the program may make (canaries, invariants). */
  *everything(): Generator<Item> {
    for (const row of this.#tables.rows()) yield handOut(row);
  }

  snapshot(): Snapshot {
    return { rows: [...this.#tables.rows()] };
  }

  /** Puts the state of a snapshot in place of the present one. Nothing is fed: a restored table has a new stream. */
  restore(snapshot: Snapshot): void {
    this.#tables = new MemoryTables(snapshot.rows);
    this.#tables.lags = this.#options.laggingIndexes ?? false;
  }

  async #call<T>(op: FaultPoint['op'], work: () => T, writes?: readonly Write[]): Promise<T> {
    this.#units.calls += 1;
    const point = { op, call: this.#units.calls, ...(writes === undefined ? {} : { writes }) };
    await this.#options.faults?.({ ...point, when: 'before' });
    const result = work();
    await this.#options.faults?.({ ...point, when: 'after' });
    return result;
  }

  #read<T>(op: FaultPoint['op'], work: () => T): Promise<T> {
    return readPatiently(this.#patience, () => this.#call(op, work));
  }

  #look(key: Key): Stored | undefined {
    const row = this.#tables.get(key);
    this.#units.read += readUnits(row?.bytes ?? 0, true);
    return row;
  }

  get(key: Key, at: number): Promise<Item | undefined> {
    return this.#read('get', () => living(this.#look(key), at));
  }

  getMany(keys: readonly Key[], at: number): Promise<readonly (Item | undefined)[]> {
    return this.#read('getMany', () => keys.map((key) => living(this.#look(key), at)));
  }

  query(table: TableName, pk: string, options: Parameters<Records['query']>[2] = {}) {
    const { prefix = '', after, limit = Number.POSITIVE_INFINITY } = options;
    const { newestFirst = false, stale = false } = options;
    return this.#read('query', () => {
      const keys = this.#tables.sortKeys(table, pk).filter((sk) => sk.startsWith(prefix));
      if (newestFirst) keys.reverse();
      const rest = after === undefined ? keys : keys.filter((sk) => (newestFirst ? sk < after : sk > after));
      const page = this.#page(
        rest.flatMap((sk) => this.#tables.get({ table, pk, sk }) ?? []),
        limit,
      );
      this.#units.read += readUnits(page.bytes, !stale);
      const last = page.rows.at(-1)?.item.sk;
      const items = page.rows.map(handOut);
      return page.rows.length < rest.length && last !== undefined ? { items, cursor: last } : { items };
    });
  }

  #page(rows: Iterable<Stored>, limit: number): { readonly rows: readonly Stored[]; readonly bytes: number } {
    const taken: Stored[] = [];
    let bytes = 0;
    for (const row of rows) {
      if (taken.length >= limit || bytes >= PAGE_BYTES) break;
      taken.push(row);
      bytes += row.bytes;
    }
    return { rows: taken, bytes };
  }

  #readShard(table: IndexedTable, index: 'due' | 'todo', upTo = '\uffff'): ReadShard {
    return (partition, after, limit) =>
      this.#read(index === 'due' ? 'listDue' : 'listTodo', () => {
        const found = this.#tables.indexEntries(table, index, partition, after, limit);
        const rows = found.filter((row) => row.sort <= upTo);
        const entries = rows.map((row) => entryFrom(table, index, shownOf(row)));
        const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
        this.#units.read += readUnits(bytes, false);
        return { entries, more: entries.length === limit };
      });
  }

  listDue(group: string, { upTo, limit, cursor, table = 'cases' }: Parameters<Records['listDue']>[1]) {
    return mergeShards(group, limit, cursor, this.#readShard(table, 'due', upTo));
  }

  async listTodo(group: string, { upTo, limit, table = 'cases' }: Parameters<Records['listTodo']>[1]) {
    return (await mergeShards(group, limit, undefined, this.#readShard(table, 'todo', upTo))).items;
  }

  find(hash: string) {
    return this.#read('find', () => {
      const rows = this.#tables.indexEntries('cases', 'find', hash, undefined, Number.POSITIVE_INFINITY);
      this.#units.read += readUnits(
        rows.reduce((sum, row) => sum + row.bytes, 0),
        false,
      );
      return rows.map((row) => foundFrom(shownOf(row)));
    });
  }

  listDays(shard: number, { after, upTo, limit }: Parameters<Records['listDays']>[1]) {
    return this.#read('listDays', () => {
      const most = limit ?? Math.floor(PAGE_BYTES / 200);
      const from = { sort: after, pk: '\uffff', sk: '\uffff' };
      const rows = this.#tables.indexEntries('ledger', 'day', dayPartition(shard), from, most);
      const found = rows.filter((row) => row.sort <= upTo);
      this.#units.read += readUnits(
        found.reduce((sum, row) => sum + row.bytes, 0),
        false,
      );
      return {
        items: found.map((row) => dayEntryFrom(shownOf(row))),
        more: found.length === most,
      };
    });
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    checkWrites(writes);
    this.#writeIds += 1;
    const writeId = `w${this.#writeIds}`;
    const check = writes.length === 1 && writes[0]?.op.startsWith('check-');
    if (check) return this.#read('get', () => this.#refusal(writes) ?? { ok: true });
    return commitTruly(
      this.#patience,
      () => this.#call('commit', () => this.#write(writes, writeId), writes),
      () => this.#call('getMany', () => this.#wasWritten(writes, writeId)),
    );
  }

  giveWay(round: number): Promise<void> {
    return pause(this.#patience, round);
  }

  #wasWritten(writes: readonly Write[], writeId: string): boolean {
    const marked = writes.filter((write) => 'item' in write || write.op === 'count');
    if (marked.length > 0) return marked.some((write) => this.#look(keyOf(write))?.writeId === writeId);
    const deleted = writes.filter((write) => write.op === 'delete-version');
    return deleted.length > 0 && deleted.every((write) => this.#look(keyOf(write)) === undefined);
  }

  #refusal(writes: readonly Write[]): CommitResult | undefined {
    const failed = writes.flatMap((write, index) =>
      holds(write, this.#look(keyOf(write))?.item) ? [] : [index],
    );
    return failed.length === 0 ? undefined : refused(failed);
  }

  /** All at once, without an await: nothing comes between. */
  #write(writes: readonly Write[], writeId: string): CommitResult {
    const price = writes.length > 1 ? 2 : 1;
    const steps = writes.map((write) => {
      const before = this.#tables.get(keyOf(write));
      const item = afterOf(write, before?.item);
      return { write, before, after: item && storedOf(item, writeId) };
    });
    const failed = steps.flatMap(({ write, before }, index) => (holds(write, before?.item) ? [] : [index]));
    for (const { before, after } of steps) {
      const written = failed.length > 0 ? 0 : (after?.bytes ?? 0);
      this.#units.write += price * writeUnits(Math.max(before?.bytes ?? 0, written));
    }
    if (failed.length > 0) return refused(failed);
    for (const { write, before, after } of steps) {
      if (!write.op.startsWith('check-')) this.#apply(keyOf(write), before, after);
    }
    return { ok: true };
  }

  #apply(key: Key, before: Stored | undefined, after: Stored | undefined): void {
    this.#units.index += indexUnits(before?.item, after?.item);
    if (after === undefined) this.#tables.delete(key);
    else this.#tables.put(after);
    if (this.#options.feed?.includes(key.table) !== true) return;
    this.#seq += 1;
    this.#changes.push({
      seq: this.#seq,
      event: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
      key: { table: key.table, pk: key.pk, sk: key.sk },
      ...(before === undefined ? {} : { before: handOut(before) }),
      ...(after === undefined ? {} : { after: handOut(after) }),
    });
  }

  async scan(table: TableName, cursor?: string, part?: Part): Promise<Page<Item>> {
    const [place, after] = cursor === undefined ? [0, ''] : scanStart(cursor);
    return this.#read('scan', () => {
      const items: Item[] = [];
      let bytes = 0;
      let last: readonly [number, string] | undefined;
      for (const { place: at, row } of this.#tables.rowsFrom(table, place, after)) {
        if (part !== undefined && shardOf(row.item.pk, part.of) !== part.index) continue;
        if (bytes >= PAGE_BYTES) {
          this.#units.read += readUnits(bytes, false);
          return { items, cursor: Buffer.from(JSON.stringify(last)).toString('base64url') };
        }
        items.push(handOut(row));
        bytes += row.bytes;
        last = [at, row.item.sk];
      }
      this.#units.read += readUnits(bytes, false);
      return { items };
    });
  }
}

/** What an index shows of an item, by the names of attributes. */
const shownOf = ({ item }: IndexRow): ((name: string) => string | undefined) => {
  const shown: Readonly<Record<string, string>> = {
    ...placeAttributes(item),
    ...{ pk: item.pk, sk: item.sk, kind: item.kind },
  };
  return (name) => shown[name];
};

const living = (row: Stored | undefined, at: number): Item | undefined =>
  row === undefined || isExpired(row.item.expires, at) ? undefined : handOut(row);

function scanStart(cursor: string): readonly [number, string] {
  const [place, sk] = [parseCursor(cursor)].flat() as unknown[];
  if (typeof place !== 'number' || typeof sk !== 'string') throw new BadCursor('not a cursor of a scan');
  return [place, sk];
}
