import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { type Change, type FaultPoint, MemoryRecords } from '../../../shared/records/memory.ts';
import type { Records } from '../../../shared/records/port.ts';
import type { Wrapper } from '../../../shared/records/sealing.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import type { Clockwork } from '../clockwork.ts';
import type { Faults } from '../faults.ts';
import type { Functions } from '../functions.ts';
import type { Prng } from '../prng.ts';

export interface StoreParts {
  readonly clock: Clockwork;
  readonly faults: Faults;
  readonly functions: Functions;
  readonly chance: Prng;
}

/** The in-memory twin of the records, with the troubles of a network before it. */
export class Store {
  readonly twin: MemoryRecords;
  /** The port as functions get it. */
  readonly records: Records;
  readonly wrapper: Wrapper;
  readonly #parts: StoreParts;
  #outage = 0;

  constructor(parts: StoreParts) {
    this.#parts = parts;
    const { functions, faults, chance } = parts;
    this.twin = new MemoryRecords({
      faults: (point) => (point.when === 'before' ? this.#before(point) : this.#after(point)),
      feed: ['cases', 'people', 'ledger'],
      patience: { sleep: functions.sleep, random: chance.next },
      laggingIndexes: true,
    });
    this.records = {
      ...bound(this.twin),
      commit: async (writes) => {
        const result = await this.twin.commit(writes);
        if (!result.ok) faults.note('records: condition failed');
        return result;
      },
    };
    this.wrapper = this.#keys(memoryWrapper());
  }

  /** Changes since the last call. Their index entries come to be seen now, or somewhat later. */
  changes(): readonly Change[] {
    const changes = this.twin.takeChanges();
    if (changes.length === 0) return changes;
    const { clock, chance, faults } = this.#parts;
    const lag = faults.fires('records: index lags') ? chance.between(1_000, 120_000) : chance.skewed(1, 500);
    clock.after(lag, () => this.twin.settleIndexes());
    return changes;
  }

  async #before(point: FaultPoint): Promise<void> {
    const { clock, chance, faults, functions } = this.#parts;
    if (functions.isOutside()) return;
    await functions.before();
    if (faults.fires('records: out of service for minutes'))
      this.#outage = clock.now + chance.skewed(60_000, 3 * 3_600_000);
    if (faults.on && clock.now < this.#outage) throw new StoreTrouble('unavailable');
    if (faults.fires('records: throttled')) throw new StoreTrouble('throttled');
    if (faults.fires('records: 5xx before the effect')) throw new StoreTrouble('unavailable');
    if (point.op !== 'commit') return;
    if (faults.fires('records: transaction conflict')) throw new StoreTrouble('conflict');
    if (faults.fires('records: timeout before the commit')) throw new StoreTrouble('unknown');
  }

  async #after(point: FaultPoint): Promise<void> {
    const { faults, functions } = this.#parts;
    if (functions.isOutside()) return;
    await functions.after();
    if (point.op === 'commit' && faults.fires('records: timeout after the commit'))
      throw new StoreTrouble('unknown');
  }

  #keys(kms: Wrapper): Wrapper {
    const { faults, functions } = this.#parts;
    const call = async <T>(work: () => Promise<T>): Promise<T> => {
      if (functions.isOutside()) return work();
      await functions.before();
      if (faults.fires('kms: does not answer')) throw new Error('KMS does not answer');
      const result = await work();
      await functions.after();
      return result;
    };
    return {
      generate: (context) => call(() => kms.generate(context)),
      unwrap: (wrapped, context) => call(() => kms.unwrap(wrapped, context)),
    };
  }
}

/** The methods of the port, tied to the twin. */
const bound = (twin: MemoryRecords): Omit<Records, 'commit'> => ({
  get: (key, at) => twin.get(key, at),
  getMany: (keys, at) => twin.getMany(keys, at),
  query: (table, pk, options) => twin.query(table, pk, options),
  listDue: (group, options) => twin.listDue(group, options),
  listTodo: (group, options) => twin.listTodo(group, options),
  find: (hash) => twin.find(hash),
  listDays: (shard, range) => twin.listDays(shard, range),
  scan: (table, cursor, part) => twin.scan(table, cursor, part),
  giveWay: (round) => twin.giveWay(round),
});
