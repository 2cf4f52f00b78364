import type { OutboxDeps } from '../../../functions/outbox/deps.ts';
import type { DoorName, OutboxGroup, StreamedTable } from '../../../shared/names.ts';
import type { OutboxEvent } from '../../../shared/outbox/event.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import type { Item } from '../../../shared/records/port.ts';

/** Monday 23 November 2026, 10:00 in Moscow. */
export const AT = Date.UTC(2026, 10, 23, 7);

/** The reader of the outbox with doors that only note what they are handed. */
export class Reader {
  readonly records = new MemoryRecords();
  readonly handed: { readonly door: DoorName; readonly event: OutboxEvent }[] = [];
  readonly reports: string[] = [];
  /** Doors that take nothing. */
  readonly deaf = new Set<DoorName>();
  now = AT;
  /** Told of each pause. */
  paused: () => void | Promise<void> = () => {};

  readonly deps: OutboxDeps = {
    records: this.records,
    settings: { outbox: { kind: 'stream' } },
    now: () => this.now,
    sleep: async (ms) => {
      this.now += ms;
      await this.paused();
    },
    swept: () => this.reports.push('swept'),
    report: (code, { group }) => this.reports.push(`${code} ${group}`),
    handOn: async (door, event) => {
      if (this.deaf.has(door)) throw new Error('TooManyRequestsException');
      this.handed.push({ door, event });
    },
  };

  /** Puts an item that wants something at an instant (epoch ms). */
  async wants(group: OutboxGroup, name: string, at = AT, table: StreamedTable = 'cases'): Promise<Item> {
    const todo = { group, at: new Date(at).toISOString(), why: group === 'case' ? 'start' : 'send' };
    const item: Item = { table, pk: name, sk: 'X', kind: 'any', v: 1, body: {}, todo };
    await this.records.commit([{ op: 'put-absent', item }]);
    return item;
  }

  /** What was handed on: door, and the items by name – or that something is due. */
  get told(): readonly string[] {
    return this.handed.map(
      ({ door, event }) => `${door} ${event.items?.map(({ pk }) => pk).join(',') ?? 'due'}`,
    );
  }
}
