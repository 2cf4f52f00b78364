import { describe, expect, it } from 'vitest';
import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import { LEASE_MS } from '../../../shared/domain/letters/timing.ts';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { DeskOfLetters, HOUR, MINUTE, NOON } from './desk-of-letters.ts';

describe('faults of the mail service (reliability.md)', () => {
  it('throttled: nothing is lost, the letter leaves when the service takes it again', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    desk.mail.next = Array.from({ length: 6 }, () => ({ type: 'throttled', code: 'Throttling' }) as const);
    await desk.stream();
    for (let round = 0; round < 8; round += 1) {
      desk.at += 11 * MINUTE;
      await desk.sweep();
    }
    expect(desk.mail.taken).toHaveLength(1);
    expect((await desk.letter(reference, 'claim-receipt')).status).toBe('sent');
    expect(desk.reports.filter(({ code }) => code === 'mail-throttled')).toHaveLength(6);
  });

  it('throttled for a moment: the same run tries again', async () => {
    const desk = new DeskOfLetters();
    await desk.claim();
    desk.mail.next = [{ type: 'throttled', code: 'Throttling' }];
    await desk.stream();
    expect(desk.mail.taken).toHaveLength(1);
  });

  it('account paused: letters wait, somebody is told, nothing is lost', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    desk.mail.next = [{ type: 'paused', code: 'AccountSendingPausedException' }];
    await desk.stream();
    expect((await desk.body(reference)).status).toBe('answered');
    expect(desk.reports).toContainEqual({ code: 'mail-paused', detail: 'AccountSendingPausedException' });
    desk.at += 20 * MINUTE;
    await desk.sweep();
    expect((await desk.body(reference)).status).toBe('sent');
  });

  it('an answer refused for good has come back: the case asks for the postal way', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    desk.mail.next = [{ type: 'refused', code: 'MessageRejected' }];
    await desk.stream();
    expect(await desk.body(reference)).toMatchObject({ status: 'returned' });
    expect(lastAnswer(await desk.body(reference))?.sentAt).toBeUndefined();
  });

  it('N6: unknown outcome of a legal letter: sent again after the lease, not before, at least once', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    desk.mail.next = ['lost'];
    await desk.stream();
    expect((await desk.body(reference)).status).toBe('answered');
    desk.at += LEASE_MS - MINUTE;
    await desk.sweep();
    expect(desk.mail.taken).toHaveLength(2);
    desk.at += 2 * MINUTE;
    await desk.sweep();
    expect(desk.mail.taken).toHaveLength(3);
    expect((await desk.body(reference)).status).toBe('sent');
  });

  it('N6: unknown outcome, but the delivery event comes in time: not sent again, sent by the instant of SES', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    desk.mail.next = ['lost'];
    await desk.stream();
    desk.at += MINUTE;
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), 'Delivery');
    desk.at += HOUR;
    await desk.sweep();
    expect(desk.mail.taken).toHaveLength(2);
    expect(await desk.body(reference)).toMatchObject({
      status: 'delivered',
      answers: [{ sentAt: new Date(NOON + MINUTE).toISOString() }],
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

  it('accepted but our write of the result fails: resent only after the lease, the ledger tells of one sending', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    let broken = false;
    desk.mail.meanwhile = async () => {
      broken = true;
    };
    desk.faults = ({ op, when }) => {
      if (broken && op === 'commit' && when === 'before') throw new StoreTrouble('throttled');
    };
    expect(await desk.stream()).toBe('again');
    broken = false;
    desk.mail.meanwhile = async () => {};
    desk.at += LEASE_MS + MINUTE;
    await desk.sweep();
    expect((await desk.body(reference)).status).toBe('sent');
    expect(desk.mail.taken).toHaveLength(3);
    expect((await desk.letter(reference, 'claim-answer')).attempts.map(({ outcome }) => outcome)).toEqual([
      'unknown',
      'accepted',
    ]);
  });

  it('an event that overtakes our own write is not overwritten by it', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    desk.mail.meanwhile = async ({ tag }, messageId) => {
      await desk.tell({ tag, messageId }, 'Delivery');
    };
    await desk.stream();
    expect((await desk.body(reference)).status).toBe('delivered');
    expect((await desk.letter(reference, 'claim-answer')).attempts).toEqual([
      { at: expect.any(String), outcome: 'accepted', messageId: 'm2' },
    ]);
  });

  it('the answer of a lost commit is learned: a timeout after our write does not send twice', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    let times = 0;
    desk.faults = ({ op, when }) => {
      if (op !== 'commit' || when !== 'after') return;
      times += 1;
      if (times <= 2) throw new StoreTrouble('unknown');
    };
    await desk.stream();
    expect(desk.mail.taken).toHaveLength(2);
    expect((await desk.body(reference)).status).toBe('sent');
  });

  it('two workers at the same instant: one sends', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    const letters = desk.noticed().slice(-1);
    await Promise.all([desk.handOn(letters), desk.handOn(letters), desk.handOn(letters)]);
    expect(desk.mail.calls).toHaveLength(2);
    expect((await desk.body(reference)).status).toBe('sent');
  });

  it('KMS down: nothing is attempted, the letter waits for the sweep', async () => {
    let down = false;
    const desk = new DeskOfLetters({ down: () => down });
    const reference = await desk.answered();
    down = true;
    expect(await desk.stream()).toBe('again');
    expect(desk.mail.calls).toHaveLength(1);
    expect((await desk.letter(reference, 'claim-answer')).attempts).toEqual([]);
    down = false;
    desk.at += MINUTE;
    await desk.sweep();
    expect((await desk.body(reference)).status).toBe('sent');
  });
});
