import { describe, expect, test } from 'vitest';
import { nextStep } from '../../../shared/records/erasing.ts';
import { dutyKind } from '../../../shared/records/kinds/consents.ts';
import { toItem } from '../../../shared/records/kinds/kind.ts';
import { addressKind, destructionKind, profileKind } from '../../../shared/records/kinds/people.ts';
import { personTextKind } from '../../../shared/records/kinds/person-texts.ts';
import { publicPageKind, publishedKind } from '../../../shared/records/kinds/publications.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { everyOwned } from '../../../shared/records/owned.ts';
import type { Item, Records } from '../../../shared/records/port.ts';
import { AT } from './builders.ts';

const PERSON = 'P-00000000000000000001';
const HER = { to: 'person', id: PERSON } as const;
const SINCE = new Date(AT).toISOString();
const bytes = new Uint8Array([1]);

const profile = toItem(profileKind, PERSON, {
  ...({ person: PERSON, state: 'closing', revision: 1, language: 'ru', registeredAt: SINCE } as const),
  ...{ lookup: 'hers', policy: { version: 'policy-1', hash: 'h', at: SINCE }, key: bytes, sealed: bytes },
});
const address = (lookup: string, person: string) => toItem(addressKind, lookup, { person, since: SINCE });
const text = (n: number) =>
  toItem(personTextKind, { person: PERSON, id: String(n).padStart(5, '0') }, { sealed: bytes });
const duty = (event: number) =>
  toItem(
    dutyKind,
    { person: PERSON, event },
    {
      ...({ person: PERSON, purpose: 'promotions', event, rule: 'r', start: '2026-11-01' } as const),
      ...({ due: '2026-12-01', workBy: '2026-12-01', provisional: false, state: 'open' } as const),
    },
  );
const PAGE = 'p'.repeat(22);
const published = (field: 'name' | 'phone' | 'organisation') =>
  toItem(
    publishedKind,
    { person: PERSON, field },
    { person: PERSON, page: PAGE, field, event: 1, since: SINCE, conditions: [], key: bytes, sealed: bytes },
  );
const page = toItem(publicPageKind, PAGE, { person: PERSON });

async function stored(items: readonly Item[]): Promise<MemoryRecords> {
  const records = new MemoryRecords();
  for (let i = 0; i < items.length; i += 100)
    await records.commit(items.slice(i, i + 100).map((item) => ({ op: 'put-absent', item })));
  return records;
}

/** Destroys to the end, step by step; how many writes each step had. */
async function destroyed(records: Records): Promise<readonly number[]> {
  const sizes: number[] = [];
  for (let last = false; !last; ) {
    const step = await nextStep(records, HER, AT);
    sizes.push(step.writes.length + step.events.length);
    if (step.writes.length > 0) await records.commit(step.writes);
    last = step.last;
  }
  return sizes;
}
const left = (records: MemoryRecords) => [...records.everything()].map(({ pk, sk }) => `${pk} ${sk}`);

describe('S8, R7: what goes with a person', () => {
  test('10,000 records go in steps of at most eighty writes and events, and no page holds more', async () => {
    const records = await stored([
      profile,
      address('hers', PERSON),
      ...Array.from({ length: 9_900 }, (_, n) => text(n)),
      ...Array.from({ length: 100 }, (_, n) => duty(n + 1)),
    ]);
    let largest = 0;
    const watched = new Proxy(records, {
      get: (target, name) =>
        name === 'query'
          ? async (...asked: Parameters<Records['query']>) => {
              const found = await target.query(...asked);
              largest = Math.max(largest, found.items.length);
              return found;
            }
          : typeof target[name as keyof MemoryRecords] === 'function'
            ? (target[name as keyof MemoryRecords] as () => unknown).bind(target)
            : target[name as keyof MemoryRecords],
    });
    const sizes = await destroyed(watched);
    expect(Math.max(...sizes)).toBe(80);
    expect(sizes.length).toBe(Math.ceil((9_900 + 200 + 2) / 80));
    expect(largest).toBeLessThanOrEqual(80);
    expect(left(records)).toEqual([]);
  });

  test('what another record names goes before or with it, the own record at the very end – at whichever step somebody dies', async () => {
    // So many that the first step has room for the page, and not for the field that names it.
    const items = [
      ...[profile, address('hers', PERSON), page, published('name'), text(1)],
      ...Array.from({ length: 39 }, (_, n) => duty(n + 1)),
    ];
    const records = await stored(items);
    for (;;) {
      const step = await nextStep(records, HER, AT);
      expect(
        step.writes.some(
          ({ op, ...write }) => op === 'delete-version' && 'key' in write && write.key.sk === 'PROFILE',
        ),
      ).toBe(step.last);
      await records.commit(step.writes);
      const keys = left(records);
      if (keys.includes(`PUBLIC#${PAGE} PAGE`)) expect(keys.join()).toContain('PUBLIC#name');
      if (step.last) break;
      expect(keys).toContain(`PERSON#${PERSON} PROFILE`);
    }
    expect(left(records)).toEqual([]);
  });

  test('nothing of others, and nothing that stays by a rule, is touched', async () => {
    const act = toItem(
      destructionKind,
      { person: PERSON, act: 'a' },
      {
        ...({
          act: 'a',
          person: PERSON,
          at: SINCE,
          why: 'closed',
          what: [],
          how: 'deleted-with-key',
        } as const),
        ...({ system: 'test', by: 'system', key: bytes, sealed: bytes } as const),
      },
    );
    const others = address('hers', 'P-00000000000000000002');
    const records = await stored([profile, others, act, text(1)]);
    await destroyed(records);
    expect(left(records).toSorted()).toEqual([`ADDRESS#hers ADDRESS`, `PERSON#${PERSON} DESTRUCTION#a`]);
  });

  test('S6: a walk over all that somebody owns goes on from any of its cursors', async () => {
    const items = [
      profile,
      address('hers', PERSON),
      page,
      published('name'),
      duty(1),
      ...[1, 2, 3].map(text),
    ];
    const records = await stored(items);
    const walk = async (after?: string) => {
      const found = [];
      for await (const { item, cursor } of everyOwned(records, HER, AT, { after, limit: 2 }))
        found.push({ name: `${item.pk} ${item.sk}`, cursor });
      return found;
    };
    const all = await walk();
    expect(all.map(({ name }) => name).toSorted()).toEqual(left(records).toSorted());
    for (const [n, { cursor }] of all.entries()) {
      const seen = all.slice(0, n + 1).map(({ name }) => name);
      const rest = (await walk(cursor)).map(({ name }) => name);
      expect(new Set([...seen, ...rest])).toEqual(new Set(all.map(({ name }) => name)));
    }
  });
});
