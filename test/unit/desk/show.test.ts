import { describe, expect, test } from 'vitest';
import { audit } from '../../../shared/records/audit.ts';
import { at, CANARIES, DeskWorld, RECEIVED } from './desk-world.ts';

const shown = async (world: DeskWorld, look: Parameters<DeskWorld['show']>[0], when = RECEIVED) => {
  const result = await world.show(look, when);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

describe('a case for staff', () => {
  test('G10: without a reason the case has no personal data, and looking at it leaves nothing behind', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    world.records.resetUnits();
    const view = await shown(world, { reference });
    expect(world.records.units.write).toBe(0);
    expect(view.personal).toBeUndefined();
    for (const canary of CANARIES) expect(JSON.stringify(view)).not.toContain(canary);
  });

  test('G10: with a reason it shows what was typed, and the read is in the ledger with who and why', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    const view = await shown(world, { reference, reason: 'answer' });
    expect(view.personal).toMatchObject({ name: 'Анна Канарейкина', email: 'canary@example.org' });
    expect((await world.events(reference)).at(-1)).toMatchObject({
      type: 'read-personal',
      by: 'staff:officer-1',
      reason: 'answer',
    });
    expect(view.events.at(-1)).toMatchObject({ type: 'read-personal', by: 'staff:officer-1' });
  });

  test('G2: a read with a reason leaves its event and nothing else: the item of the case stays as it was', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    const before = [...world.records.everything()];
    await shown(world, { reference, reason: 'answer' });
    const after = [...world.records.everything()];
    const fresh = after.filter((item) => !before.some((old) => old.pk === item.pk && old.sk === item.sk));
    expect(fresh.map(({ kind }) => kind)).toEqual(['event']);
    expect(after.filter((item) => !fresh.includes(item))).toEqual(before);
  });

  test('G17: words of a reason are sealed in the case; the ledger has `other` and a keyed hash', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    const view = await shown(world, { reference, reason: 'звонил сын-канарейка' });
    const event = (await world.events(reference)).at(-1);
    expect(event).toMatchObject({ type: 'read-personal', reason: 'other' });
    expect(event?.text).toMatch(/\S{20,}/);
    expect(world.plainBytes()).not.toContain('канарейка');
    expect(view.events.at(-1)?.reason).toEqual({ code: 'other', text: 'звонил сын-канарейка' });
    expect(JSON.stringify(await shown(world, { reference }))).not.toContain('сын');
  });

  test('K4, K3: the personal part has the frozen answer, notes with their authors, and the words of reasons', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    await world.act(reference, { act: 'note', text: 'Позвонили, ждём чек.' }, RECEIVED + 1, 'agent-1');
    await world.act(reference, { act: 'hold', reason: 'Ждём банк.' }, RECEIVED + 2);
    await world.act(
      reference,
      { act: 'answer', outcome: 'partly', text: 'Вернём половину.', reasons: 'Карта была в работе.' },
      RECEIVED + 3,
    );
    const { personal, events } = await shown(world, { reference, reason: 'check' });
    expect(personal?.answer).toEqual({ text: 'Вернём половину.', reasons: 'Карта была в работе.' });
    expect(personal?.notes).toMatchObject([{ by: 'staff:agent-1', text: 'Позвонили, ждём чек.' }]);
    expect(events.find(({ type }) => type === 'held')?.reason?.text).toBe('Ждём банк.');
    expect(events.find(({ type }) => type === 'answered')?.reason).toEqual({ code: 'partly' });
    const closed = JSON.stringify(await shown(world, { reference }));
    for (const words of ['Позвонили', 'Ждём банк', 'половину', 'в работе'])
      expect(closed).not.toContain(words);
  });

  test('D1: acts are those that are lawful now and allowed to the role', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    expect((await shown(world, { reference, role: 'officer' })).acts).toContain('answer');
    expect((await shown(world, { reference, role: 'agent' })).acts).not.toContain('answer');
    expect((await shown(world, { reference, role: 'auditor' })).acts).toEqual([]);
  });

  test('G8: the reference is read as people type it; an invented or misspelt one is not found, with a reason or without', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    expect((await shown(world, { reference: reference.toLowerCase() })).reference).toBe(reference);
    for (const wrong of ['PD-2026-AAAAAA-A', 'CASE', '', `${reference}X`])
      for (const reason of [undefined, 'check'])
        expect(await world.show({ reference: wrong, reason })).toMatchObject({
          ok: false,
          refusal: { code: 'not-found' },
        });
  });

  test('A1: after reads with codes and with words the chain is intact and complete', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    for (const reason of ['answer', 'своими словами', 'court']) await shown(world, { reference, reason });
    const report = await audit(world.records, world.deps.secrets, at('2026-11-24T00:00:00Z'));
    expect(report).toMatchObject({ events: 4, findings: [] });
  });

  test('G10: many who look at the same instant all leave their event', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((sub) => shown(world, { reference, sub, reason: `ради ${sub}` })),
    );
    const reads = (await world.events(reference)).filter(({ type }) => type === 'read-personal');
    expect(reads.map(({ by }) => by).toSorted()).toEqual(['staff:a', 'staff:b', 'staff:c', 'staff:d']);
  });
});
