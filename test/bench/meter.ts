import { MemoryRecords } from '../../shared/records/memory.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import type { Wrapper } from '../../shared/records/sealing.ts';
import { memoryWrapper } from '../../shared/records/wrapper-memory.ts';
import type { Workflows } from '../../shared/workflows/step-functions.ts';
import { SECRETS, SETTINGS } from '../support/http-door.ts';

/** Monday, 7 December 2026, 12:00 in Moscow; each operation comes a minute after the one before. */
export const OPENED = Date.UTC(2026, 11, 7, 9);
const MINUTE = 60_000;

/** What one operation consumed. */
export interface Metered {
  readonly read: number;
  /** Tables and indexes together, as they are billed. */
  readonly write: number;
  /** The part of `write` that indexes took. */
  readonly index: number;
  /** Calls of KMS. */
  readonly kms: number;
}

const workflows: Workflows = {
  start: async () => 'started',
  resume: async () => 'resumed',
  isRunning: async () => true,
};

/** The product's operations over a twin that counts. */
export class Meter {
  readonly records = new MemoryRecords();
  readonly taken: { [operation: string]: Metered } = {};
  at = OPENED;
  #kms = 0;
  readonly wrapper: Wrapper;

  constructor() {
    const wrapper = memoryWrapper();
    this.wrapper = {
      generate: (context) => {
        this.#kms += 1;
        return wrapper.generate(context);
      },
      unwrap: (wrapped, context) => {
        this.#kms += 1;
        return wrapper.unwrap(wrapped, context);
      },
    };
  }

  /** What every operation needs. */
  get deps() {
    const { records, wrapper } = this;
    const newId = idsFrom(systemRandom);
    return { records, wrapper, secrets: SECRETS, settings: SETTINGS, newId, workflows };
  }

  /** What the mail worker needs; the mail service takes everything. */
  get letters() {
    const mail = { send: async () => ({ type: 'accepted', messageId: 'message-1' }) as const };
    return { ...this.deps, mail, now: () => this.at, random: () => 0.5, report: () => {} };
  }

  async meter<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.at += MINUTE;
    this.records.resetUnits();
    this.#kms = 0;
    const result = await work();
    const { read, write, index } = this.records.units;
    this.taken[name] = { read, write: write + index, index, kms: this.#kms };
    return result;
  }
}
