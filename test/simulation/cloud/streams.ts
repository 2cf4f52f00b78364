import type { StreamedTable } from '../../../shared/names.ts';
import { indexPartition } from '../../../shared/records/index-lists.ts';
import type { Change } from '../../../shared/records/memory.ts';
import type { Item } from '../../../shared/records/port.ts';
import type { Clockwork } from '../clockwork.ts';
import type { Faults } from '../faults.ts';
import type { Ended } from '../functions.ts';
import type { Prng } from '../prng.ts';

/** The reader of a table's stream as the stacks declare it. */
export interface Consumer {
  readonly table: StreamedTable;
  readonly whys: readonly string[];
  /** Hands a batch to the door; answers the records to be given again. */
  readonly take: (
    records: readonly object[],
  ) => Promise<
    Ended<{ readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] } | undefined>
  >;
}

interface Queued {
  readonly seq: string;
  readonly record: object;
  readonly tries: number;
}

const BATCH = 100;
const MOST_TRIES = 5;
const DAY = 86_400_000;

/** The stream of one consumer: batches in order, failed ones again from the first failure on, poison put aside after some tries. */
export class Stream {
  readonly #parts: { clock: Clockwork; faults: Faults; chance: Prng; consumer: Consumer };
  #queue: Queued[] = [];
  #armed = false;
  #lostUntil = 0;

  constructor(parts: { clock: Clockwork; faults: Faults; chance: Prng; consumer: Consumer }) {
    this.#parts = parts;
  }

  feed({ after, seq }: Change): void {
    const { clock, chance, faults, consumer } = this.#parts;
    if (after?.table !== consumer.table || !consumer.whys.includes(after.todo?.why ?? '')) return;
    if (faults.fires('stream: lost for a day')) this.#lostUntil = clock.now + chance.between(DAY, 2 * DAY);
    if (faults.on && clock.now < this.#lostUntil) return;
    if (faults.fires('stream: record lost')) return;
    const queued = { seq: String(seq), record: recordOf(after, seq), tries: 0 };
    if (faults.fires('stream: record late')) {
      clock.after(chance.skewed(5_000, 3_600_000), () => this.#add(queued));
      return;
    }
    this.#add(queued);
    if (faults.fires('stream: record twice'))
      clock.after(chance.skewed(1_000, 3_600_000), () => this.#add(queued));
    if (faults.fires('stream: poison record'))
      this.#add({
        seq: `poison-${seq}`,
        record: { dynamodb: { SequenceNumber: `poison-${seq}`, Keys: 7 } },
        tries: 0,
      });
  }

  /** A restored table has a new stream. */
  forget(): void {
    this.#queue = [];
  }

  #add(queued: Queued): void {
    const { chance, faults } = this.#parts;
    const last = this.#queue.at(-1);
    if (last !== undefined && faults.fires('stream: records out of order')) {
      this.#queue.splice(chance.int(this.#queue.length), 0, queued);
    } else this.#queue.push(queued);
    this.#arm(chance.skewed(100, 1_500));
  }

  #arm(ms: number): void {
    if (this.#armed || this.#queue.length === 0) return;
    this.#armed = true;
    this.#parts.clock.after(ms, () => void this.#deliver());
  }

  async #deliver(): Promise<void> {
    const { chance, consumer } = this.#parts;
    const batch = this.#queue.splice(0, BATCH);
    const ended = await consumer.take(batch.map(({ record }) => record));
    const again = ended.kind === 'done' ? from(batch, ended.value?.batchItemFailures ?? []) : batch;
    const kept = again
      .map((one) => ({ ...one, tries: one.tries + 1 }))
      .filter(({ tries }) => tries <= MOST_TRIES);
    this.#queue.unshift(...kept);
    this.#armed = false;
    this.#arm(kept.length === 0 ? chance.skewed(100, 1_500) : chance.skewed(1_000, 30_000));
  }
}

/** A batch is given again from its first failure on. */
function from(
  batch: readonly Queued[],
  failures: readonly { readonly itemIdentifier: string }[],
): readonly Queued[] {
  const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  const first = batch.findIndex(({ seq }) => failed.has(seq));
  return first < 0 ? [] : batch.slice(first);
}

const recordOf = (item: Item, seq: number): object => ({
  eventName: 'MODIFY',
  eventSourceARN: `arn:aws:dynamodb:eu-central-1:000000000000:table/${item.table}/stream/1`,
  dynamodb: {
    SequenceNumber: String(seq),
    Keys: { pk: { S: item.pk }, sk: { S: item.sk } },
    NewImage: {
      kind: { S: item.kind },
      ...(item.todo === undefined
        ? {}
        : { todoPk: { S: indexPartition(item.todo.group, item.pk) }, todoWhy: { S: item.todo.why } }),
    },
  },
});
