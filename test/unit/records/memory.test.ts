import { describe, expect, test } from 'vitest';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { shardOf } from '../../../shared/records/index-lists.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { type Item, RecordsUnavailable, type Write } from '../../../shared/records/port.ts';
import { AT } from './builders.ts';

const aCase = (i: number, rest: Partial<Item> = {}): Item => ({
  table: 'cases',
  pk: `CASE#PD-2026-${String(i).padStart(6, '0')}-0`,
  sk: 'CASE',
  kind: 'case',
  v: 1,
  body: { n: i },
  ...rest,
});
const put = (item: Item): Write => ({ op: 'put-absent', item });
const next = (item: Item, rest: Partial<Item> = {}): Write => ({
  op: 'put-version',
  item: { ...item, v: item.v + 1, ...rest },
});
const day = (i: number): string =>
  `2026-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;

async function unitsOf(records: MemoryRecords, act: () => Promise<unknown>) {
  records.resetUnits();
  await act();
  const { read, write, index } = records.units;
  return { read, write, index };
}

describe('the in-memory twin counts units as DynamoDB does', () => {
  test('a single put costs a unit for each KB begun, a transaction twice that', async () => {
    const records = new MemoryRecords();
    expect(await unitsOf(records, () => records.commit([put(aCase(1))]))).toEqual({
      read: 0,
      write: 1,
      index: 0,
    });
    expect(await unitsOf(records, () => records.commit([put(aCase(2)), put(aCase(3))]))).toEqual({
      read: 0,
      write: 4,
      index: 0,
    });
    const big = aCase(4, { body: { text: 'ё'.repeat(600) } });
    expect(await unitsOf(records, () => records.commit([put(big)]))).toEqual({ read: 0, write: 2, index: 0 });
    expect(await unitsOf(records, () => records.commit([next(big, { body: {} })]))).toEqual({
      read: 0,
      write: 2,
      index: 0,
    });
  });

  test('failed conditions are paid for, checks in a transaction too', async () => {
    const records = new MemoryRecords();
    await records.commit([put(aCase(1))]);
    expect(await unitsOf(records, () => records.commit([put(aCase(1))]))).toEqual({
      read: 0,
      write: 1,
      index: 0,
    });
    expect(await unitsOf(records, () => records.commit([put(aCase(1)), put(aCase(2))]))).toEqual({
      read: 0,
      write: 4,
      index: 0,
    });
    const checked: Write[] = [{ op: 'check-version', key: aCase(1), v: 1 }, put(aCase(2))];
    expect(await unitsOf(records, () => records.commit(checked))).toEqual({ read: 0, write: 4, index: 0 });
    expect(await unitsOf(records, () => records.commit([{ op: 'check-absent', key: aCase(9) }]))).toEqual({
      read: 1,
      write: 0,
      index: 0,
    });
  });

  test('an index costs a unit when its entry comes, goes or changes, two when it moves, none when it stays', async () => {
    const records = new MemoryRecords();
    const due = { group: 'case', sort: '2026-12-23' };
    const todo = { group: 'case', at: '2026-11-23T09:00:00.000Z', why: 'start' } as const;
    const item = aCase(1, { due, todo });
    const index = async (write: Write) => (await unitsOf(records, () => records.commit([write]))).index;
    expect(await index(put(item))).toBe(2);
    expect(await index(next(item, { body: { n: 2 } }))).toBe(0);
    expect(await index(next({ ...item, v: 2 }, { todo: { ...todo, why: 'resume' } }))).toBe(1);
    expect(
      await index(
        next({ ...item, v: 3 }, { todo: { ...todo, why: 'resume', at: '2026-11-24T09:00:00.000Z' } }),
      ),
    ).toBe(2);
    const { todo: _todo, ...done } = item;
    expect(await index(next({ ...done, v: 4 }))).toBe(1);
    expect(await index({ op: 'delete-version', key: item, v: 5 })).toBe(1);
  });

  test('reads cost a unit for each 4 KB begun, absent items one', async () => {
    const records = new MemoryRecords();
    await records.commit([put(aCase(1, { body: { text: 'x'.repeat(5000) } }))]);
    expect(await unitsOf(records, () => records.get(aCase(1), AT))).toMatchObject({ read: 2 });
    expect(await unitsOf(records, () => records.get(aCase(2), AT))).toMatchObject({ read: 1 });
    expect(await unitsOf(records, () => records.getMany([aCase(1), aCase(2)], AT))).toMatchObject({
      read: 3,
    });
  });

  test('the next 50 due cases cost the same units with 100 and with 10,000 open cases', async () => {
    const cost = async (open: number) => {
      const records = new MemoryRecords();
      for (let i = 0; i < open; i += 1) {
        await records.commit([
          put(
            aCase(i, { due: { group: 'case', sort: `${day(i)}#PD-2026-${String(i).padStart(6, '0')}-0` } }),
          ),
        ]);
      }
      return unitsOf(records, async () =>
        expect((await records.listDue('case', { limit: 50 })).items).toHaveLength(50),
      );
    };
    const small = await cost(100);
    expect(small).toEqual({ read: 2, write: 0, index: 0 });
    expect(await cost(10_000)).toEqual(small);
  });
});

