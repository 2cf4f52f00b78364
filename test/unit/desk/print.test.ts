import { describe, expect, test } from 'vitest';
import { printLetter, printQueue } from '../../../functions/desk/print.ts';
import { renderText } from '../../../shared/letters/text.ts';
import { DeskWorld, POSTAL, RECEIVED } from './desk-world.ts';

const letterOf = async (world: DeskWorld, reference: string, kind: string) =>
  (await world.letters(reference)).find((letter) => letter.kind === kind)?.id ?? '';

const printed = async (world: DeskWorld, reference: string, id: string, reason = 'contact') => {
  const result = await printLetter({ reference, id, sub: 'agent-1', reason }, RECEIVED, world.deps);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

describe('printing', () => {
  test('K1: the receipt of who has only a postal address waits in the queue, without personal data', async () => {
    const world = new DeskWorld();
    const reference = await world.claim(POSTAL);
    expect(await printQueue(RECEIVED, world.deps)).toMatchObject([
      { reference, letter: { kind: 'claim-receipt', channel: 'print' }, dueOn: '2026-12-23' },
    ]);
  });

  test('K1: it prints with the address for the window, the reference and how the term was counted', async () => {
    const world = new DeskWorld();
    const reference = await world.claim(POSTAL);
    const sheet = await printed(world, reference, await letterOf(world, reference, 'claim-receipt'));
    expect(sheet.address).toEqual(['Анна Канарейкина', '101000, Москва,', 'Канареечная ул., д. 1']);
    const text = renderText(sheet.letter);
    expect(text).toContain(reference);
    expect(text).toContain('23 декабря 2026');
  });

  test('K4: the answer prints from its frozen text, also when it went by mail first', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    await world.act(
      reference,
      { act: 'answer', outcome: 'rejected', text: 'Не вернём.', reasons: 'Срок вышел.' },
      RECEIVED,
    );
    const sheet = await printed(world, reference, await letterOf(world, reference, 'claim-answer'));
    const text = renderText(sheet.letter);
    expect(text).toContain('Не вернём.');
    expect(text).toContain('Срок вышел.');
  });

  test('G10, G2: printing is a read with its event, and moves nothing: the letter stays in the queue', async () => {
    const world = new DeskWorld();
    const reference = await world.claim(POSTAL);
    const id = await letterOf(world, reference, 'claim-receipt');
    const before = await world.file(reference);
    await printed(world, reference, id);
    expect(await world.file(reference)).toEqual(before);
    expect((await world.events(reference)).at(-1)).toMatchObject({
      type: 'read-personal',
      by: 'staff:agent-1',
      reason: 'contact',
      data: { letter: id },
    });
    expect(await printQueue(RECEIVED, world.deps)).toHaveLength(1);
  });

  test('K4: an answer whose tracking number is entered has left the queue', async () => {
    const world = new DeskWorld();
    const reference = await world.claim(POSTAL);
    await world.act(reference, { act: 'answer', outcome: 'satisfied', text: 'Вернём.' }, RECEIVED);
    expect(await printQueue(RECEIVED, world.deps)).toHaveLength(2);
    await world.act(reference, { act: 'deliver', tracking: '80110012345678', on: '2026-11-23' }, RECEIVED);
    expect((await printQueue(RECEIVED, world.deps)).map(({ letter }) => letter.kind)).toEqual([
      'claim-receipt',
    ]);
  });

  test.each(['case-reminder', 'no-such-letter'])(
    'a letter that is not for the requester is not printed: %s',
    async (kind) => {
      const world = new DeskWorld();
      const reference = await world.claim();
      await world.milestone(reference, 'reminder-10', Date.parse('2026-12-13T06:00:00Z'));
      const id = (await letterOf(world, reference, kind)) || 'none';
      const events = await world.events(reference);
      expect(
        await printLetter({ reference, id, sub: 'agent-1', reason: 'contact' }, RECEIVED, world.deps),
      ).toMatchObject({
        ok: false,
        refusal: { code: 'not-found' },
      });
      expect(await world.events(reference)).toEqual(events);
    },
  );

  test('G16: the letter with a one-time code is not printed for staff', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    const file = await world.file(reference);
    await world.commit(
      file,
      {
        body: file.state.body,
        events: [],
        letters: [
          {
            ...{ id: 'c1', kind: 'claim-withdrawal-code', to: 'requester' },
            data: { challenge: 'c', generation: 1 },
          },
        ],
        texts: [],
      },
      RECEIVED,
    );
    const result = await printLetter(
      { reference, id: 'c1', sub: 'officer-1', reason: 'contact' },
      RECEIVED,
      world.deps,
    );
    expect(result.ok).toBe(false);
  });
});
