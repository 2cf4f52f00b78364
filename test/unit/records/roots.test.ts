import { describe, expect, test } from 'vitest';
import { signDay } from '../../../functions/ledger/sign-day.ts';
import { letterKind } from '../../../shared/records/kinds/cases.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { commitWithEvents } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { newestRoot } from '../../../shared/records/roots.ts';
import { A, aStore, at, event, eventOf, faults, secrets, sign } from './audited-store.ts';
import { AT, tampered } from './builders.ts';

describe('the daily root', () => {
  test('A1: a day is signed once, however often the schedule fires, and its letter is queued with it', async () => {
    const records = await aStore();
    const both = await Promise.all([sign(records, 0), sign(records, 0)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['already', 'signed']);
    expect(await sign(records, 0)).toEqual({ kind: 'already' });
    const letters = await records.listTodo('letter', { upTo: at, limit: 5 });
    expect(letters.map(({ pk, why }) => [pk, why])).toEqual([['MAIL#root-2026-11-23', 'send']]);
    const root = await newestRoot(records);
    const letter = await read(records, letterKind, { id: 'root-2026-11-23' }, AT);
    expect(letter?.body.data).toEqual({
      day: '2026-11-23',
      root: root?.heads,
      signature: root?.mac,
      keyId: 'k1',
      chains: 2,
      events: expect.any(Number),
    });
  });

  test('A1: the day that follows a cut says which chains became shorter', async () => {
    const records = await aStore();
    await sign(records, 0);
    const cut = tampered(records, (item) => (eventOf(A, 3)(item) ? undefined : item));
    expect(await sign(cut, 1)).toMatchObject({ kind: 'signed', shrunk: [A] });
  });

  test('A1: a run that died before its root leaves nothing in the way of the next', async () => {
    const records = await aStore();
    const failing = signDay(
      {
        records,
        secrets,
        handOver: () => {
          throw new Error('killed');
        },
      },
      AT,
      'Europe/Moscow',
    );
    await expect(failing).rejects.toThrow('killed');
    expect(await newestRoot(records)).toBeUndefined();
    expect(await sign(records, 0)).toMatchObject({ kind: 'signed' });
    expect(await faults(records)).toEqual([]);
  });

  test('A1: many chains go over several pages and are all found again', async () => {
    const records = new MemoryRecords();
    for (let i = 0; i < 5200; i += 100) {
      const chapters = Array.from({ length: 100 }, (_, j) => ({
        subject: `PERSON-${i + j}`,
        events: [event('noted')],
        isNew: true,
      }));
      await commitWithEvents(records, secrets, [], chapters);
    }
    expect(await sign(records, 0)).toMatchObject({
      kind: 'signed',
      root: { chains: 5200, events: 5200, pages: 2 },
    });
    expect(await faults(records)).toEqual([]);
    const gone = tampered(records, (item) => (item.pk === 'CHAIN#PERSON-4711' ? undefined : item));
    expect(await faults(gone)).toEqual(['chain PERSON-4711: ends at event 0, the last root saw 1']);
  });
});
