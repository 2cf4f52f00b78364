import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listCases } from '../../../functions/desk/list.ts';
import { printQueue } from '../../../functions/desk/print.ts';
import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import { addDays } from '../../../shared/law/dates.ts';
import { CASES_DUE } from '../../../shared/records/case-file.ts';
import { rowText } from '../../../shared/records/case-row.ts';
import { caseKind } from '../../../shared/records/kinds/cases.ts';
import { putNew } from '../../../shared/records/kinds/kind.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { BadCursor } from '../../../shared/records/port.ts';
import { newReference } from '../../../shared/records/references.ts';
import { aClaim } from '../domain/builders.ts';
import { seeded } from '../records/builders.ts';
import { at, CANARIES, DeskWorld, POSTAL, RECEIVED, REQUEST } from './desk-world.ts';

/** Puts `count` open cases with different days into the store. */
async function filled(records: MemoryRecords, count: number): Promise<void> {
  const random = seeded(`list ${count}`);
  const { body } = aClaim();
  for (let n = 0; n < count; n += 100) {
    const writes = Array.from({ length: Math.min(100, count - n) }, (_, index) => {
      const workBy = addDays('2026-12-01', (n + index) % 40);
      const one: KnownCase = { ...body, reference: newReference('2026', random), workBy, dueOn: workBy };
      return putNew(caseKind, one.reference, one, {
        due: { group: CASES_DUE, sort: `${workBy}#${one.reference}`, row: rowText(one, undefined) },
      });
    });
    await records.commit(writes);
  }
}

describe('the list of cases', () => {
  test('D1: all that is not closed, by the day to finish by, earliest first', async () => {
    const world = new DeskWorld();
    const later = await world.claim(REQUEST, RECEIVED);
    const sooner = await world.claim(POSTAL, RECEIVED, '2026-11-20');
    const done = await world.claim();
    await world.act(done, { act: 'settle', reason: 'Договорились.' }, RECEIVED);
    const { items, cursor } = await listCases({}, RECEIVED, world.deps);
    expect(items.map(({ reference }) => reference)).toEqual([sooner, later]);
    expect(cursor).toBeNull();
  });

  test('D1: `due` takes those whose working day to finish by is that day or earlier', async () => {
    const world = new DeskWorld();
    await world.claim(REQUEST, RECEIVED);
    const { workBy } = await world.body(await world.claim(POSTAL, RECEIVED, '2026-11-16'));
    expect((await listCases({ due: workBy }, RECEIVED, world.deps)).items).toHaveLength(1);
    expect((await listCases({ due: addDays(workBy, -1) }, RECEIVED, world.deps)).items).toHaveLength(0);
    expect((await listCases({ due: '2026-12-31' }, RECEIVED, world.deps)).items).toHaveLength(2);
  });

  test('D1: filters by status, kind and assignee; closed cases are found by their status', async () => {
    const world = new DeskWorld();
    const mine = await world.claim();
    const closed = await world.claim();
    await world.claim();
    await world.act(mine, { act: 'assign', to: 'agent-1' }, RECEIVED);
    await world.act(closed, { act: 'court', reason: 'Иск.' }, RECEIVED);
    const list = async (query: Parameters<typeof listCases>[0]) =>
      (await listCases(query, RECEIVED, world.deps)).items.map(({ reference }) => reference);
    expect(await list({ assignee: 'agent-1' })).toEqual([mine]);
    expect(await list({ status: 'court' })).toEqual([closed]);
    expect(await list({ status: 'open' })).toHaveLength(2);
    expect(await list({ kind: 'claim' })).toHaveLength(2);
    expect(await list({ kind: 'another' as 'claim' })).toEqual([]);
    expect(await list({ status: 'delivered' })).toEqual([]);
  });

  test('D1: overdue is said from the day after the promised one', async () => {
    const world = new DeskWorld();
    await world.claim();
    const overdue = async (iso: string) => (await listCases({}, at(iso), world.deps)).items[0]?.overdue;
    expect(await overdue('2026-12-23T20:59:59Z')).toBe(false);
    expect(await overdue('2026-12-23T21:00:00Z')).toBe(true);
  });

  test('D1: the cursor leads through all pages, each case once', async () => {
    const records = new MemoryRecords();
    await filled(records, 230);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCases(cursor === undefined ? {} : { cursor }, RECEIVED, { records });
      expect(page.items.length).toBeLessThanOrEqual(50);
      seen.push(...page.items.map(({ workBy, reference }) => `${workBy}#${reference}`));
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(230);
    expect(seen).toEqual(seen.toSorted());
  });

  test('budget: the next 50 due cases cost the same read units of 100 and of 4,000 open ones', async () => {
    const units = async (count: number) => {
      const records = new MemoryRecords();
      await filled(records, count);
      records.resetUnits();
      const { items } = await listCases({}, RECEIVED, { records });
      expect(items).toHaveLength(50);
      return records.units;
    };
    const few = await units(100);
    const many = await units(4_000);
    expect(many.calls).toBe(few.calls);
    expect(many.read).toBe(few.read);
    expect(many.read).toBeLessThanOrEqual(5);
  });

  test('budget: a filter that fits nothing looks at a bounded number of cases and gives a cursor', async () => {
    const records = new MemoryRecords();
    await filled(records, 2_000);
    records.resetUnits();
    const page = await listCases({ assignee: 'nobody' }, RECEIVED, { records });
    expect(page).toMatchObject({ items: [], cursor: expect.any(String) });
    expect(records.units.calls).toBeLessThanOrEqual(10 * 9);
    // No case is read for it: half a unit for some thirty entries.
    expect(records.units.read).toBeLessThanOrEqual(10 * 6);
  });

  test('a cursor that nobody gave is refused, whatever it says', async () => {
    const { deps } = new DeskWorld();
    for (const cursor of ['x', Buffer.from('[1,2,3,4]').toString('base64url'), 'e30'])
      await expect(listCases({ cursor }, RECEIVED, deps)).rejects.toThrow(BadCursor);
  });

  test('G10: whatever people type, no list has any of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 8, maxLength: 60, unit: 'grapheme' }), async (typed) => {
        const canary = `${CANARIES[0]}${typed}`;
        const world = new DeskWorld();
        const claimant = { name: canary, postalAddress: canary };
        await world.claim({ ...REQUEST, claimant, facts: canary, demand: canary });
        const lists = JSON.stringify([
          await listCases({}, RECEIVED, world.deps),
          await printQueue(RECEIVED, world.deps),
        ]);
        expect(lists).not.toContain(CANARIES[0]);
        expect(JSON.parse(lists)[0].items).toHaveLength(1);
        expect(JSON.parse(lists)[1]).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });
});
