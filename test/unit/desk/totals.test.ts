import { beforeEach, describe, expect, test } from 'vitest';
import { casesWork } from '../../../functions/cases/events.ts';
import { listCases } from '../../../functions/desk/list.ts';
import { duePage } from '../../../functions/desk/pages/due-page.tsx';
import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import { addDays } from '../../../shared/law/dates.ts';
import { CASES_DUE } from '../../../shared/records/case-file.ts';
import { rowText } from '../../../shared/records/case-row.ts';
import { caseKind } from '../../../shared/records/kinds/cases.ts';
import { putNew } from '../../../shared/records/kinds/kind.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { newReference } from '../../../shared/records/references.ts';
import { countOpen, readTotals } from '../../../shared/records/totals.ts';
import { deskContext } from '../../browser/support/samples.ts';
import { aClaim } from '../domain/builders.ts';
import { drawBody } from '../pages/html.ts';
import { seeded } from '../records/builders.ts';

/** Tuesday 8 December 2026, 12:05 in Moscow. */
const AT = Date.parse('2026-12-08T09:05:00Z');
const TODAY = '2026-12-08';
let records: MemoryRecords;

/** Open claims received on 20 November, whose days are so many from today. */
async function put(days: number, count: number): Promise<void> {
  const random = seeded(`totals ${days}`);
  const { body } = aClaim({ channel: 'paper', receivedOn: '2026-11-20' }, '2026-11-23T07:15:00Z');
  for (let left = count; left > 0; left -= 100) {
    const writes = Array.from({ length: Math.min(100, left) }, () => {
      const workBy = addDays(TODAY, days);
      const one: KnownCase = { ...body, reference: newReference('2026', random), workBy, dueOn: workBy };
      const due = { group: CASES_DUE, sort: `${workBy}#${one.reference}`, row: rowText(one, undefined) };
      return putNew(caseKind, one.reference, one, { due });
    });
    expect((await records.commit(writes)).ok).toBe(true);
  }
}

beforeEach(() => {
  records = new MemoryRecords();
});

describe('how many cases are open (issue 9, 9)', () => {
  test('D1: the sweep counts them by urgency and age into one item; the list shows that of all, with its instant', async () => {
    await put(-1, 40);
    await put(0, 30);
    await put(3, 2_500);
    expect(await countOpen({ records }, AT)).toBe('kept');
    const listed = await listCases({}, AT + 60_000, { records });
    expect(listed.items).toHaveLength(50);
    expect(listed.totals).toEqual({
      at: '2026-12-08T09:05:00.000Z',
      byUrgency: { overdue: 40, today: 30, week: 2_500, later: 0, none: 0 },
      byAge: [0, 0, 2_570, 0, 0],
    });
    const context = { ...deskContext('ru', '/desk'), at: AT + 60_000 };
    const html = drawBody(duePage({ ...listed, filter: {} }, context));
    expect(html).toContain('Всего открытых дел, на 12:05');
    expect(html).toContain('<b>2500</b>');
    const next = await listCases({ cursor: listed.cursor ?? '' }, AT, { records });
    expect(next.totals).toEqual(listed.totals);
  });

  test('D1: a count of yesterday says its day', async () => {
    await put(3, 60);
    await countOpen({ records }, AT);
    const at = AT + 86_400_000;
    const html = drawBody(
      duePage(
        { ...(await listCases({}, at, { records })), filter: {} },
        { ...deskContext('ru', '/desk'), at },
      ),
    );
    expect(html.replaceAll('\u00a0', ' ')).toContain('на 8 декабря 2026 г., 12:05');
  });

  test('D1: a list that fits on a page is counted as it is, and nothing is kept of it', async () => {
    await put(3, 50);
    expect(await countOpen({ records }, AT)).toBe('fits');
    expect((await listCases({}, AT, { records })).totals).toBeNull();
  });

  test('D1: with a filter the totals of all would mislead, and are left out', async () => {
    await put(3, 120);
    await countOpen({ records }, AT);
    expect((await listCases({ kind: 'claim' }, AT, { records })).totals).toBeNull();
    expect((await listCases({ due: '2026-12-31' }, AT, { records })).totals).toBeNull();
  });

  test('G1: counted again it is replaced; a count whose time is up leaves the one before, with its instant', async () => {
    await put(3, 60);
    await countOpen({ records }, AT);
    await put(4, 60);
    expect(await countOpen({ records }, AT + 1000, () => 9_000)).toBe('unfinished');
    expect(await readTotals({ records }, AT)).toMatchObject({ byUrgency: { week: 60 } });
    expect(await countOpen({ records }, AT + 2000)).toBe('kept');
    expect(await readTotals({ records }, AT)).toMatchObject({
      at: '2026-12-08T09:05:02.000Z',
      byUrgency: { week: 120 },
    });
  });

  test('D1: a count that says the same writes nothing for an hour, then its instant is new', async () => {
    await put(3, 60);
    await countOpen({ records }, AT);
    expect(await countOpen({ records }, AT + 3_599_000)).toBe('same');
    expect(await readTotals({ records }, AT)).toMatchObject({ at: '2026-12-08T09:05:00.000Z' });
    expect(await countOpen({ records }, AT + 3_600_000)).toBe('kept');
    expect(await readTotals({ records }, AT)).toMatchObject({ at: '2026-12-08T10:05:00.000Z' });
  });

  test('D1: each sweep of the cases counts, whether anything is due or not', async () => {
    await put(3, 60);
    const work = casesWork({ records, remaining: () => 60_000, now: () => AT } as never);
    await work.due(AT);
    expect(await readTotals({ records }, AT)).toMatchObject({ byUrgency: { week: 60 } });
  });
});
