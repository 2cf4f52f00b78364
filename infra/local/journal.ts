/** The local cloud's durable memory: one SQLite file in `<data>/workflows/`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Journal } from './types.ts';

/**
 * Opens (or makes) `<dir>/journal.db`. WAL with `synchronous = NORMAL`: a commit is in the operating system's
 * hands when it returns, so `kill -9` loses nothing; only a power failure may take the last commits.
 */
export function openJournal(dir: string): Journal {
  mkdirSync(dir, { recursive: true });
  const db = new DatabaseSync(join(dir, 'journal.db'));
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;',
  );
  db.exec('CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  let depth = 0;
  return {
    db,
    transact<T>(fn: () => T): T {
      if (depth > 0) return fn();
      db.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = fn();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => db.close(),
  };
}

/** Single durable values by name (the clock's offset, the version of the data). */
export function factsOf(journal: Journal) {
  const read = journal.db.prepare('SELECT value FROM facts WHERE name = ?');
  const write = journal.db.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)');
  return {
    get: (name: string): string | undefined => read.get(name)?.['value'] as string | undefined,
    set: (name: string, value: string): void => {
      write.run(name, value);
    },
  };
}
