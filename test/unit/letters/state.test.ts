import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import {
  beginAttempt,
  confirmOver,
  type Ended,
  endAttempt,
  type LetterState,
  nextSend,
  type Outcome,
  stopped,
  told,
} from '../../../shared/domain/letters/state.ts';
import {
  CONFIRM_MS,
  LEASE_MS,
  PAUSED_MS,
  throttledWait,
  unknownWait,
} from '../../../shared/domain/letters/timing.ts';

/** Monday, 7 December 2026, 12:00 in Moscow. */
const NOON = Date.UTC(2026, 11, 7, 9);
const iso = (ms: number) => new Date(ms).toISOString();

function aLetter(over: Partial<LetterBody> = {}): LetterState {
  const body: LetterBody = {
    id: 'L1',
    reference: 'PD-2026-K7M4QX-9',
    kind: 'claim-answer',
    to: 'requester',
    language: 'ru',
    channel: 'mail',
    status: 'queued',
    at: iso(NOON),
    delivery: 'at-least-once',
    attempts: [],
    ...over,
  };
  return { body, todo: { why: 'send', at: iso(NOON) } };
}

const begin = (state: LetterState, at: number) => beginAttempt(state, at, 'claim-answer-1', 'hash');
const lastBegan = ({ body }: LetterState) => body.attempts.at(-1)?.at ?? expect.fail('no attempt');
const end = (state: LetterState, ended: Ended, at: number) => endAttempt(state, lastBegan(state), ended, at);
const times = (at: number, messageId = 'm1') => ({ messageId, sentAt: at, at: at + 3_000 });

const PERMANENT: Outcome = { type: 'bounced', permanent: true, why: 'Permanent-General' };
const TRANSIENT: Outcome = { type: 'bounced', permanent: false, why: 'Transient-General' };

describe('when a letter is sent (N6, reliability.md)', () => {
  it('a queued letter whose time has come is attempted, an earlier look does nothing', () => {
    expect(nextSend(aLetter(), NOON)).toBe('attempt');
    expect(nextSend(aLetter(), NOON - 1)).toBe('nothing');
  });

  it('duplicate and late messages do nothing to a letter that is sent, delivered, stopped or held', () => {
    for (const status of [
      'sent',
      'delivered',
      'bounced',
      'complained',
      'unconfirmed',
      'stopped',
      'held',
    ] as const)
      expect(nextSend(aLetter({ status }), NOON)).toBe('nothing');
  });

  it('an attempt that is going on is left alone until its lease is over', () => {
    const sending = begin(aLetter(), NOON);
    expect(sending.body.status).toBe('sending');
    expect(nextSend(sending, NOON + LEASE_MS - 1)).toBe('nothing');
    expect(nextSend(sending, NOON + LEASE_MS)).toBe('attempt');
  });

  it('N6: a legal letter whose outcome stayed unknown goes again, each time later; a code stops', () => {
    const first = end(begin(aLetter(), NOON), { type: 'unknown' }, NOON + 5_000);
    expect(nextSend(first, NOON + LEASE_MS)).toBe('attempt');
    const second = begin(first, NOON + LEASE_MS);
    expect(Date.parse(second.todo?.at ?? '')).toBe(NOON + LEASE_MS + unknownWait(2));
    expect(second.body.attempts.map(({ outcome }) => outcome)).toEqual(['unknown', undefined]);

    const code = begin(aLetter({ delivery: 'at-most-once' }), NOON);
    expect(nextSend(code, NOON + LEASE_MS)).toBe('stop-unknown');
    const told_ = end(code, { type: 'unknown' }, NOON + 5_000);
    expect(told_.body).toMatchObject({ status: 'stopped', stopReason: 'outcome-unknown' });
    expect(told_.todo).toBeUndefined();
  });

  it('K4: an accepted answer is sent at that instant and is asked about 72 hours later', () => {
    const sent = end(begin(aLetter(), NOON), { type: 'accepted', messageId: 'm1' }, NOON + 200);
    expect(sent.body).toMatchObject({ status: 'sent', messageId: 'm1', sentAt: iso(NOON + 200) });
    expect(sent.todo).toEqual({ why: 'confirm', at: iso(NOON + 200 + CONFIRM_MS) });
  });

  it('a letter to staff is not watched: the desk stands beside it', () => {
    const sent = end(
      begin(aLetter({ to: 'team', kind: 'case-reminder' }), NOON),
      { type: 'accepted', messageId: 'm' },
      NOON,
    );
    expect(sent.todo).toBeUndefined();
  });

  it('SES throttled: back in the queue, later each time, never given up', () => {
    let state = aLetter();
    let at = NOON;
    for (let tries = 1; tries <= 200; tries += 1) {
      state = end(begin(state, at), { type: 'throttled', random: 0.5 }, at);
      expect(state.body.status).toBe('queued');
      expect(Date.parse(state.todo?.at ?? '')).toBe(at + throttledWait(Math.min(tries, 20), 0.5));
      at = Date.parse(state.todo?.at ?? '');
      expect(nextSend(state, at)).toBe('attempt');
    }
    expect(state.body.attempts.length).toBeLessThanOrEqual(20);
  });

  it('SES throttled: jitter spreads returns over ±25 %, a longer wait asked for is kept', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (tries, random) => {
          const middle = throttledWait(tries, 0.5);
          expect(Math.abs(throttledWait(tries, random) - middle)).toBeLessThanOrEqual(middle / 4 + 1);
        },
      ),
    );
    const state = end(
      begin(aLetter(), NOON),
      { type: 'throttled', random: 0, retryAfterMs: 1_800_000 },
      NOON,
    );
    expect(state.todo?.at).toBe(iso(NOON + 1_800_000));
  });

  it('SES account paused: the letter waits in the queue', () => {
    const state = end(begin(aLetter(), NOON), { type: 'paused' }, NOON);
    expect(state.body.status).toBe('queued');
    expect(state.todo).toEqual({ why: 'send', at: iso(NOON + PAUSED_MS) });
  });

  it('a letter refused for good has come back', () => {
    const state = end(begin(aLetter(), NOON), { type: 'refused', code: 'MessageRejected' }, NOON);
    expect(state.body).toMatchObject({
      status: 'bounced',
      attempts: [{ outcome: 'refused:MessageRejected' }],
    });
    expect(state.todo).toBeUndefined();
  });

  it('a postal letter goes to the print queue, not to the mail service', () => {
    expect(nextSend(aLetter({ channel: 'print' }), NOON)).toBe('print');
  });
});

