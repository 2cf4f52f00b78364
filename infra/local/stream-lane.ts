/** One listener's reading of a stream: one batch at a time, retried from where it failed. */
import { randomUUID } from 'node:crypto';
import type { DeadLetters } from './dead-letters.ts';
import type { Invocation, Journal, Lambdas, Log, VirtualClock } from './types.ts';

/** A DynamoDB stream record without its sequence number, which is the journal's. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

export interface LaneParts {
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly lambdas: Lambdas;
  readonly deadLetters: DeadLetters;
  readonly log: Log;
  /** Name under which the checkpoint is kept. */
  readonly consumer: string;
  readonly table: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly matches: (record: StreamRecord) => boolean;
  /** Key groups that are read here. */
  readonly lanes: readonly number[];
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly itemFailures: boolean;
  /** Retries of a batch; negative: without end. */
  readonly maxRetries: number;
  /** Age in milliseconds beyond which a failing record is given up; negative: never. */
  readonly maxAgeMs: number;
  readonly fromNow: boolean;
  readonly queue: string | undefined;
  /** Called when the checkpoint has moved. */
  readonly passed: () => void;
}

export interface Lane {
  wake(): void;
  /** Sequence number up to which everything is done. */
  passed(): number;
  close(): void;
}

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly body: string;
}
interface Waiting {
  readonly seq: number;
  readonly at: number;
  readonly record: StreamRecord;
}

/** Rows looked at in one go. */
const SCAN = 500;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;
/** A stream keeps its records for a day. */
const RETENTION_MS = 24 * 3_600_000;

/** Sequence numbers look like those of AWS: 21 digits. */
const sequenceOf = (seq: number): string => String(10n ** 20n + BigInt(seq));