describe('the in-memory twin holds faults and moments', () => {
  test('a commit whose answer is lost again and again is unavailable at last – or told truly as soon as a read answers', async () => {
    let reads = 0;
    const records = new MemoryRecords({
      faults: ({ when, op }) => {
        if (when === 'after' && op === 'commit') throw new StoreTrouble('unknown');
        if (op === 'getMany' && reads++ < 3) throw new StoreTrouble('throttled');
      },
    });
    await expect(records.commit([put(aCase(1))])).rejects.toBeInstanceOf(RecordsUnavailable);
    expect(await records.commit([put(aCase(2))])).toEqual({ ok: true });
  });

  test('a refusal after a lost answer is told as one when another’s write stands there', async () => {
    let lose = true;
    const records: MemoryRecords = new MemoryRecords({
      faults: ({ when, op }) => {
        if (when === 'before' && op === 'commit' && lose) {
          lose = false;
          throw new StoreTrouble('unknown');
        }
      },
    });
    const mine = records.commit([put(aCase(1))]);
    const other = records.commit([put(aCase(1, { body: { other: true } }))]);
    expect([await mine, await other]).toEqual([{ ok: false, failed: [0] }, { ok: true }]);
  });

  test('throttling is tried three times with pauses, then given up; a fault of the program is not tried again', async () => {
    const pauses: number[] = [];
    const patience = { sleep: async (ms: number) => void pauses.push(ms), random: () => 0.5 };
    const records = new MemoryRecords({
      patience,
      faults: () => {
        throw new StoreTrouble('throttled');
      },
    });
    await expect(records.get(aCase(1), AT)).rejects.toBeInstanceOf(RecordsUnavailable);
    expect(pauses).toEqual([40, 80]);
    const broken = new MemoryRecords({
      patience,
      faults: () => {
        throw new TypeError('bug');
      },
    });
    await expect(broken.get(aCase(1), AT)).rejects.toBeInstanceOf(TypeError);
    expect(pauses).toHaveLength(2);
  });

  test('an index may lag: entries come when they are settled, in order', async () => {
    const records = new MemoryRecords({ laggingIndexes: true });
    const list = async () => (await records.listDue('case', { limit: 9 })).items.map((entry) => entry.sort);
    const item = aCase(1, { due: { group: 'case', sort: '1' } });
    await records.commit([put(item)]);
    await records.commit([next(item, { due: { group: 'case', sort: '2' } })]);
    expect(await list()).toEqual([]);
    records.settleIndexes(1);
    expect(await list()).toEqual(['1']);
    records.settleIndexes();
    expect(await list()).toEqual(['2']);
  });

  test('the feed tells each change of its tables once, in order, with both images', async () => {
    const records = new MemoryRecords({ feed: ['cases'] });
    const item = aCase(1);
    await records.commit([put(item), put({ ...item, table: 'people' })]);
    await records.commit([next(item)]);
    await records.commit([next(item)]);
    await records.commit([{ op: 'delete-version', key: item, v: 2 }]);
    const changes = records.takeChanges();
    expect(changes.map(({ seq, event, before, after }) => [seq, event, before?.v, after?.v])).toEqual([
      [1, 'INSERT', undefined, 1],
      [2, 'MODIFY', 1, 2],
      [3, 'REMOVE', 2, undefined],
    ]);
    expect(records.takeChanges()).toEqual([]);
  });

  test('a restore brings back exactly the moment of the snapshot, indexes and all', async () => {
    const records = new MemoryRecords();
    const item = aCase(1, { due: { group: 'case', sort: '1' } });
    await records.commit([put(item)]);
    const backup = records.snapshot();
    await records.commit([next(item, { due: { group: 'case', sort: '2' } }), put(aCase(2))]);
    records.restore(backup);
    expect([...records.everything()]).toEqual([item]);
    expect((await records.listDue('case', { limit: 9 })).items.map((entry) => entry.sort)).toEqual(['1']);
  });

  test('items are spread over all shards about evenly', () => {
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 10_000; i += 1)
      counts[shardOf(aCase(i).pk)] = (counts[shardOf(aCase(i).pk)] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 2500)).toBeLessThan(250);
  });
});
