import { describe, expect, test } from 'vitest';
import { auditorLetter, signDays } from '../../../functions/ledger/sign-day.ts';
import { signedIn } from '../../../shared/records/day-heads.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import type { RootBody } from '../../../shared/records/kinds/ledger.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { commitWithEvents } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import type { Records, Write } from '../../../shared/records/port.ts';
import { allRoots, newestRoot, rootJws, rootValue } from '../../../shared/records/roots.ts';
import { manyHeads } from '../../bench/many-heads.ts';
import { A, aStore, B, DAY, event, eventOf, faults, secrets, sign } from './audited-store.ts';
import { AT, tampered } from './builders.ts';

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Tells a chain something, `days` after the store was made. */
const tell = (records: Records, subject: string, days = 0, type = 'noted') =>
  commitWithEvents(
    records,
    secrets,
    [],
    [{ subject, events: [event(type, { at: isoOf(AT + days * DAY) })] }],
  );

/** A store whose puts fail from some moment on. */
function dying(records: MemoryRecords, after: (write: Write) => boolean): Records {
  let dead = false;
  return {
    get: (...given) => records.get(...given),
    getMany: (...given) => records.getMany(...given),
    query: (...given) => records.query(...given),
    listDue: (...given) => records.listDue(...given),
    listTodo: (...given) => records.listTodo(...given),
    listDays: (...given) => records.listDays(...given),
    find: (...given) => records.find(...given),
    scan: (...given) => records.scan(...given),
    giveWay: (...given) => records.giveWay(...given),
    commit: (writes) => {
      dead ||= writes.some(after);
      if (dead) throw new Error('killed');
      return records.commit(writes);
    },
  };
}

/** Many chains of one event each. */
async function crowd(records: Records, count: number): Promise<void> {
  for (let i = 0; i < count; i += 100) {
    const chapters = Array.from({ length: Math.min(100, count - i) }, (_, j) => ({
      subject: `CROWD-${i + j}`,
      events: [event('noted')],
      isNew: true,
    }));
    await commitWithEvents(records, secrets, [], chapters);
  }
}