describe('what came of it (K4, N4)', () => {
  const sent = end(begin(aLetter(), NOON), { type: 'accepted', messageId: 'm1' }, NOON + 200);

  it('delivered: the letter has arrived and nothing more is to be done', () => {
    const change = told(sent, { type: 'delivered' }, times(NOON)) ?? expect.fail();
    expect(change).toMatchObject({ became: 'delivered', sentFirst: false });
    expect(change.state.body.status).toBe('delivered');
    expect(change.state.todo).toBeUndefined();
  });

  it('the same event twice changes nothing the second time', () => {
    for (const outcome of [{ type: 'delivered' }, PERMANENT, { type: 'complained' }] as const) {
      const once = told(sent, outcome, times(NOON)) ?? expect.fail();
      expect(told(once.state, outcome, times(NOON))).toBeUndefined();
    }
  });

  it('a permanent bounce after a delivery counts: the letter is returned', () => {
    const delivered = told(sent, { type: 'delivered' }, times(NOON)) ?? expect.fail();
    expect(told(delivered.state, PERMANENT, times(NOON))?.became).toBe('bounced');
  });

  it('a transient bounce after a delivery is an automatic reply and changes nothing; before one it is a return', () => {
    const delivered = told(sent, { type: 'delivered' }, times(NOON)) ?? expect.fail();
    expect(told(delivered.state, TRANSIENT, times(NOON))).toBeUndefined();
    expect(told(sent, TRANSIENT, times(NOON))?.became).toBe('bounced');
  });

  it('out of order: any order of delivery, complaint and permanent bounce ends the same', () => {
    const outcomes: readonly Outcome[] = [{ type: 'delivered' }, { type: 'complained' }, PERMANENT];
    fc.assert(
      fc.property(fc.shuffledSubarray([...outcomes, ...outcomes], { minLength: 6 }), (order) => {
        const final = order.reduce(
          (state, outcome) => told(state, outcome, times(NOON))?.state ?? state,
          sent,
        );
        expect(final.body).toMatchObject({ status: 'bounced', messageId: 'm1', sentAt: iso(NOON + 200) });
      }),
    );
  });

  it('out of order: any news, any number of times, end as the heaviest of them', () => {
    const REJECTED: Outcome = { type: 'rejected', why: 'Reject' };
    const all = [{ type: 'delivered' }, { type: 'complained' }, TRANSIENT, PERMANENT, REJECTED] as const;
    const endOf = (order: readonly Outcome[]) =>
      order.reduce((state, outcome) => told(state, outcome, times(NOON))?.state ?? state, sent).body;
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all], { minLength: 1 }), (order) => {
        const has = (...some: readonly Outcome[]) => some.some((one) => order.includes(one));
        const right = has(PERMANENT, REJECTED)
          ? ['bounced', 'permanent']
          : has(all[1])
            ? ['complained', undefined]
            : has(all[0])
              ? ['delivered', undefined]
              : ['bounced', 'transient'];
        const { status, bounced } = endOf(order);
        expect([status, bounced]).toEqual(right);
      }),
      { numRuns: 1_000 },
    );
  });

  it('accepted but our write failed: the event closes the attempt, and the letter is not sent again', () => {
    const sending = begin(aLetter(), NOON);
    const change = told(sending, { type: 'delivered' }, times(NOON)) ?? expect.fail();
    expect(change).toMatchObject({ became: 'delivered', sentFirst: true });
    expect(change.state.body).toMatchObject({
      sentAt: iso(NOON),
      messageId: 'm1',
      attempts: [{ outcome: 'accepted' }],
    });
    expect(nextSend(change.state, NOON + LEASE_MS)).toBe('nothing');
  });

  it('an event that overtakes the answer of the call wins; the call only fills in its attempt', () => {
    const sending = begin(aLetter(), NOON);
    const overtaken = told(sending, PERMANENT, times(NOON)) ?? expect.fail();
    const after = endAttempt(
      overtaken.state,
      lastBegan(sending),
      { type: 'accepted', messageId: 'm1' },
      NOON + 9_000,
    );
    expect(after.body).toMatchObject({
      status: 'bounced',
      attempts: [{ messageId: 'm1', outcome: 'accepted' }],
    });
    expect(after.todo).toBeUndefined();
  });

  it('two sends after an unknown outcome keep both message ids apart', () => {
    const first = end(begin(aLetter(), NOON), { type: 'unknown' }, NOON);
    const second = begin(first, NOON + LEASE_MS);
    const news = told(second, { type: 'delivered' }, times(NOON, 'm1')) ?? expect.fail();
    const after = endAttempt(
      news.state,
      lastBegan(second),
      { type: 'accepted', messageId: 'm2' },
      NOON + LEASE_MS,
    );
    expect(after.body.attempts.map(({ messageId }) => messageId)).toEqual(['m1', 'm2']);
    expect(after.body.status).toBe('delivered');
  });

  it('a late delivery of a code that was stopped as unknown is recorded', () => {
    const code = stopped(begin(aLetter({ delivery: 'at-most-once' }), NOON), 'outcome-unknown', NOON);
    const change = told(code, { type: 'delivered' }, times(NOON)) ?? expect.fail();
    expect(change.state.body.status).toBe('delivered');
    expect(change.state.body.stopReason).toBeUndefined();
  });

  it('an event about a letter that never was attempted is none of ours', () => {
    expect(told(aLetter(), { type: 'delivered' }, times(NOON))).toBeUndefined();
  });

  it('K4: 72 hours without an event make it "sent, not confirmed", not a minute earlier; a later delivery still counts', () => {
    const over = Date.parse(sent.todo?.at ?? '');
    expect(confirmOver(sent, over - 60_000)).toBeUndefined();
    const unconfirmed = confirmOver(sent, over) ?? expect.fail();
    expect(unconfirmed.body.status).toBe('unconfirmed');
    expect(told(unconfirmed, { type: 'delivered' }, times(over))?.became).toBe('delivered');
  });

  it('K4: an outcome that came in time leaves nothing to confirm', () => {
    const delivered = told(sent, { type: 'delivered' }, times(NOON)) ?? expect.fail();
    expect(confirmOver(delivered.state, NOON + 2 * CONFIRM_MS)).toBeUndefined();
  });
});
