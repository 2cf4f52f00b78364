/** Executions, their histories and task tokens in the journal. */
import { createHash } from 'node:crypto';
import type { Journal, Millis } from '../types.ts';
import { type Definition, parseDefinition } from './definition.ts';
import type { Json } from './paths.ts';
import type { Cursor, HistoryEvent, Run, Status } from './run.ts';

const TABLES = `
CREATE TABLE IF NOT EXISTS workflow_definitions (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS workflow_executions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, machine_name TEXT NOT NULL,
  role TEXT NOT NULL, definition TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL,
  output TEXT, error TEXT, cause TEXT, started INTEGER NOT NULL, stopped INTEGER, cursor TEXT,
  attempts INTEGER NOT NULL, last_event INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS workflow_by_status ON workflow_executions (machine, status, seq);
CREATE TABLE IF NOT EXISTS workflow_history (
  arn TEXT NOT NULL, id INTEGER NOT NULL, previous INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL,
  details TEXT, PRIMARY KEY (arn, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS workflow_children (
  arn TEXT PRIMARY KEY, parent TEXT NOT NULL, map_run TEXT NOT NULL, item INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS workflow_children_by_run ON workflow_children (map_run, item);
CREATE TABLE IF NOT EXISTS workflow_tokens (token TEXT PRIMARY KEY, arn TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

interface Row {
  readonly seq: number;
  readonly arn: string;
  readonly machine: string;
  readonly machine_name: string;
  readonly role: string;
  readonly definition: string;
  readonly name: string;
  readonly status: Status;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly started: Millis;
  readonly stopped: Millis | null;
  readonly cursor: string | null;
  readonly attempts: number;
  readonly last_event: number;
  readonly parent: string | null;
  readonly map_run: string | null;
}

/** A line of `ListExecutions`. */
export interface Listed {
  readonly seq: number;
  readonly arn: string;
  readonly name: string;
  readonly machine: string;
  readonly status: Status;
  readonly started: Millis;
  readonly stopped: Millis | null;
}

export interface NewRun {
  readonly arn: string;
  readonly name: string;
  readonly machine: Run['machine'];
  readonly definitionHash: string;
  readonly input: string;
  readonly startedAt: Millis;
  /** Of the child of a map. */
  readonly parent?: { readonly arn: string; readonly mapRun: string; readonly item: number };
}

export type WorkflowStore = ReturnType<typeof createStore>;

export function createStore(journal: Journal) {
  const { db } = journal;
  db.exec(TABLES);
  const selectRun = db.prepare(
    `SELECT e.*, c.parent, c.map_run FROM workflow_executions e LEFT JOIN workflow_children c ON c.arn = e.arn
     WHERE e.arn = ?`,
  );
  const insertChild = db.prepare(
    'INSERT INTO workflow_children (arn, parent, map_run, item) VALUES (?, ?, ?, ?)',
  );
  const children = `FROM workflow_children c JOIN workflow_executions e ON e.arn = c.arn WHERE c.map_run = ?`;
  const selectOutputs = db.prepare(`SELECT e.output ${children} ORDER BY c.item`);
  const selectChildren = db.prepare(`SELECT e.arn ${children} AND e.status = 'RUNNING' ORDER BY c.item`);
  const listChildren = db.prepare(
    `SELECT e.seq, e.arn, e.name, e.machine, e.status, e.started, e.stopped ${children}
     AND e.seq < ? ORDER BY e.seq DESC LIMIT ?`,
  );
  const insertRun = db.prepare(
    `INSERT INTO workflow_executions (arn, machine, machine_name, role, definition, name, status, input, started, attempts, last_event)
     VALUES (?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?, 0, 0)`,
  );
  const updateRun = db.prepare(
    `UPDATE workflow_executions SET status = ?, output = ?, error = ?, cause = ?, stopped = ?, cursor = ?, attempts = ?, last_event = ?
     WHERE arn = ?`,
  );
  const insertEvent = db.prepare(
    'INSERT INTO workflow_history (arn, id, previous, at, type, details) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertToken = db.prepare('INSERT OR IGNORE INTO workflow_tokens (token, arn) VALUES (?, ?)');
  const selectToken = db.prepare('SELECT arn FROM workflow_tokens WHERE token = ?');
  const insertDefinition = db.prepare(
    'INSERT OR IGNORE INTO workflow_definitions (hash, text) VALUES (?, ?)',
  );
  const selectDefinition = db.prepare('SELECT text FROM workflow_definitions WHERE hash = ?');
  const selectOpen = db.prepare("SELECT arn FROM workflow_executions WHERE status = 'RUNNING' ORDER BY seq");
  const listed = 'SELECT seq, arn, name, machine, status, started, stopped FROM workflow_executions';
  const listAll = db.prepare(`${listed} WHERE machine = ? AND seq < ? ORDER BY seq DESC LIMIT ?`);
  const listSome = db.prepare(
    `${listed} WHERE machine = ? AND status = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const forwards = db.prepare('SELECT * FROM workflow_history WHERE arn = ? AND id > ? ORDER BY id LIMIT ?');
  const backwards = db.prepare(
    'SELECT * FROM workflow_history WHERE arn = ? AND id < ? ORDER BY id DESC LIMIT ?',
  );
  const definitions = new Map<string, Definition>();

  function definitionOf(hash: string): Definition {
    const known = definitions.get(hash);
    if (known !== undefined) return known;
    const definition = parseDefinition(String(selectDefinition.get(hash)?.['text']));
    definitions.set(hash, definition);
    return definition;
  }

  function toEvent(row: Record<string, unknown>): HistoryEvent {
    const event = {
      id: Number(row['id']),
      previous: Number(row['previous']),
      at: Number(row['at']),
      type: String(row['type']),
    };
    if (row['details'] === null) return event;
    return { ...event, details: JSON.parse(String(row['details'])) };
  }

  return {
    /** Keeps a definition; executions go on with the one that they were started with. Returns its hash. */
    keepDefinition(text: string): string {
      const hash = createHash('sha256').update(text).digest('hex');
      insertDefinition.run(hash, text);
      return hash;
    },
    /** The definition that an execution runs, as it was given. */
    definitionText(arn: string): string {
      const row = selectRun.get(arn) as Row | undefined;
      return String(selectDefinition.get(row?.definition ?? '')?.['text'] ?? '');
    },
    create(run: NewRun): void {
      const { machine } = run;
      insertRun.run(
        run.arn,
        machine.arn,
        machine.name,
        machine.roleArn,
        run.definitionHash,
        run.name,
        run.input,
        run.startedAt,
      );
      const { parent } = run;
      if (parent !== undefined) insertChild.run(run.arn, parent.arn, parent.mapRun, parent.item);
    },
    load(arn: string): Run | undefined {
      const row = selectRun.get(arn) as Row | undefined;
      if (row === undefined) return undefined;
      return {
        arn,
        name: row.name,
        machine: { arn: row.machine, name: row.machine_name, roleArn: row.role },
        definition: definitionOf(row.definition),
        startedAt: row.started,
        input: row.input,
        parent:
          row.parent === null || row.map_run === null ? undefined : { arn: row.parent, mapRun: row.map_run },
        status: row.status,
        cursor: row.cursor === null ? undefined : (JSON.parse(row.cursor) as Cursor),
        output: row.output ?? undefined,
        error: row.error ?? undefined,
        cause: row.cause ?? undefined,
        stoppedAt: row.stopped ?? undefined,
        attempts: row.attempts,
        lastEvent: row.last_event,
        news: [],
        call: false,
        children: [],
        abandoned: [],
      };
    },
    /** Writes what changed: the execution, new events, a new token. */
    save(run: Run): void {
      updateRun.run(
        run.status,
        run.output ?? null,
        run.error ?? null,
        run.cause ?? null,
        run.stoppedAt ?? null,
        run.cursor === undefined ? null : JSON.stringify(run.cursor),
        run.attempts,
        run.lastEvent,
        run.arn,
      );
      for (const event of run.news) {
        const details = event.details === undefined ? null : JSON.stringify(event.details);
        insertEvent.run(run.arn, event.id, event.previous, event.at, event.type, details);
      }
      run.news.length = 0;
      if (run.cursor?.token !== undefined) insertToken.run(run.cursor.token, run.arn);
    },
    /** Execution that a token was made for, open or not. */
    executionOfToken: (token: string): string | undefined =>
      selectToken.get(token)?.['arn'] as string | undefined,
    /** ARNs of all running executions, oldest first. */
    open: (): readonly string[] => selectOpen.all().map((row) => String(row['arn'])),
    /** Children of a map's run that still run. */
    openChildren: (mapRun: string): readonly string[] =>
      selectChildren.all(mapRun).map((row) => String(row['arn'])),
    /** What the children of a map's run have given, in the order of its items. */
    outputsOf: (mapRun: string): readonly Json[] =>
      selectOutputs.all(mapRun).map((row) => JSON.parse(String(row['output'] ?? 'null')) as Json),
    /** Children of a map's run, newest first, those before `before`. */
    listChildren: (mapRun: string, before: number, limit: number): readonly Listed[] =>
      listChildren.all(mapRun, before, limit) as unknown as readonly Listed[],
    /** Newest first, those before `before`. */
    list(machine: string, status: Status | undefined, before: number, limit: number): readonly Listed[] {
      const rows =
        status === undefined
          ? listAll.all(machine, before, limit)
          : listSome.all(machine, status, before, limit);
      return rows as unknown as Listed[];
    },
    /** Events after (or, in reverse, before) an id. */
    history(arn: string, from: number, limit: number, reverse: boolean): readonly HistoryEvent[] {
      return (reverse ? backwards : forwards).all(arn, from, limit).map(toEvent);
    },
  };
}
