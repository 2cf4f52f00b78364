import { describe, expect, it } from 'vitest';
import { readMime } from '../../../infra/local/mime.ts';
import { CONFIRM_MS, LEASE_MS } from '../../../shared/domain/letters/timing.ts';
import { queueDeskDigest } from '../../../shared/letters/standing.ts';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { contactKind } from '../../../shared/records/kinds/cases.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import {
  DeskOfLetters,
  HOUR,
  MINUTE,
  mailEvent,
  NOON,
  REQUEST,
  settings,
  streamRecord,
} from './desk-of-letters.ts';
import { queueCaseLetter } from './queue-case-letter.ts';

type Message = { readonly raw: Uint8Array } | undefined;
const raw = (message: Message) => Buffer.from(message?.raw ?? []).toString('latin1');
/** What a reader sees: both parts, decoded. */
const seen = (message: Message) => {
  const { text, html } = readMime(Buffer.from(message?.raw ?? []));
  return `${text}
${html}`;
};

/** A claim whose receipt is out of the way, answered; its answer is queued. */
async function answered(desk: DeskOfLetters): Promise<string> {
  const reference = await desk.claim();
  await desk.stream();
  await desk.answer(reference);
  return reference;
}

describe('K1, K4: letters of a claim from the outbox to the mailbox', () => {
  it('K1: the receipt leaves at once, to the address given, from ours, in the thread of the case', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    expect(await desk.stream()).toEqual({ batchItemFailures: [] });
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
    const reference = await answered(desk);
    desk.at += MINUTE;
    await desk.stream();
    expect(await desk.body(reference)).toMatchObject({
      status: 'sent',
      sentAt: new Date(NOON + MINUTE).toISOString(),
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
    const reference = await answered(desk);
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
    const reference = await answered(desk);
    await desk.stream();
    const message = desk.mail.taken[1] ?? expect.fail();
    await desk.tell(message, 'Delivery');
    await desk.tell(message, 'Bounce');
    expect((await desk.body(reference)).status).toBe('returned');
  });

  it('K4: 72 hours without an event: sent, not confirmed, and a task for staff; a delivery after that closes', async () => {
    const desk = new DeskOfLetters();
    const reference = await answered(desk);
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
    expect((await read(desk.records, contactKind, reference, desk.at))?.body.returned).toBeDefined();
    await desk.stream();
    expect(await desk.takenKinds()).toEqual(['claim-receipt', 'case-returned']);
    expect(seen(desk.mail.taken[1])).toContain(reference);
    expect(seen(desk.mail.taken[1])).not.toMatch(/anna|Анна/);
  });

  it('N4: a complaint about the answer shows that it arrived: the case is closed, the complaint is kept', async () => {
    const desk = new DeskOfLetters();
    const reference = await answered(desk);
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
    const reference = await answered(desk);
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
    const reference = await answered(desk);
    desk.mail.next = [{ type: 'refused', code: 'MessageRejected' }];
    await desk.stream();
    expect(await desk.body(reference)).toMatchObject({ status: 'returned' });
    expect((await desk.body(reference)).sentAt).toBeUndefined();
  });

  it('N6: unknown outcome of a legal letter: sent again after the lease, not before, at least once', async () => {
    const desk = new DeskOfLetters();
    const reference = await answered(desk);
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
    const reference = await answered(desk);
    desk.mail.next = ['lost'];
    await desk.stream();
    desk.at += MINUTE;
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), 'Delivery');
    desk.at += HOUR;
    await desk.sweep();
    expect(desk.mail.taken).toHaveLength(2);
    expect(await desk.body(reference)).toMatchObject({
      status: 'delivered',
      sentAt: new Date(NOON + MINUTE).toISOString(),
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
    const reference = await answered(desk);
    let broken = false;
    desk.mail.meanwhile = async () => {
      broken = true;
    };
    desk.faults = ({ op, when }) => {
      if (broken && op === 'commit' && when === 'before') throw new StoreTrouble('throttled');
    };
    const answer = await desk.stream();
    expect(answer?.batchItemFailures).toHaveLength(1);
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
    const reference = await answered(desk);
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
    const reference = await answered(desk);
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
    const reference = await answered(desk);
    const queued = desk.records
      .takeChanges()
      .flatMap(({ after }) => (after?.kind === 'letter' ? [after] : []));
    const event = { Records: [streamRecord(queued.at(-1) ?? expect.fail(), 1)] };
    await Promise.all([desk.event(event), desk.event(event), desk.event(event)]);
    expect(desk.mail.calls).toHaveLength(2);
    expect((await desk.body(reference)).status).toBe('sent');
  });

  it('KMS down: nothing is attempted, the letter waits for the sweep', async () => {
    let down = false;
    const desk = new DeskOfLetters({ down: () => down });
    const reference = await answered(desk);
    down = true;
    expect((await desk.stream())?.batchItemFailures).toHaveLength(1);
    expect(desk.mail.calls).toHaveLength(1);
    expect((await desk.letter(reference, 'claim-answer')).attempts).toEqual([]);
    down = false;
    desk.at += MINUTE;
    await desk.sweep();
    expect((await desk.body(reference)).status).toBe('sent');
  });
});

describe('messages late, twice, poisoned or forged', () => {
  it('every event three times and in any order ends the same, with each ledger event once', async () => {
    for (const order of [
      ['Delivery', 'Bounce', 'Delivery', 'Bounce', 'Bounce'],
      ['Bounce', 'Delivery', 'Bounce', 'Delivery'],
    ]) {
      const desk = new DeskOfLetters();
      const reference = await answered(desk);
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
    const lost = desk.records
      .takeChanges()
      .flatMap(({ after, seq }) => (after?.kind === 'letter' ? [streamRecord(after, seq)] : []));
    desk.at += 5 * MINUTE;
    await desk.sweep();
    await desk.event({ Records: [...lost, ...lost] });
    await desk.event({ Records: lost });
    expect(desk.mail.taken).toHaveLength(1);
    expect((await desk.letter(reference, 'claim-receipt')).status).toBe('sent');
  });

  it('a poisoned record fails alone, at every position of the batch', async () => {
    for (let position = 0; position < 5; position += 1) {
      const desk = new DeskOfLetters();
      for (let n = 0; n < 4; n += 1)
        await desk.claim({ claimant: { name: 'A', email: `a${n}@example.org` } });
      const good: unknown[] = desk.records
        .takeChanges()
        .flatMap(({ after, seq }) => (after?.kind === 'letter' ? [streamRecord(after, seq)] : []));
      good.splice(position, 0, { dynamodb: { SequenceNumber: 'poison', Keys: 7 } });
      expect(await desk.event({ Records: good })).toEqual({
        batchItemFailures: [{ itemIdentifier: 'poison' }],
      });
      expect(desk.mail.taken).toHaveLength(4);
    }
  });

  it('an event of an unknown letter, of another sender or without a tag changes nothing', async () => {
    const desk = new DeskOfLetters();
    const reference = await answered(desk);
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
    expect((await desk.stream())?.batchItemFailures).toHaveLength(1);
    expect(desk.mail.calls).toHaveLength(0);
  });
});

describe('letters to staff (K3, D0)', () => {
  it('a reminder whose case is decided meanwhile is not sent', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.answer(reference);
    await queueCaseLetter(desk, reference, {
      id: 'R1',
      kind: 'case-reminder',
      to: 'team',
      data: { milestone: 'reminder-5' },
    });
    await desk.stream();
    expect(await desk.letters(reference)).toContain('case-reminder team stopped');
    expect(await desk.events(reference)).toContain('letter-stopped');
    expect(desk.mail.to('team@example.com')).toHaveLength(0);
  });

  it('G10: a reminder names the reference and the dates, and nothing that the poster typed', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await queueCaseLetter(desk, reference, { id: 'R1', kind: 'case-escalation', to: 'officers' });
    await desk.stream();
    const [message] = desk.mail.to('officer@example.com');
    const text = seen(message);
    expect(text).toContain(reference);
    for (const typed of [REQUEST.claimant.name, 'anna@example.org', REQUEST.facts, REQUEST.demand])
      expect(text).not.toContain(typed);
  });

  it('D0: the digest lists overdue cases and those to be answered today, once a day, and is not sent when there are none', async () => {
    const desk = new DeskOfLetters();
    const digest = async (day: string) =>
      (await desk.records.commit([queueDeskDigest(day, 'ru', desk.at)])).ok;
    expect(await digest('2026-12-07')).toBe(true);
    expect(await digest('2026-12-07')).toBe(false);
    await desk.stream();
    expect(desk.mail.calls).toHaveLength(0);
    await desk.claim();
    await desk.stream();
    // Received on 7 December 2026: promised by 6 January 2027, a holiday; worked towards 30 December 2026.
    desk.at = Date.UTC(2027, 0, 11, 6);
    await digest('2027-01-11');
    await desk.stream();
    expect(desk.mail.to('officer@example.com')).toHaveLength(1);
    expect(desk.mail.to('officer2@example.com')).toHaveLength(1);
  });
});