export function createLane(parts: LaneParts): Lane {
  const { clock, journal, log } = parts;
  const { db } = journal;
  const marks = parts.lanes.map(() => '?').join(',');
  const select = db.prepare(
    `SELECT seq, at, body FROM stream_records WHERE stream = ? AND seq > ? AND lane IN (${marks}) ORDER BY seq LIMIT ${SCAN}`,
  );
  const readMark = db.prepare('SELECT seq FROM stream_checkpoints WHERE consumer = ?');
  const writeMark = db.prepare('INSERT OR REPLACE INTO stream_checkpoints (consumer, seq) VALUES (?, ?)');
  const newest = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'stream_records'");

  const lastSeq = (): number => Number(newest.get()?.['seq'] ?? 0);
  let mark = Number(readMark.get(parts.consumer)?.['seq'] ?? (parts.fromNow ? lastSeq() : 0));
  let running = false;
  let closed = false;
  let again = false;
  /** A failed batch waits for its retry. */
  let held = false;
  /** Retries of the batch that begins at `failing`. */
  let retries = 0;
  let failing = 0;
  /** Smaller batches until `halvedUntil` is passed. */
  let limit = parts.batchSize;
  let halvedUntil = 0;

  function moveTo(seq: number): void {
    if (seq <= mark) return;
    mark = seq;
    writeMark.run(parts.consumer, seq);
    if (mark >= halvedUntil) limit = parts.batchSize;
    parts.passed();
  }

  /** Matching records after the mark, up to the limit; passes those that don't match. */
  function nextBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let seen = mark;
    for (;;) {
      const end = lastSeq();
      const rows = select.all(parts.table, seen, ...parts.lanes) as unknown as Row[];
      for (const row of rows) {
        const record = JSON.parse(row.body) as StreamRecord;
        if (parts.matches(record)) batch.push({ seq: row.seq, at: row.at, record });
        seen = row.seq;
        if (batch.length === limit) return batch;
      }
      if (batch.length === 0) moveTo(rows.length < SCAN ? end : seen);
      if (rows.length < SCAN) return batch;
    }
  }

  const eventOf = (batch: readonly Waiting[]) => ({
    Records: batch.map(({ seq, record }) => ({
      ...record,
      dynamodb: { ...record.dynamodb, SequenceNumber: sequenceOf(seq) },
    })),
  });

  /** Index of the first record that failed, or undefined when all are done. */
  function firstFailure(answer: Invocation, batch: readonly Waiting[]): number | undefined {
    if (!answer.ok) return 0;
    if (!parts.itemFailures) return undefined;
    const failures = (answer.payload as { batchItemFailures?: { itemIdentifier?: unknown }[] | null } | null)
      ?.batchItemFailures;
    if (failures === undefined || failures === null || failures.length === 0) return undefined;
    const indexes = failures.map(({ itemIdentifier }) =>
      batch.findIndex(({ seq }) => sequenceOf(seq) === itemIdentifier),
    );
    return Math.max(0, Math.min(...indexes));
  }

  /** Deals with a batch of which everything from `from` on has to be done again. Returns the wait before that. */
  function failed(batch: readonly Waiting[], from: number): number {
    const before = batch[from - 1];
    if (before !== undefined) moveTo(before.seq);
    const rest = batch.slice(from);
    const first = rest[0] as Waiting;
    const last = rest.at(-1) as Waiting;
    retries = failing === first.seq ? retries + 1 : 1;
    failing = first.seq;
    const kept = parts.maxAgeMs < 0 ? RETENTION_MS : Math.min(parts.maxAgeMs, RETENTION_MS);
    const tooOld = clock.now() - first.at > kept;
    if (rest.length > 1 && parts.bisect) {
      halvedUntil = Math.max(halvedUntil, last.seq);
      limit = Math.ceil(rest.length / 2);
      retries = 0;
      return FIRST_WAIT_MS;
    }
    if (tooOld || (parts.maxRetries >= 0 && retries > parts.maxRetries)) {
      giveUp(rest);
      return 0;
    }
    return Math.min(FIRST_WAIT_MS * 2 ** (retries - 1), LONGEST_WAIT_MS);
  }

  function giveUp(rest: readonly Waiting[]): void {
    const [first, last] = [rest[0] as Waiting, rest.at(-1) as Waiting];
    journal.transact(() => {
      parts.deadLetters.put(
        parts.queue,
        clock.now(),
        {
          version: '1.0',
          timestamp: clock.iso(),
          requestContext: {
            requestId: randomUUID(),
            functionArn: parts.functionArn,
            condition: 'RetryAttemptsExhausted',
            approximateInvokeCount: retries,
          },
          DDBStreamBatchInfo: {
            shardId: parts.consumer,
            startSequenceNumber: sequenceOf(first.seq),
            endSequenceNumber: sequenceOf(last.seq),
            approximateArrivalOfFirstRecord: new Date(first.at).toISOString(),
            approximateArrivalOfLastRecord: new Date(last.at).toISOString(),
            batchSize: rest.length,
          },
        },
        `${rest.length} stream records for ${parts.functionName}`,
      );
      moveTo(last.seq);
    });
    retries = 0;
  }

  async function pump(): Promise<void> {
    for (;;) {
      if (closed) return;
      const batch = nextBatch();
      if (batch.length === 0) return;
      const answer = await parts.lambdas.invoke(parts.functionName, eventOf(batch));
      if (closed) return;
      const from = firstFailure(answer, batch);
      if (from === undefined) {
        moveTo((batch.at(-1) as Waiting).seq);
        continue;
      }
      log.debug(`${parts.functionName}: a batch of ${batch.length} failed from ${from} on`);
      const wait = failed(batch, from);
      if (wait === 0) continue;
      held = true;
      again = false;
      clock.at(clock.now() + wait, `stream ${parts.consumer}`, () => {
        held = false;
        wake();
      });
      return;
    }
  }

  function wake(): void {
    again = true;
    if (running || closed) return;
    running = true;
    const leave = clock.enter();
    (async () => {
      while (again && !held && !closed) {
        again = false;
        await pump();
      }
    })()
      .catch((error: unknown) => log.warn(`stream: ${error instanceof Error ? error.message : 'failed'}`))
      .finally(() => {
        running = false;
        leave();
      });
  }

  return {
    wake() {
      // While a failed batch waits for its retry, new records wait behind it: order is kept.
      if (!held) wake();
    },
    passed: () => mark,
    close() {
      closed = true;
    },
  };
}