describe('the daily root (A1)', () => {
  test('A1: a day that is over is signed once, however often the schedule fires, and its letter is queued with it', async () => {
    const records = await aStore();
    const both = await Promise.all([sign(records, 0), sign(records, 0)]);
    expect(both.map((days) => days.length).sort()).toEqual([0, 1]);
    expect(await sign(records, 0)).toEqual([]);
    const root = (await newestRoot(records)) ?? expect.fail();
    expect(root).toMatchObject({ day: '2026-11-23', chains: 2 });
    const letters = await records.listTodo('letter', { upTo: root.at, limit: 5 });
    expect(letters.map(({ pk }) => pk)).toContain('MAIL#root-2026-11-23');
    const letter = await read(records, letterKind, { id: 'root-2026-11-23' }, AT);
    expect(letter?.body.data).toEqual({
      day: '2026-11-23',
      root: rootValue(root),
      signed: rootJws(root),
      keyId: 'k1',
      chains: 2,
    });
  });

  test('A1: a day that is not over is not signed', async () => {
    const records = await aStore();
    expect(await sign(records, -1)).toEqual([]);
    const minutesAfterMidnight = Date.UTC(2026, 10, 24, 0, 30);
    const handOver = (root: RootBody) => auditorLetter(root, 'ru');
    const deps = { records, secrets, handOver };
    expect(await signDays(deps, minutesAfterMidnight)).toEqual([]);
    expect(await signDays(deps, minutesAfterMidnight + 3_600_000)).toHaveLength(1);
  });

  test('A1: of each chain that grew the last event of the day is signed, of the others nothing', async () => {
    const records = await aStore();
    for (let i = 0; i < 3; i += 1) await tell(records, A);
    await tell(records, A, 1);
    await tell(records, 'OTHER', 1);
    const [first] = await sign(records, 0);
    const [second] = await sign(records, 1);
    expect([first?.root.chains, second?.root.chains]).toEqual([2, 2]);
    await sign(records, 2);
    expect(
      (await allRoots(records)).roots.map(({ day, chains, previous }) => [day, chains, previous?.day]),
    ).toEqual([
      ['2026-11-23', 2, undefined],
      ['2026-11-24', 2, '2026-11-23'],
      ['2026-11-25', 0, '2026-11-24'],
    ]);
    expect(await faults(records)).toEqual([]);
  });

  test('A1: an event adds one unit for the index, once a commit and chain', async () => {
    const records = new MemoryRecords();
    const events = [event('one'), event('two'), event('three')];
    await commitWithEvents(records, secrets, [], [{ subject: A, events, isNew: true }]);
    expect(records.units).toMatchObject({ write: 6, index: 1 });
    const { items } = await records.query('ledger', `CHAIN#${A}`);
    expect(items.map(({ day }) => day)).toEqual([undefined, undefined, '2026-11-23']);
  });

  test('A1: days on which the job did not run are caught up, each with its root, in their order', async () => {
    const records = await aStore();
    await tell(records, B, 2);
    expect((await sign(records, 3)).map(({ root: { day, chains } }) => [day, chains])).toEqual([
      ['2026-11-23', 2],
      ['2026-11-24', 0],
      ['2026-11-25', 1],
      ['2026-11-26', 0],
    ]);
    expect(await faults(records)).toEqual([]);
  });

  test('A1: what comes into a day after its root – a clock was behind – is in the next one', async () => {
    const records = await aStore();
    await sign(records, 0);
    await tell(records, 'LATE');
    await tell(records, A);
    expect((await sign(records, 1)).map(({ root: { chains } }) => chains)).toEqual([2]);
    // And not once more in the one after it.
    expect((await sign(records, 2)).map(({ root: { chains } }) => chains)).toEqual([0]);
    expect(await faults(records)).toEqual([]);
    const cut = tampered(records, (item) => (item.pk === 'CHAIN#LATE' ? undefined : item));
    expect(await faults(cut)).toEqual([
      'chain LATE: does not hold the event 1 that the root of 2026-11-24 signs',
    ]);
  });

  test('A1: a clock that is behind never puts a chain’s event under a day before that of the event before it', async () => {
    const records = new MemoryRecords();
    await tell(records, A, 1);
    await tell(records, A, 0);
    const { items } = await records.query('ledger', `CHAIN#${A}`);
    expect(items.map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-24']);
  });

  test('A1: a chain whose end came so late that no root took it is told by the audit', async () => {
    const records = await aStore();
    await sign(records, 1);
    await tell(records, 'LATE');
    await sign(records, 2);
    expect(await faults(records)).toEqual(['chain LATE: its end, event 1 of 2026-11-23, is in no root']);
    await tell(records, 'LATE', 3);
    expect(await faults(records)).toEqual([]);
  });

  test('A1: the day that follows a cut says which chains do not hold any more what was signed', async () => {
    const records = await aStore();
    await sign(records, 0);
    const cut = tampered(records, (item) => (eventOf(A, 3)(item) ? undefined : item));
    expect(await sign(cut, 1)).toMatchObject([{ shrunk: [A] }]);
    expect(await sign(records, 1)).toMatchObject([{ shrunk: [] }]);
  });

  test.each([
    ['its root', (write: Write) => 'item' in write && write.item.kind === 'root'],
    ['its second page', (write: Write) => 'item' in write && write.item.sk === '1#00000'],
  ])('A1: a job that died before %s is gone on with, whatever was added meanwhile', async (_, after) => {
    const records = await aStore();
    await crowd(records, 1000);
    await expect(sign(dying(records, after), 0)).rejects.toThrow('killed');
    expect(await newestRoot(records)).toBeUndefined();
    const pages = [...records.everything()].filter(({ kind }) => kind === 'heads').length;
    expect(pages).toBeGreaterThan(0);
    await tell(records, 'AFTERWARDS');
    const [signed] = await sign(records, 0);
    // What belongs before a page that stands is late, and in the next root.
    const [next] = await sign(records, 1);
    expect((signed?.root.chains ?? 0) + (next?.root.chains ?? 0)).toBe(1003);
    expect(await faults(records)).toEqual([]);
  });

  test('A1: many chains go over several pages of each shard, and all are signed', async () => {
    using many = manyHeads(21_000, '2026-11-23');
    const [signed] = await sign(many.records, 0);
    expect(signed?.root).toMatchObject({ chains: 21_000, pages: [2, 2, 2, 2] });
    const { root } = signed ?? expect.fail();
    const subjects: string[] = [];
    for await (const { subject } of signedIn(many.records, root, 3)) subjects.push(subject);
    expect([subjects.length, subjects.at(-1)]).toEqual([5250, 'CROWD-000020999']);
  });
});
