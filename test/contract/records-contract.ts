import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OutboxGroup } from '../../shared/names.ts';
import { storedLetters } from '../../shared/records/case-file.ts';
import { putNew } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import {
  BadCursor,
  InvalidWrite,
  type Item,
  type Key,
  type Records,
  RecordsUnavailable,
  type Value,
  type Write,
} from '../../shared/records/port.ts';
import { sizeOfItem } from '../../shared/records/sizes.ts';

/** Faults that a subject can be made to have; each is on until the returned function is called. */
export interface Faults {
  /** The next `times` writes are done, but their answers are lost. */
  loseAnswers(times: number): () => void;
  /** The next `times` calls are throttled. */
  throttle(times: number): () => void;
}

/** One implementation of the port under test. */
export interface Subject {
  readonly records: Records;
  /** Absent where nobody can disturb the store. */
  readonly faults?: Faults;
}

const AT = Date.UTC(2026, 10, 23, 9);
const expires = (ms: number): number => Math.floor((AT + ms) / 1000);

/** Fresh partition keys, so that tests share tables without meeting. */
const unique = (): string => `CASE#${randomUUID()}`;
const key = (pk: string, sk = 'CASE', table: Key['table'] = 'cases'): Key => ({ table, pk, sk });
const anItem = (pk: string, rest: Partial<Item> = {}): Item => ({
  ...key(pk),
  kind: 'case',
  v: 1,
  body: { a: 1 },
  ...rest,
});
const put = (item: Item): Write => ({ op: 'put-absent', item });
const next = (item: Item, rest: Partial<Item> = {}): Write => ({
  op: 'put-version',
  item: { ...item, v: item.v + 1, ...rest },
});

