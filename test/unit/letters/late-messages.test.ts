import { describe, expect, it } from 'vitest';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { DeskOfLetters, MINUTE, mailEvent } from './desk-of-letters.ts';

describe('messages late, twice, poisoned or forged', () => {
  it('every event three times and in any order ends the same, with each ledger event once', async () => {
    for (const order of [
      ['Delivery', 'Bounce', 'Delivery', 'Bounce', 'Bounce'],
      ['Bounce', 'Delivery', 'Bounce', 'Delivery'],
    ]) {
      const desk = new DeskOfLetters();
      const reference = await desk.answered();
      await desk.stream();
      for (const type of order) await desk.tell(desk.mail.taken[1] ?? expect.fail(), type);
      expect((await desk.body(reference)).status).toBe('returned');
      const events = await desk.events(reference);
      expect(events.filter((type) => type === 'letter-bounced')).toHaveLength(1);
      expect(events.filter((type) => type === 'reopened')).toHaveLength(1);
    }
  });

  it('a lost stream is found by the sweep; a repeated one does nothing more', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    const lost = desk.noticed();
    desk.at += 5 * MINUTE;
    await desk.sweep();
    await desk.handOn([...lost, ...lost]);
    await desk.handOn(lost);
    expect(desk.mail.taken).toHaveLength(1);
    expect((await desk.letter(reference, 'claim-receipt')).status).toBe('sent');
  });

  it('a letter that fails does so alone, at every place among others, and is brought again', async () => {
    for (let place = 0; place < 5; place += 1) {
      const desk = new DeskOfLetters();
      for (let n = 0; n < 5; n += 1)
        await desk.claim({ claimant: { name: 'A', email: `a${n}@example.org` } });
      const letters = desk.noticed();
      desk.faults = ({ op, writes }) => {
        const written = writes?.some((write) => 'item' in write && write.item.sk === letters[place]?.sk);
        if (op === 'commit' && written === true) throw new StoreTrouble('throttled');
      };
      expect(await desk.handOn(letters)).toBe('again');
      expect(desk.mail.taken).toHaveLength(4);
      desk.faults = () => {};
      expect(await desk.handOn(letters)).toBe('done');
      expect(desk.mail.taken).toHaveLength(5);
    }
  });

  it('an event of an unknown letter, of another sender or without a tag changes nothing', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    const message = desk.mail.taken[1] ?? expect.fail();
    await desk.tell({ ...message, tag: `${reference}__nobody` }, 'Bounce');
    await desk.tell({ ...message, tag: 'x' }, 'Bounce');
    await desk.event({ ...mailEvent(message, 'Bounce', desk.at), source: 'aws.ses', detail: {} });
    expect((await desk.body(reference)).status).toBe('sent');
    expect(desk.reports).toContainEqual({ code: 'letter-unknown' });
    await expect(desk.event({ ...mailEvent(message, 'Bounce', desk.at), source: 'evil' })).rejects.toThrow(
      /letters-task/,
    );
  });

  it('time is up: what was not begun is given back', async () => {
    const desk = new DeskOfLetters();
    await desk.claim();
    desk.budget.remaining = () => 5_000;
    expect(await desk.stream()).toBe('again');
    expect(desk.mail.calls).toHaveLength(0);
  });
});
