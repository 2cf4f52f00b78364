import { describe, expect, it } from 'vitest';
import { CONFIRM_MS } from '../../../shared/domain/letters/timing.ts';
import { personalKind } from '../../../shared/records/kinds/cases.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { DeskOfLetters, MINUTE, NOON, settings } from './desk-of-letters.ts';
import { raw, seen } from './reading.ts';

describe('K1, K4: letters of a claim from the outbox to the mailbox', () => {
  it('K1: the receipt leaves at once, to the address given, from ours, in the thread of the case', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    expect(await desk.stream()).toBe('done');
    const [receipt] = desk.mail.taken;
    expect(receipt).toMatchObject({ to: ['anna@example.org'], from: 'privacy@scserv.ru' });
    expect(raw(receipt)).toContain(`<${reference}@scserv.ru>`);
    expect(await desk.letter(reference, 'claim-receipt')).toMatchObject({
      status: 'sent',
      messageId: 'm1',
      template: expect.stringMatching(/^claim-receipt-/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await desk.events(reference)).toEqual(['opened', 'letter-sent']);
  });

  it('K4: the answer accepted by the mail service makes the case sent, its delivery closes it', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    desk.at += MINUTE;
    await desk.stream();
    expect(await desk.body(reference)).toMatchObject({
      status: 'sent',
      answers: [{ sentAt: new Date(NOON + MINUTE).toISOString() }],
    });
    desk.at += MINUTE;
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), 'Delivery');
    expect(await desk.body(reference)).toMatchObject({
      status: 'delivered',
      closedAt: new Date(desk.at).toISOString(),
    });
    expect(await desk.events(reference)).toEqual([
      'opened',
      'letter-sent',
      'answered',
      'letter-sent',
      'letter-delivered',
      'closed',
    ]);
  });

  it('K4: a bounced answer reopens the case, and staff are told to go the postal way', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), 'Bounce');
    expect(await desk.body(reference)).toMatchObject({
      status: 'returned',
      answerTo: 'post',
      workBy: expect.any(String),
    });
    await desk.stream();
    expect(desk.mail.to('team@example.com')).toHaveLength(1);
    expect(desk.mail.to('officer2@example.com')).toHaveLength(1);
    expect(await desk.takenKinds()).toEqual([
      'claim-receipt',
      'claim-answer',
      'case-returned',
      'case-returned',
    ]);
  });

  it('K4: a bounce after the delivery event reopens too', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    const message = desk.mail.taken[1] ?? expect.fail();
    await desk.tell(message, 'Delivery');
    await desk.tell(message, 'Bounce');
    expect((await desk.body(reference)).status).toBe('returned');
  });

  it('K4: 72 hours without an event: sent, not confirmed, and a task for staff; a delivery after that closes', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    desk.at += CONFIRM_MS + MINUTE;
    await desk.sweep();
    expect((await desk.body(reference)).status).toBe('unconfirmed');
    await desk.stream();
    expect(await desk.takenKinds()).toContain('case-unconfirmed');
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), 'Delivery');
    expect((await desk.body(reference)).status).toBe('delivered');
  });

  it('N4: the bounce of a receipt marks the address and leaves a task; the case itself stays open', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.stream();
    await desk.tell(desk.mail.taken[0] ?? expect.fail(), 'Bounce');
    expect((await desk.body(reference)).status).toBe('open');
    expect((await read(desk.records, personalKind, reference, desk.at))?.body.returned).toBeDefined();
    await desk.stream();
    expect(await desk.takenKinds()).toEqual(['claim-receipt', 'case-returned']);
    expect(seen(desk.mail.taken[1])).toContain(reference);
    expect(seen(desk.mail.taken[1])).not.toMatch(/anna|Анна/);
  });

  it('N4: a complaint about the answer shows that it arrived: the case is closed, the complaint is kept', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), 'Complaint');
    expect((await desk.body(reference)).status).toBe('delivered');
    expect(await desk.events(reference)).toContain('letter-complained');
  });

  it('K1: a claim with a postal address only sends no mail; its receipt waits to be printed', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim({ claimant: { name: 'Анна', postalAddress: 'Москва' } });
    await desk.stream();
    await desk.sweep();
    expect(desk.mail.calls).toHaveLength(0);
    expect(await desk.letters(reference)).toEqual(['claim-receipt requester queued']);
    expect((await desk.records.listDue('print', { limit: 5 })).items).toHaveLength(1);
  });

  it('Bots: letters of a marked claim are held back', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim({}, true);
    await desk.stream();
    desk.at += 10 * MINUTE;
    await desk.sweep();
    expect(desk.mail.calls).toHaveLength(0);
    expect(await desk.letters(reference)).toEqual(['claim-receipt requester held']);
  });
});

describe('Bots: letters that an unproven person causes (security.md)', () => {
  it('two receipts a day and address while a third letter is kept for a registration, the rest in one digest the next morning; no claim is lost', async () => {
    const desk = new DeskOfLetters();
    const references: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      references.push(await desk.claim());
      desk.at += MINUTE;
      await desk.stream();
    }
    expect(desk.mail.to('anna@example.org')).toHaveLength(2);
    for (const [n, reference] of references.entries())
      expect(await desk.letters(reference)).toEqual([
        `claim-receipt requester ${n < 2 ? 'sent' : 'stopped'}`,
      ]);
    // 8 December 2026, 08:00 in Moscow.
    desk.at = Date.UTC(2026, 11, 8, 5, 1);
    await desk.sweep();
    const [, , digest] = desk.mail.to('anna@example.org');
    expect(desk.mail.to('anna@example.org')).toHaveLength(3);
    const text = seen(digest);
    for (const reference of references.slice(2)) expect(text).toContain(reference);
    for (const reference of references.slice(0, 2)) expect(text).not.toContain(reference);
    await desk.tell(digest ?? expect.fail(), 'Delivery');
    expect(await desk.events(references[4] ?? '')).toEqual(['opened', 'letter-stopped']);
  });

  it('other addresses are not touched by it', async () => {
    const desk = new DeskOfLetters();
    for (let n = 0; n < 5; n += 1) await desk.claim();
    await desk.claim({ claimant: { name: 'B', email: 'b@example.org' } });
    await desk.stream();
    expect(desk.mail.to('b@example.org')).toHaveLength(1);
  });

  it('answers are never counted: the officer wrote them', async () => {
    const desk = new DeskOfLetters({ settings: { limits: { ...settings.limits, lettersPerDay: 1 } } });
    const one = await desk.claim();
    const two = await desk.claim();
    await desk.stream();
    await desk.answer(one);
    await desk.answer(two);
    await desk.stream();
    expect(desk.mail.to('anna@example.org')).toHaveLength(3);
  });
});
