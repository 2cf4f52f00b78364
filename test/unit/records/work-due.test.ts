import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../shared/records/port.ts';
import { type DueWork, workDue } from '../../../shared/records/work-due.ts';

const AT = Date.UTC(2026, 10, 23, 7);

/** A list of intents from which what is done goes; entries whose number `fails` stay. */
function list(n: number, fails: (at: number) => boolean) {
  const entries: Entry[] = Array.from({ length: n }, (_, at) => ({
    ...{ table: 'people', pk: `PERSON#${at}`, sk: 'PROFILE', kind: 'profile', why: 'destroy' },
    sort: new Date(AT - 1_000_000 + at).toISOString(),
  }));
  const asked: number[] = [];
  const lag = { on: false };
  const done: number[] = [];
  const failed: number[] = [];
  const numberOf = ({ pk }: Entry) => Number(pk.slice('PERSON#'.length));
  const records = {
    listTodo: async (
      group: string,
      { upTo, limit, table }: { upTo: string; limit: number; table?: string },
    ) => {
      expect([group, upTo, table]).toEqual(['person', '2026-11-23T07:00:00.000Z', 'people']);
      asked.push(limit);
      return entries.slice(0, limit);
    },
  };
  const work: DueWork['work'] = async (entry) => {
    await Promise.resolve();
    if (fails(numberOf(entry))) throw new Error('poisoned');
    if (!lag.on) entries.splice(entries.indexOf(entry), 1);
    done.push(numberOf(entry));
  };
  const run = (remaining?: () => number) =>
    workDue(
      records,
      {
        ...{ group: 'person', sideBySide: 1, work, remaining },
        failed: (entry) => failed.push(numberOf(entry)),
      },
      AT,
    );
  return { run, asked, done, failed, entries, lag };
}

describe('working through what is due', () => {
  test('a short list is asked for once and done once', async () => {
    const { run, asked, done } = list(3, () => false);
    expect(await run()).toBe(3);
    expect([asked, done]).toEqual([[200], [0, 1, 2]]);
  });

  test('a long one is done page by page while there is time; the next run takes the rest', async () => {
    const { run, asked, done } = list(450, () => false);
    expect(await run()).toBe(450);
    expect(asked).toEqual([200, 200, 200]);
    expect(done).toHaveLength(450);
    const late = list(450, () => false);
    expect([await late.run(() => (late.done.length < 230 ? 60_000 : 9_000)), await late.run()]).toEqual([
      230, 220,
    ]);
  });

  test('an index that lags and lists again what was done hides nothing, and has nothing done twice', async () => {
    const { run, done, lag } = list(450, () => false);
    lag.on = true;
    expect(await run()).toBe(450);
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 450 }, (_, at) => at));
  });

  test('more than a page that only fails does not hold up what comes after it', async () => {
    const { run, failed, done, entries } = list(520, (at) => at < 450);
    await run();
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 70 }, (_, at) => 450 + at));
    expect(new Set(failed).size).toBe(450);
    expect(failed).toHaveLength(450);
    expect(entries).toHaveLength(450);
  });

  test('what fails is tried once in a run, and a run ends even when everything fails', async () => {
    const { run, failed, asked } = list(5_000, () => true);
    expect(await run()).toBe(failed.length);
    expect(failed.length).toBeLessThan(2_000);
    expect(new Set(failed).size).toBe(failed.length);
    expect(asked.at(-1)).toBeLessThanOrEqual(1_200);
  });
});
