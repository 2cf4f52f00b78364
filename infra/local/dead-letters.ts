/** Where events end up that could not be delivered: the counterpart of the templates' SQS queues. */
import { randomUUID } from 'node:crypto';
import type { Journal, Log, Millis } from './types.ts';

interface DeadLetter {
  readonly id: string;
  /** ARN of the queue. */
  readonly queue: string;
  readonly at: Millis;
  readonly body: string;
}

export interface DeadLetters {
  /** Stores a message durably; without a queue it is only counted in the log. */
  put(queue: string | undefined, at: Millis, body: unknown, why: string): void;
  all(): readonly DeadLetter[];
}

export function createDeadLetters(journal: Journal, log: Log): DeadLetters {
  journal.db.exec(
    'CREATE TABLE IF NOT EXISTS dead_letters (id TEXT PRIMARY KEY, queue TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT',
  );
  const insert = journal.db.prepare('INSERT INTO dead_letters (id, queue, at, body) VALUES (?, ?, ?, ?)');
  const select = journal.db.prepare('SELECT id, queue, at, body FROM dead_letters ORDER BY at, id');
  return {
    put(queue, at, body, why) {
      log.warn(
        `given up: ${why}${queue === undefined ? ', no queue takes it' : `, kept in ${queue.split(':').at(-1)}`}`,
      );
      if (queue !== undefined) insert.run(randomUUID(), queue, at, JSON.stringify(body));
    },
    all: () => select.all() as unknown as DeadLetter[],
  };
}
