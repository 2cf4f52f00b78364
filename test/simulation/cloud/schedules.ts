import {
  OUTBOX_GROUPS,
  type OutboxGroup,
  reactionOf,
  SCHEDULE_SOURCE,
  type ScheduleName,
} from '../../../shared/names.ts';
import type { Change } from '../../../shared/records/memory.ts';
import type { Item } from '../../../shared/records/port.ts';
import type { Clockwork } from '../clockwork.ts';
import type { Faults } from '../faults.ts';
import type { Prng } from '../prng.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 09:00 in Moscow. */
const MORNING = 6 * 60 * MINUTE;

export interface ScheduleParts {
  readonly clock: Clockwork;
  readonly faults: Faults;
  readonly chance: Prng;
  readonly polls: boolean;
  readonly knock: (schedule: ScheduleName, event: object) => void;
}

/** A schedule that looks for what is due in groups of the outbox, and how often. */
interface Rhythm {
  readonly schedule: ScheduleName;
  readonly groups: readonly OutboxGroup[];
  readonly every: number;
  next: number;
}

/**
 * The schedules of the stacks. Those that find nothing to do are left out: a sweep comes in its next slot after
 * something is due. Once a slot was missed or failed, the next one comes.
 */
export class Schedules {
  readonly #parts: ScheduleParts;
  readonly #rhythms: readonly Rhythm[];
  /** Standing intents by item: group and instant. */
  readonly #todos = new Map<string, { readonly group: OutboxGroup; readonly at: number }>();

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
    const rhythm = (schedule: ScheduleName, groups: readonly OutboxGroup[], minutes: number): Rhythm => ({
      ...{ schedule, groups, every: minutes * MINUTE },
      next: Number.POSITIVE_INFINITY,
    });
    const prompt = OUTBOX_GROUPS.filter((group) => reactionOf(group).prompt.length > 0);
    this.#rhythms = [rhythm('sweep', OUTBOX_GROUPS, 5), ...(parts.polls ? [rhythm('poll', prompt, 1)] : [])];
    this.#day(Math.floor(parts.clock.now / DAY) * DAY + MORNING);
  }

  noticed({ key, after }: Change): void {
    const id = `${key.pk} ${key.sk}`;
    if (after?.todo === undefined) this.#todos.delete(id);
    else {
      const { group, at } = after.todo;
      this.#todos.set(id, { group, at: Date.parse(at) });
      for (const rhythm of this.#rhythms)
        if (rhythm.groups.includes(group)) this.#arm(rhythm, Date.parse(at));
    }
  }

  /** Takes the intents of a restored table in place of those known. */
  restored(items: Iterable<Item>): void {
    this.#todos.clear();
    for (const after of items) this.noticed({ seq: 0, event: 'INSERT', key: after, after });
  }

  #arm(rhythm: Rhythm, at: number): void {
    const { clock } = this.#parts;
    const slot = Math.ceil(Math.max(at, clock.now + 1) / rhythm.every) * rhythm.every;
    if (slot >= rhythm.next) return;
    rhythm.next = slot;
    clock.at(slot, () => this.#fire(rhythm, slot));
  }

  #fire(rhythm: Rhythm, slot: number): void {
    if (rhythm.next !== slot) return;
    rhythm.next = Number.POSITIVE_INFINITY;
    let first = Number.POSITIVE_INFINITY;
    for (const { group, at } of this.#todos.values())
      if (rhythm.groups.includes(group)) first = Math.min(first, at);
    if (first <= slot) this.#knock(rhythm.schedule, slot);
    if (first < Number.POSITIVE_INFINITY) this.#arm(rhythm, first);
  }

  #knock(schedule: ScheduleName, time: number): void {
    const { clock, faults, chance, knock } = this.#parts;
    if (faults.fires('schedule: lost')) return;
    const event = {
      source: SCHEDULE_SOURCE,
      'detail-type': 'Scheduled Event',
      time: new Date(time).toISOString(),
      detail: { schedule },
    };
    const late = faults.fires('schedule: late')
      ? chance.between(1_000, 20 * MINUTE)
      : chance.skewed(10, 3_000);
    clock.after(late, () => knock(schedule, event));
    if (faults.fires('schedule: twice'))
      clock.after(late + chance.skewed(0, MINUTE), () => knock(schedule, event));
  }

  #day(nine: number): void {
    const { clock, chance } = this.#parts;
    clock.at(nine, () => {
      this.#knock('daily-overdue', nine);
      this.#knock('daily-digest', nine + 5 * MINUTE);
      // Signing walks over the whole ledger: some days are enough here.
      if (chance.chance(0.15)) this.#knock('daily-root', nine + 30 * MINUTE);
      this.#day(nine + DAY);
    });
  }
}
