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
    entries.splice(entries.indexOf(entry), 1);
    done.push(numberOf(entry));
  };
  const run = () =>
    workDue(
      records,
      {
        ...{ group: 'person', table: 'people', sideBySide: 4, work },
        failed: (entry) => failed.push(numberOf(entry)),
      },
      AT,
    );
  return { run, asked, done, failed, entries };
}

describe('working through what is due', () => {
  test('a short list is asked for once and done once', async () => {
    const { run, asked, done } = list(3, () => false);
    expect(await run()).toBe(3);
    expect([asked, done]).toEqual([[200], [0, 1, 2]]);
  });

  test('of a long one a page is done; the next run takes the rest', async () => {
    const { run, done } = list(250, () => false);
    expect([await run(), await run(), await run()]).toEqual([200, 50, 0]);
    expect(done).toHaveLength(250);
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
