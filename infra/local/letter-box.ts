/** The letters that SES took, kept in `<data>/inbox/`, with the events that are still to come; and their JSON list. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { normalAddress } from '../../shared/domain/email.ts';
import { listenOn } from './gateway.ts';
import { fieldOf, readMime } from './mime.ts';
import type { PlannedEvent } from './ses-events.ts';
import type { BusEvent, Millis } from './types.ts';

/** One letter as it left: what the receiving servers would get. */
export interface KeptLetter {
  readonly messageId: string;
  readonly at: Millis;
  /** Envelope recipients, so also those of a blind copy. */
  readonly destinations: readonly string[];
  readonly raw: Buffer;
}

/** A letter in the JSON list. */
export interface ListedLetter {
  /** Virtual instant at which SES took it (ISO, UTC). */
  readonly at: string;
  /** Addresses it went to, separated by `, `. */
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  /** Decoded header fields by lower-case name; a repeated field's values are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly raw: string;
}

/** Durable store of letters; each change has been written when the call returns. */
export class LetterBox {
  readonly #db: DatabaseSync;
  #onKept: (id: number) => void = () => undefined;

  constructor(dataDir: string) {
    const directory = join(dataDir, 'inbox');
    mkdirSync(directory, { recursive: true });
    this.#db = new DatabaseSync(join(directory, 'letters.db'));
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS letters (id INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL, at INTEGER NOT NULL, destinations TEXT NOT NULL, raw BLOB NOT NULL, shown INTEGER NOT NULL DEFAULT 0);
      CREATE INDEX IF NOT EXISTS letters_at ON letters (at);
      CREATE INDEX IF NOT EXISTS letters_unshown ON letters (id) WHERE shown = 0;
      CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY AUTOINCREMENT, due INTEGER NOT NULL, event TEXT NOT NULL);
    `);
  }

  /** Calls back with the number of each letter from now on. */
  onKept(callback: (id: number) => void): void {
    this.#onKept = callback;
  }

  /** Stores a letter and its coming events in one step; returns the events' numbers and instants. */
  keep(
    letter: KeptLetter,
    events: readonly PlannedEvent[],
  ): readonly { readonly id: number; readonly due: Millis }[] {
    const insert = this.#db.prepare(
      'INSERT INTO letters (message, at, destinations, raw) VALUES (?, ?, ?, ?)',
    );
    const plan = this.#db.prepare('INSERT INTO events (due, event) VALUES (?, ?)');
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const { lastInsertRowid } = insert.run(
        letter.messageId,
        letter.at,
        JSON.stringify(letter.destinations),
        letter.raw,
      );
      const planned = events.map(({ due, event }) => ({
        id: Number(plan.run(due, JSON.stringify(event)).lastInsertRowid),
        due,
      }));
      this.#db.exec('COMMIT');
      this.#onKept(Number(lastInsertRowid));
      return planned;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  waitingEvents(): readonly { readonly id: number; readonly due: Millis }[] {
    return this.#db
      .prepare('SELECT id, due FROM events ORDER BY due, id')
      .all()
      .map((row) => ({ id: Number(row['id']), due: Number(row['due']) }));
  }

  event(id: number): BusEvent | undefined {
    const row = this.#db.prepare('SELECT event FROM events WHERE id = ?').get(id);
    return row === undefined ? undefined : (JSON.parse(String(row['event'])) as BusEvent);
  }

  eventDone(id: number): void {
    this.#db.prepare('DELETE FROM events WHERE id = ?').run(id);
  }

  /** Recipients of letters taken since an instant: SES counts recipients, not messages. */
  sentSince(at: Millis): number {
    const row = this.#db
      .prepare('SELECT coalesce(sum(json_array_length(destinations)), 0) AS n FROM letters WHERE at >= ?')
      .get(at);
    return Number(row?.['n'] ?? 0);
  }

  /** The oldest letter that the inbox page has not got yet. */
  nextUnshown(): number | undefined {
    const row = this.#db.prepare('SELECT id FROM letters WHERE shown = 0 ORDER BY id LIMIT 1').get();
    return row === undefined ? undefined : Number(row['id']);
  }

  letter(id: number): KeptLetter | undefined {
    const row = this.#db.prepare('SELECT message, at, destinations, raw FROM letters WHERE id = ?').get(id);
    return row === undefined ? undefined : keptOf(row);
  }

  markShown(id: number): void {
    this.#db.prepare('UPDATE letters SET shown = 1 WHERE id = ?').run(id);
  }

  /** Letters oldest first, after the first `skip` of them, optionally only those to one address. */
  list(skip = 0, to?: string): Promise<readonly ListedLetter[]> {
    const rows = this.#db
      .prepare('SELECT message, at, destinations, raw FROM letters ORDER BY id LIMIT -1 OFFSET ?')
      .all(skip);
    const wanted = to === undefined ? undefined : normalAddress(to);
    const letters = rows
      .map(keptOf)
      .filter(
        (letter) =>
          wanted === undefined || letter.destinations.some((address) => normalAddress(address) === wanted),
      );
    return Promise.all(letters.map(listed));
  }

  close(): void {
    this.#db.close();
  }
}

function keptOf(row: Record<string, unknown>): KeptLetter {
  return {
    messageId: String(row['message']),
    at: Number(row['at']),
    destinations: JSON.parse(String(row['destinations'])) as readonly string[],
    raw: Buffer.from(row['raw'] as Uint8Array),
  };
}

async function listed(letter: KeptLetter): Promise<ListedLetter> {
  const { fields, text, html } = await readMime(letter.raw);
  const headers: Record<string, string> = {};
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return {
    at: new Date(letter.at).toISOString(),
    to: letter.destinations.join(', '),
    from: fieldOf(fields, 'from') ?? '',
    subject: fieldOf(fields, 'subject') ?? '',
    headers,
    text,
    html,
    raw: letter.raw.toString('utf8'),
  };
}

/** The `<mail>` address: `GET /` gives the JSON list; `?skip=N` leaves out the first N, `?to=address` the letters to others. */
export function createMailServer(box: LetterBox) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const known = request.method === 'GET' && url.pathname === '/';
    const list = known
      ? await box.list(
          Number(url.searchParams.get('skip') ?? 0) || 0,
          url.searchParams.get('to') ?? undefined,
        )
      : [];
    response.writeHead(known ? 200 : 404, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(known ? list : { message: 'Not Found' }));
  });
  return {
    listen: (port: number) => listenOn(server, port),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