/** What every implementation of the records port keeps. */
export function recordsContract(subject: () => Subject): void {
  const records = (): Records => subject().records;

  test('what was put is read back whole: nested data, bytes, indexes and all', async () => {
    const body = {
      text: 'Ёлка №1',
      n: 1.5,
      yes: true,
      none: null,
      list: [1, 'a', { deep: [] }],
      bytes: new Uint8Array([0, 255, 7]),
      empty: '',
    };
    const item = anItem(unique(), {
      body,
      due: { group: 'g', sort: '2026-12-23#x' },
      todo: { group: 'case', at: '2026-11-23T09:00:00.000Z', why: 'start' },
    });
    expect(await records().commit([put(item)])).toEqual({ ok: true });
    expect(await records().get(item, AT)).toEqual(item);
    expect(await records().get(key(item.pk, 'OTHER'), AT)).toBeUndefined();
  });

  test('a stored item changes neither through what was given nor through what was read', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const item = anItem(unique(), { body: { bytes } });
    await records().commit([put(item)]);
    bytes[0] = 9;
    const read = await records().get(item, AT);
    (read?.body['bytes'] as Uint8Array)[1] = 9;
    expect((await records().get(item, AT))?.body['bytes']).toEqual(new Uint8Array([1, 2, 3]));
  });

  test('put-absent is refused where something stands, and leaves it alone', async () => {
    const item = anItem(unique());
    await records().commit([put(item)]);
    expect(await records().commit([put({ ...item, body: { a: 2 } })])).toEqual({ ok: false, failed: [0] });
    expect((await records().get(item, AT))?.body).toEqual({ a: 1 });
  });

  test('put-version and delete-version act on the version they name only', async () => {
    const item = anItem(unique());
    expect(await records().commit([next(item)])).toEqual({ ok: false, failed: [0] });
    await records().commit([put(item)]);
    expect(await records().commit([next(item, { body: { a: 2 } })])).toEqual({ ok: true });
    expect(await records().commit([next(item, { body: { a: 3 } })])).toEqual({ ok: false, failed: [0] });
    expect(await records().commit([{ op: 'delete-version', key: item, v: 1 }])).toEqual({
      ok: false,
      failed: [0],
    });
    expect(await records().commit([{ op: 'delete-version', key: item, v: 2 }])).toEqual({ ok: true });
    expect(await records().get(item, AT)).toBeUndefined();
  });

  test('a lone check answers without writing', async () => {
    const item = anItem(unique());
    expect(await records().commit([{ op: 'check-absent', key: item }])).toEqual({ ok: true });
    await records().commit([put(item)]);
    expect(await records().commit([{ op: 'check-absent', key: item }])).toEqual({ ok: false, failed: [0] });
    expect(await records().commit([{ op: 'check-version', key: item, v: 1 }])).toEqual({ ok: true });
    expect(await records().commit([{ op: 'check-version', key: item, v: 2 }])).toEqual({
      ok: false,
      failed: [0],
    });
  });

  test('G3: with an instant, a check finds an expired item of short absent, and one that has not expired there', async () => {
    const old: Item = { ...anItem(unique()), table: 'short', expires: expires(-1000) };
    const live: Item = { ...anItem(unique()), table: 'short', expires: expires(60_000) };
    await records().commit([put(old), put(live)]);
    const check = (item: Item, at?: number): Write => ({
      ...{ op: 'check-absent', key: { table: item.table, pk: item.pk, sk: item.sk } },
      ...(at === undefined ? {} : { at }),
    });
    const commit = (write: Write) => records().commit([write, put(anItem(unique()))]);
    expect(await commit(check(old, AT))).toEqual({ ok: true });
    expect(await commit(check(old))).toEqual({ ok: false, failed: [0] });
    expect(await commit(check(live, AT))).toEqual({ ok: false, failed: [0] });
  });

  test('G1: a transaction writes all of it, over tables, or nothing, and names every action that failed', async () => {
    const [one, two, three] = [anItem(unique()), anItem(unique()), anItem(unique())];
    const event = { ...anItem(unique()), table: 'ledger' as const, kind: 'event' };
    await records().commit([put(two), put(three)]);
    expect(await records().commit([put(one), put(two), put(event), next({ ...three, v: 4 })])).toEqual({
      ok: false,
      failed: [1, 3],
    });
    expect(await records().getMany([one, event], AT)).toEqual([undefined, undefined]);
    const all: Write[] = [put(one), next(two), put(event), { op: 'delete-version', key: three, v: 1 }];
    expect(await records().commit(all)).toEqual({ ok: true });
    expect((await records().getMany([one, two, event, three], AT)).map((item) => item?.v)).toEqual([
      1,
      2,
      1,
      undefined,
    ]);
  });

  test('checks in a transaction hold it up without changing their items', async () => {
    const [guard, item] = [anItem(unique()), anItem(unique())];
    const checked = (v: number): Write[] => [{ op: 'check-version', key: guard, v }, put(item)];
    await records().commit([put(guard)]);
    expect(await records().commit(checked(2))).toEqual({ ok: false, failed: [0] });
    expect(await records().commit([{ op: 'check-absent', key: guard }, put(item)])).toEqual({
      ok: false,
      failed: [0],
    });
    expect(await records().commit(checked(1))).toEqual({ ok: true });
    expect((await records().get(guard, AT))?.v).toBe(1);
  });

  test('of twenty writers of one version exactly one wins', async () => {
    const item = anItem(unique());
    await records().commit([put(item)]);
    const race = Array.from({ length: 20 }, (_, i) => records().commit([next(item, { body: { a: i } })]));
    const won = (await Promise.all(race)).filter((result) => result.ok);
    expect(won).toHaveLength(1);
  });

  test('getMany answers in the order of the keys, repeats and absent ones included, beyond one batch', async () => {
    const pk = unique();
    const items = Array.from({ length: 120 }, (_, i) => anItem(pk, { sk: `S${i}`, body: { i } }));
    for (let i = 0; i < items.length; i += 60) await records().commit(items.slice(i, i + 60).map(put));
    const keys = [...items.map((item) => key(pk, item.sk)), key(pk, 'none'), key(pk, 'S7')];
    const read = await records().getMany(keys, AT);
    expect(read.map((item) => item?.body['i'])).toEqual([...items.map((_, i) => i), undefined, 7]);
    expect(await records().getMany([], AT)).toEqual([]);
  });

  test('query walks a partition in order of sk, by prefix, pages and direction', async () => {
    const pk = unique();
    const sks = ['A', 'LETTER#1', 'LETTER#2', 'LETTER#3', 'Z'];
    await records().commit(sks.map((sk) => put(anItem(pk, { sk }))));
    const of = async (options?: Parameters<Records['query']>[2]) =>
      (await records().query('cases', pk, options)).items.map((item) => item.sk);
    expect(await of()).toEqual(sks);
    expect(await of({ prefix: 'LETTER#' })).toEqual(['LETTER#1', 'LETTER#2', 'LETTER#3']);
    expect(await of({ newestFirst: true, limit: 2 })).toEqual(['Z', 'LETTER#3']);
    expect(await of({ newestFirst: true, limit: 2, stale: true })).toEqual(['Z', 'LETTER#3']);
    const first = await records().query('cases', pk, { prefix: 'LETTER#', limit: 2 });
    expect(first.items).toHaveLength(2);
    expect(await of({ prefix: 'LETTER#', limit: 2, after: first.cursor ?? '' })).toEqual(['LETTER#3']);
    expect(await of({ newestFirst: true, after: 'LETTER#2' })).toEqual(['LETTER#1', 'A']);
    expect((await records().query('cases', unique())).items).toEqual([]);
  });

  test('the due list is merged over its shards in order, page by page, with nothing twice or missing', async () => {
    const group = `due-${randomUUID()}`;
    const sorts = Array.from(
      { length: 90 },
      (_, i) => `2026-12-${String(1 + (i % 30)).padStart(2, '0')}#${i}`,
    );
    for (let i = 0; i < 90; i += 45) {
      await records().commit(
        sorts.slice(i, i + 45).map((sort) => put(anItem(unique(), { due: { group, sort } }))),
      );
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await records().listDue(group, { limit: 20, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(20);
      seen.push(...page.items.map((entry) => entry.sort));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual([...sorts].sort());
    const upTo = await records().listDue(group, { limit: 50, upTo: '2026-12-02#~' });
    expect(upTo.items.map((entry) => entry.sort.slice(0, 10))).toEqual([
      ...Array(3).fill('2026-12-01'),
      ...Array(3).fill('2026-12-02'),
    ]);
  });

  test('an item leaves an index when its attribute goes, and moves when it changes', async () => {
    const group = `due-${randomUUID()}`;
    const item = anItem(unique(), { due: { group, sort: '2026-12-01' } });
    const list = async () =>
      (await records().listDue(group, { limit: 5 })).items.map((entry) => [entry.sort, entry.kind, entry.pk]);
    await records().commit([put(item)]);
    await records().commit([next(item, { due: { group, sort: '2026-12-09' } })]);
    expect(await list()).toEqual([['2026-12-09', 'case', item.pk]]);
    const { due: _gone, ...without } = item;
    await records().commit([next({ ...without, v: 2 })]);
    expect(await list()).toEqual([]);
  });

  test('the outbox lists what is wanted up to an instant, earliest first, with the reason', async () => {
    const group = `todo-${randomUUID()}` as OutboxGroup;
    const wish = (at: string, why: string) => put(anItem(unique(), { todo: { group, at, why } }));
    await records().commit([
      wish('2026-11-23T09:00:00.000Z', 'start'),
      wish('2026-11-23T08:00:00.000Z', 'resume'),
      wish('2026-11-23T09:00:00.001Z', 'watch'),
    ]);
    const entries = await records().listTodo(group, { upTo: '2026-11-23T09:00:00.000Z', limit: 10 });
    expect(entries.map((entry) => [entry.why, entry.sort])).toEqual([
      ['resume', '2026-11-23T08:00:00.000Z'],
      ['start', '2026-11-23T09:00:00.000Z'],
    ]);
    expect(await records().listTodo(group, { upTo: '2026-11-23T09:00:00.000Z', limit: 1 })).toHaveLength(1);
  });

  test('a cursor that this store did not give is refused', async () => {
    for (const cursor of [
      'x',
      '!!',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[1,2,3,4]').toString('base64url'),
    ]) {
      await expect(records().listDue('case', { limit: 5, cursor })).rejects.toBeInstanceOf(BadCursor);
      await expect(records().scan('cases', cursor)).rejects.toBeInstanceOf(BadCursor);
    }
  });

  test('an expired item is absent from its second on, and its key may be used again then', async () => {
    const item: Item = { ...anItem(unique()), table: 'short', kind: 'session', expires: expires(60_000) };
    await records().commit([put(item)]);
    expect(await records().get(item, AT + 59_999)).toBeDefined();
    expect(await records().get(item, AT + 60_000)).toBeUndefined();
    expect(await records().getMany([item], AT + 60_000)).toEqual([undefined]);
    const again = (at: number): Write => ({
      op: 'put-absent',
      at,
      item: { ...item, body: { a: 2 }, expires: expires(120_000) },
    });
    expect(await records().commit([again(AT + 59_000)])).toEqual({ ok: false, failed: [0] });
    expect(await records().commit([again(AT + 60_000)])).toEqual({ ok: true });
  });

  test('a counter adds up to its ceiling and no further, however many count at once', async () => {
    const counter = key(`LIMIT#${randomUUID()}`, 'COUNT', 'short');
    const count = (by: number, ceiling: number) =>
      records().commit([{ op: 'count', key: counter, by, ceiling, expires: expires(60_000) }]);
    expect(await count(6, 5)).toEqual({ ok: false, failed: [0] });
    expect(await records().get(counter, AT)).toBeUndefined();
    const race = await Promise.all(Array.from({ length: 12 }, () => count(1, 5)));
    expect(race.filter((result) => result.ok)).toHaveLength(5);
    expect(await records().get(counter, AT)).toMatchObject({
      kind: 'counter',
      body: { n: 5 },
      expires: expires(60_000),
    });
    expect(await count(-2, 5)).toEqual({ ok: true });
    expect((await records().get(counter, AT))?.body).toEqual({ n: 3 });
  });

  test('a counter counts within a transaction, or not at all', async () => {
    const counter = key(`LIMIT#${randomUUID()}`, 'COUNT', 'short');
    const item = anItem(unique());
    const count: Write = { op: 'count', key: counter, by: 1, ceiling: 1, expires: expires(60_000) };
    expect(await records().commit([count, put(item)])).toEqual({ ok: true });
    expect(await records().commit([count, put(anItem(unique()))])).toEqual({ ok: false, failed: [0] });
    const other = key(`LIMIT#${randomUUID()}`, 'COUNT', 'short');
    expect(await records().commit([{ ...count, key: other }, put(item)])).toEqual({ ok: false, failed: [1] });
    expect(await records().get(other, AT)).toBeUndefined();
  });

  test('what no store would take is a fault of the program', async () => {
    const item = anItem(unique());
    const wrong: (readonly Write[])[] = [
      [],
      [put(item), next(item)],
      Array.from({ length: 101 }, () => put(anItem(unique()))),
      [put({ ...item, v: 2 })],
      [put({ ...item, expires: 1 })],
      [put({ ...item, pk: '' })],
      [put({ ...item, table: 'ledger', due: { group: 'g', sort: 's' } })],
      [put({ ...item, body: { wrong: undefined as unknown as null } })],
      [{ op: 'count', key: item, by: 1, ceiling: 1, expires: 1 }],
    ];
    for (const writes of wrong) await expect(records().commit(writes)).rejects.toBeInstanceOf(InvalidWrite);
    expect(await records().get(item, AT)).toBeUndefined();
  });

  const fill = (item: Item, bytes: number): Item => {
    const room = bytes - sizeOfItem({ ...item, body: { big: '' } });
    return { ...item, body: { big: `${room % 2 === 0 ? '' : 'x'}${'я'.repeat(Math.floor(room / 2))}` } };
  };
  const nested = (levels: number): Value => (levels === 1 ? [] : [nested(levels - 1)]);

  test('an item has at most 400 KB, a transaction 4 MB, a key 2,048 and 1,024 bytes, a body 31 levels: in UTF-8, to the byte', async () => {
    const limits: readonly (readonly [taken: readonly Item[], refused: readonly Item[]])[] = [
      [[fill(anItem(unique()), 400 * 1024)], [fill(anItem(unique()), 400 * 1024 + 1)]],
      [ofAll(11, 4 * 1024 * 1024), ofAll(11, 4 * 1024 * 1024 + 1)],
      [[anItem(`${'я'.repeat(1_000)}${unique()}`)], [anItem('я'.repeat(1_025))]],
      [[anItem(unique(), { sk: 'я'.repeat(512) })], [anItem(unique(), { sk: 'я'.repeat(513) })]],
      [[wanted('я'.repeat(1_023), 'x')], [wanted('я'.repeat(1_024), 'x')]],
      [[wanted('x', 'я'.repeat(512))], [wanted('x', 'я'.repeat(513))]],
      [[owed('я'.repeat(1_023), 'x')], [owed('я'.repeat(1_024), 'x')]],
      [[owed('x', 'я'.repeat(512))], [owed('x', 'я'.repeat(513))]],
      [
        [anItem(unique(), { body: { list: nested(30) } })],
        [anItem(unique(), { body: { list: nested(31) } })],
      ],
    ];
    for (const [taken, refused] of limits) {
      expect(await records().commit(taken.map(put))).toEqual({ ok: true });
      await expect(records().commit(refused.map(put))).rejects.toBeInstanceOf(InvalidWrite);
    }
  });

  const wanted = (group: string, sort: string): Item => anItem(unique(), { due: { group, sort } });
  const owed = (group: string, at: string): Item =>
    anItem(unique(), { todo: { group: group as OutboxGroup, at, why: 'w' } });
  /** Items of so many bytes together. */
  const ofAll = (count: number, bytes: number): Item[] => {
    const each = Math.floor(bytes / count);
    return Array.from({ length: count }, (_, i) =>
      fill(anItem(unique()), i === 0 ? bytes - each * (count - 1) : each),
    );
  };

  test('A1: the ledger takes nothing but new items', async () => {
    const event = { ...anItem(unique()), table: 'ledger' as const };
    await records().commit([put(event)]);
    await expect(records().commit([next(event)])).rejects.toBeInstanceOf(InvalidWrite);
    await expect(records().commit([{ op: 'delete-version', key: event, v: 1 }])).rejects.toBeInstanceOf(
      InvalidWrite,
    );
    await expect(records().commit([next(event), put(anItem(unique()))])).rejects.toBeInstanceOf(InvalidWrite);
  });

  test('D9: all letters of a case are read, however many pages they fill', async () => {
    const reference = `PD-2026-${randomUUID().slice(0, 6).toUpperCase()}-1`;
    // A page is a megabyte at most: 30 letters of 50 KB fill more than one.
    const letters = Array.from({ length: 30 }, (_, n) => `L${String(n).padStart(2, '0')}`);
    for (const id of letters) {
      const write = putNew(
        letterKind,
        { reference, id },
        {
          ...{ id, reference, kind: 'claim-receipt', to: 'requester', language: 'ru', channel: 'print' },
          ...{ status: 'queued', at: new Date(AT).toISOString(), delivery: 'at-least-once', attempts: [] },
          data: { filling: 'x'.repeat(50_000) },
        },
      );
      expect(await records().commit([write])).toEqual({ ok: true });
    }
    const { items } = await records().query('cases', `CASE#${reference}`, { prefix: 'LETTER#' });
    expect(items.length).toBeLessThan(letters.length);
    const read = await storedLetters({ records: records() }, reference);
    expect(read.map(({ body }) => body.id)).toEqual(letters);
  });

  test('parts of a scan meet every partition once, and whole', async () => {
    const pks = Array.from({ length: 12 }, unique);
    for (const pk of pks)
      await records().commit(['A', 'B'].map((sk) => put({ ...anItem(pk), table: 'people', sk })));
    const seen: string[] = [];
    for (const index of [0, 1, 2])
      for (let cursor: string | undefined | null = null; cursor !== undefined; ) {
        const page = await records().scan('people', cursor ?? undefined, { index, of: 3 });
        seen.push(...page.items.filter(({ pk }) => pks.includes(pk)).map(({ pk, sk }) => `${pk} ${sk}`));
        cursor = page.cursor;
      }
    expect(seen.toSorted()).toEqual(pks.flatMap((pk) => [`${pk} A`, `${pk} B`]).toSorted());
    for (let i = 0; i < seen.length; i += 2) expect(seen[i + 1]).toBe(seen[i]?.replace(/A$/, 'B'));
  });

  test('A1: the index of days gives what was marked, by days and chains in order, a range at a time', async () => {
    const subject = randomUUID();
    const chain = `CHAIN#${subject}`;
    const entry = (n: number, date?: string): Item => ({
      ...{
        table: 'ledger',
        pk: chain,
        sk: String(n).padStart(9, '0'),
        kind: 'event',
        v: 1,
        body: { n, mac: `mac-${n}` },
      },
      ...(date === undefined ? {} : { day: date }),
    });
    await records().commit([entry(1), entry(2, '2031-05-01')].map(put));
    await records().commit([put(entry(3, '2031-05-01'))]);
    await records().commit([put(entry(4, '2031-05-02'))]);
    expect(await records().get(key(chain, '000000003', 'ledger'), AT)).toEqual(entry(3, '2031-05-01'));
    const listed = async (after: string, upTo: string, limit?: number) => {
      const found = await Promise.all(
        [0, 1, 2, 3].map((shard) =>
          records().listDays(shard, { after, upTo, ...(limit === undefined ? {} : { limit }) }),
        ),
      );
      return found.flatMap(({ items }) => items.filter(({ pk }) => pk === chain).map(({ mac }) => mac));
    };
    expect(await listed('2031-05-01', '2031-05-01 ~')).toEqual(['mac-2', 'mac-3']);
    expect(await listed('2031-05-01', '2031-05-02 ~')).toEqual(['mac-2', 'mac-3', 'mac-4']);
    expect(await listed(`2031-05-01 ${subject} 000000002`, '2031-05-01 ~')).toEqual(['mac-3']);
    expect(await listed(`2031-05-01 ${subject} 000000002`, '2031-05-02 ~', 1)).toEqual(['mac-3']);
  });

  test('scan meets every item of a table over many pages, and the items of one partition together in order', async () => {
    const pk = unique();
    const text = 'x'.repeat(90_000);
    for (let i = 0; i < 30; i += 10) {
      await records().commit(
        Array.from({ length: 10 }, (_, j) =>
          put({ ...anItem(pk), table: 'people', sk: `S${i + j + 10}`, body: { text } }),
        ),
      );
    }
    const seen: string[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await records().scan('people', cursor);
      pages += 1;
      seen.push(...page.items.filter((item) => item.pk === pk).map((item) => item.sk));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, i) => `S${i + 10}`));
    expect(pages).toBeGreaterThan(2);
    let inPartition = 0;
    let after: string | undefined;
    do {
      const page = await records().query('people', pk, after === undefined ? {} : { after });
      inPartition += page.items.length;
      after = page.cursor;
    } while (after !== undefined);
    expect(inPartition).toBe(30);
  });

  test('a commit whose answer is lost is told truly: done once, not refused by itself', async ({ skip }) => {
    const { faults } = subject();
    if (faults === undefined) return skip('no faults on this wire');
    const [one, two] = [anItem(unique()), anItem(unique())];
    const counter = key(`LIMIT#${randomUUID()}`, 'COUNT', 'short');
    const heal = faults.loseAnswers(1);
    expect(await records().commit([put(one)])).toEqual({ ok: true });
    heal();
    const heal2 = faults.loseAnswers(1);
    expect(await records().commit([next(one, { body: { a: 2 } }), put(two)])).toEqual({ ok: true });
    heal2();
    const heal3 = faults.loseAnswers(1);
    expect(
      await records().commit([{ op: 'count', key: counter, by: 1, ceiling: 9, expires: expires(60_000) }]),
    ).toEqual({ ok: true });
    heal3();
    const heal4 = faults.loseAnswers(1);
    expect(await records().commit([{ op: 'delete-version', key: two, v: 1 }])).toEqual({ ok: true });
    heal4();
    expect((await records().getMany([one, two, counter], AT)).map((item) => item?.body)).toEqual([
      { a: 2 },
      undefined,
      { n: 1 },
    ]);
  });

  test('throttling is waited out within three tries; beyond that the store is unavailable and nothing was written', async ({
    skip,
  }) => {
    const { faults } = subject();
    if (faults === undefined) return skip('no faults on this wire');
    const item = anItem(unique());
    const heal = faults.throttle(2);
    expect(await records().commit([put(item)])).toEqual({ ok: true });
    heal();
    const heal2 = faults.throttle(3);
    await expect(records().commit([next(item)])).rejects.toBeInstanceOf(RecordsUnavailable);
    heal2();
    const heal3 = faults.throttle(3);
    await expect(records().get(item, AT)).rejects.toBeInstanceOf(RecordsUnavailable);
    heal3();
    expect((await records().get(item, AT))?.v).toBe(1);
  });
}
