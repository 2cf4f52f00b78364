import type { ItemChange, Journal, Millis, Streams } from '../types.ts';
import type { Engine } from './engine.ts';
import type { Shelf } from './shelf.ts';
import { expiryOf } from './tables.ts';
import type { Change, Item, Table } from './types.ts';
import { sameJson } from './units.ts';

/** What the writer needs of the other half. */
export interface WriterDeps {
  readonly shelf: Shelf;
  readonly engine: Engine;
  readonly tables: ReadonlyMap<string, Table>;
  readonly streams: Streams;
  readonly journal: Journal;
}

/**
 * Commits changes: items, index entries, expiry marks and stream records become durable in one SQLite transaction.
 * Stream records wait in `outgoing` and are then moved to the streams' journal, which is another file; a mark written
 * with them makes the move exactly once even if the process is killed in between.
 */
export class Writer {
  readonly #deps: WriterDeps;

  constructor(deps: WriterDeps) {
    this.#deps = deps;
    deps.journal.db.exec(
      'CREATE TABLE IF NOT EXISTS records_mark (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL)',
    );
  }

  /** Runs synchronous work atomically; a throw undoes all of it. `also` is written in the same transaction. */
  commit<T>(
    work: () => T,
    also: (changes: readonly Change[], result: T) => void = () => undefined,
    byTtl = false,
  ): T {
    const { shelf } = this.#deps;
    let streamed = false;
    const result = shelf.transact(work, (changes, value) => {
      for (const change of changes) {
        this.#expiry(change);
        streamed = this.#record(change, byTtl) || streamed;
      }
      also(changes, value);
    });
    if (streamed) this.handOver();
    return result;
  }

  /** Moves waiting stream records to the streams; called at start for what a kill left behind. */
  handOver(): void {
    const { shelf, journal, streams } = this.#deps;
    const mark = Number(journal.db.prepare('SELECT seq FROM records_mark WHERE id = 1').get()?.['seq'] ?? 0);
    const rows = shelf.db
      .prepare('SELECT seq, tbl, change FROM outgoing WHERE seq > ? ORDER BY seq')
      .all(mark);
    const last = rows.at(-1);
    if (last !== undefined) {
      journal.transact(() => {
        for (const row of rows)
          streams.append(String(row['tbl']), [JSON.parse(String(row['change'])) as ItemChange]);
        journal.db
          .prepare('INSERT OR REPLACE INTO records_mark (id, seq) VALUES (1, ?)')
          .run(Number(last['seq']));
      });
    }
    shelf.db.prepare('DELETE FROM outgoing WHERE seq <= ?').run(Number(last?.['seq'] ?? mark));
  }

  /** Deletes what expired by `now`; AWS promises that within days, we do it hourly. Returns how many. */
  expire(now: Millis): number {
    const { shelf, engine, tables } = this.#deps;
    const due = shelf.db
      .prepare('SELECT tbl, key FROM expiry WHERE at < ? LIMIT 5000')
      .all(Math.floor(now / 1000));
    for (const row of due) {
      const table = tables.get(String(row['tbl']));
      const item = table && shelf.read(`item-${table.definition.TableName}`, String(row['key']));
      if (table === undefined || item === undefined) continue;
      const key = keyOf(table, item);
      const checked = engine.check('DeleteItem', { TableName: table.definition.TableName, Key: key });
      this.commit(() => engine.runNow('DeleteItem', checked), undefined, true);
    }
    return due.length;
  }

  #expiry(change: Change): void {
    const { shelf, tables, engine } = this.#deps;
    const table = tables.get(change.table);
    const image = change.after ?? change.before;
    if (table?.ttlAttribute === undefined || image === undefined) return;
    const key = engine.storeKey(table, image);
    const at = expiryOf(table, change.after);
    if (at === undefined)
      shelf.db.prepare('DELETE FROM expiry WHERE tbl = ? AND key = ?').run(change.table, key);
    else
      shelf.db
        .prepare('INSERT OR REPLACE INTO expiry (tbl, key, at) VALUES (?, ?, ?)')
        .run(change.table, key, at);
  }

  /** Notes the stream record of a change; a write that changes nothing leaves none, as in AWS. */
  #record(change: Change, byTtl: boolean): boolean {
    const { shelf, tables, streams } = this.#deps;
    const table = tables.get(change.table);
    const view = table?.streamView;
    const image = change.after ?? change.before;
    if (table === undefined || view === undefined || image === undefined || !streams.listens(change.table))
      return false;
    if (change.before !== undefined && change.after !== undefined && sameJson(change.before, change.after))
      return false;
    const record: ItemChange = {
      eventName: change.before === undefined ? 'INSERT' : change.after === undefined ? 'REMOVE' : 'MODIFY',
      keys: keyOf(table, image),
      ...(change.after !== undefined && view.startsWith('NEW') ? { newImage: change.after } : {}),
      ...(change.before !== undefined && view.endsWith('OLD_IMAGES') ? { oldImage: change.before } : {}),
      ...(change.before !== undefined && view === 'OLD_IMAGE' ? { oldImage: change.before } : {}),
      ...(byTtl ? { byTtl: true } : {}),
    };
    shelf.db
      .prepare('INSERT INTO outgoing (tbl, change) VALUES (?, ?)')
      .run(change.table, JSON.stringify(record));
    return true;
  }
}

/** The primary key of an item. */
function keyOf(table: Table, item: Item): Item {
  return Object.fromEntries(
    table.definition.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? {}]),
  );
}
