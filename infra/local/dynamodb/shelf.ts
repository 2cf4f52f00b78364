import { DatabaseSync } from 'node:sqlite';
import { Stream } from 'node:stream';
import type { Change, Item } from './types.ts';
import { itemBytes } from './units.ts';

type Callback = (error: unknown, value?: unknown) => void;

/** The range of a scan over keys, as dynalite asks for it. */
interface Range {
  readonly gte?: string;
  readonly gt?: string;
  readonly lte?: string;
  readonly lt?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** What dynalite expects of one of its LevelDB sub-databases; ours answers synchronously from SQLite. */
export interface SubStore {
  get(key: string, callback: Callback): void;
  put(key: string, value: Item, callback: Callback): void;
  del(key: string, callback: Callback): void;
  createValueStream(range: Range): Stream;
  /** Nothing runs between the steps of a synchronous action, so there is nothing to lock. */
  lock(key: string, run: (release: (callback: Callback) => Callback) => void): void;
}

/** A page of DynamoDB ends at 1 MB; one item more lets dynalite see that there is a rest. */
const PAGE_BYTES = 1024 * 1024;

/**
 * The records on disk: one SQLite file that plays the role of dynalite's LevelDB. LevelDB writes item and index
 * entries one by one, so a kill between them would leave half a transaction; here an operation is one SQLite transaction.
 */
export class Shelf {
  readonly db: DatabaseSync;
  /** Rows of the last range that was read, for counting units. */
  lastRows: readonly Item[] = [];
  /** Told of what is thrown by the reader of the range that is asked for next. */
  failed: (error: unknown) => void = () => undefined;
  readonly #select;
  readonly #upsert;
  readonly #remove;
  readonly #next;
  #changes: Change[] | undefined;

  constructor(file: string) {
    this.db = new DatabaseSync(file);
    // WAL + NORMAL: a commit is in the page cache when it returns, so it outlives SIGKILL of the process. Only a
    // power cut could take the last commits (never tear one); FULL would add an fsync to each write for that.
    this.db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA busy_timeout = 2000;
      PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS shelf (part TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (part, key)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS expiry (tbl TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (tbl, key)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS expiry_at ON expiry (at);
      CREATE TABLE IF NOT EXISTS outgoing (seq INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, change TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, hash TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL);
      CREATE INDEX IF NOT EXISTS tokens_at ON tokens (at);
      CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY, definition TEXT NOT NULL);
    `);
    this.#select = this.db.prepare('SELECT value FROM shelf WHERE part = ? AND key = ?');
    this.#upsert = this.db.prepare(
      'INSERT INTO shelf (part, key, value) VALUES (?, ?, ?) ON CONFLICT (part, key) DO UPDATE SET value = excluded.value',
    );
    this.#next = this.db.prepare(
      'SELECT min(json_extract(value, ?)) AS first FROM shelf WHERE part = ? AND json_extract(value, ?) > ?',
    );
    this.#remove = this.db.prepare('DELETE FROM shelf WHERE part = ? AND key = ?');
  }

  /**
   * Runs synchronous work in one SQLite transaction and returns what it changed; a throw undoes everything.
   * `seal` runs inside the transaction after the work, with the changes.
   */
  transact<T>(work: () => T, seal: (changes: readonly Change[], result: T) => void): T {
    const changes: Change[] = [];
    this.#changes = changes;
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      seal(changes, result);
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#changes = undefined;
    }
  }

  read(part: string, key: string): Item | undefined {
    const row = this.#select.get(part, key);
    return row === undefined ? undefined : (JSON.parse(String(row['value'])) as Item);
  }

  /** The sub-store of a table's items: its changes are noted for streams and TTL. */
  items(table: string): SubStore {
    const part = `item-${table}`;
    return this.#subStore(part, (key, after) => {
      this.#changes?.push({ table, before: this.read(part, key), after });
    });
  }

  /** The sub-store of an index. */
  index(table: string, index: string): SubStore {
    return this.#subStore(`index-${table}~${index}`, () => undefined);
  }

  /** The least sort key of an index after a value, whatever its partition; undefined where there is none. */
  nextIn(table: string, { name, sk }: { readonly name: string; readonly sk: string }, after: string) {
    const row = this.#next.get(`$.${sk}.S`, `index-${table}~${name}`, `$.${sk}.S`, after);
    return row?.['first'] === null ? undefined : (row?.['first'] as string | undefined);
  }

  close(): void {
    this.db.close();
  }

  #subStore(part: string, note: (key: string, after: Item | undefined) => void): SubStore {
    return {
      get: (key, callback) => callback(null, this.read(part, key)),
      put: (key, value, callback) => {
        note(key, value);
        this.#upsert.run(part, key, JSON.stringify(value));
        callback(null);
      },
      del: (key, callback) => {
        note(key, undefined);
        this.#remove.run(part, key);
        callback(null);
      },
      createValueStream: (range) => emitAll(this.#range(part, range), this.failed),
      lock: (_key, run) => run((callback) => callback),
    };
  }

  #range(part: string, range: Range): readonly Item[] {
    const conditions = ['part = ?'];
    const parameters: string[] = [part];
    for (const [name, sign] of [
      ['gte', '>='],
      ['gt', '>'],
      ['lte', '<='],
      ['lt', '<'],
    ] as const) {
      const bound = range[name];
      if (bound === undefined) continue;
      conditions.push(`key ${sign} ?`);
      parameters.push(bound);
    }
    const limit = range.limit !== undefined && range.limit >= 0 ? ` LIMIT ${Math.floor(range.limit)}` : '';
    const order = range.reverse === true ? 'DESC' : 'ASC';
    const rows = this.db
      .prepare(`SELECT value FROM shelf WHERE ${conditions.join(' AND ')} ORDER BY key ${order}${limit}`)
      .iterate(...parameters);
    const found: Item[] = [];
    let bytes = 0;
    for (const row of rows) {
      const item = JSON.parse(String(row['value'])) as Item;
      found.push(item);
      if (bytes > 2 * PAGE_BYTES) break;
      bytes += itemBytes(item);
    }
    this.lastRows = found;
    return found;
  }
}

/** A stream in the old event style, which is what dynalite's reader takes; it starts after the caller has subscribed. */
function emitAll(values: readonly Item[], failed: (error: unknown) => void): Stream {
  const stream = new Stream() as Stream & { destroy: () => void };
  let stopped = false;
  stream.destroy = () => {
    stopped = true;
  };
  queueMicrotask(() => {
    try {
      for (const value of values) {
        if (stopped) return;
        stream.emit('data', value);
      }
      stream.emit('end');
    } catch (error) {
      failed(error);
    }
  });
  return stream;
}