describe('Bots: letters that an unproven person causes (security.md)', () => {
  it('three receipts a day and address, the rest in one digest the next morning; no claim is lost', async () => {
    const desk = new DeskOfLetters();
    const references: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      references.push(await desk.claim());
      desk.at += MINUTE;
      await desk.stream();
    }
    expect(desk.mail.to('anna@example.org')).toHaveLength(3);
    for (const [n, reference] of references.entries())
      expect(await desk.letters(reference)).toEqual([
        `claim-receipt requester ${n < 3 ? 'sent' : 'stopped'}`,
      ]);
    // 8 December 2026, 08:00 in Moscow.
    desk.at = Date.UTC(2026, 11, 8, 5, 1);
    await desk.sweep();
    const [, , , digest] = desk.mail.to('anna@example.org');
    expect(desk.mail.to('anna@example.org')).toHaveLength(4);
    const text = seen(digest);
    for (const reference of references.slice(3)) expect(text).toContain(reference);
    for (const reference of references.slice(0, 3)) expect(text).not.toContain(reference);
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

describe('L2: where the records have no stream', () => {
  it('the poll finds letters within its rhythm and stops when its minute is over', async () => {
    const desk = new DeskOfLetters({
      settings: { outbox: { kind: 'poll', everySeconds: 5, forSeconds: 55 } },
    });
    const poll = () =>
      desk.event({ source: 'privacy-desk.schedule', time: '', detail: { schedule: 'poll-letters' } });
    await desk.claim();
    await poll();
    expect(desk.mail.taken).toHaveLength(1);
    expect(desk.at - NOON).toBe(50_000);
  });
});
