import { describe, expect, test } from 'vitest';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { transitionDiagram } from '../../../shared/domain/cases/diagram.ts';
import {
  letterBounced,
  letterDelivered,
  letterSent,
  letterUnconfirmed,
} from '../../../shared/domain/cases/letters.ts';
import { isOverdue, lawfulActs, nextStatus } from '../../../shared/domain/cases/type.ts';
import { openClaim } from '../../../shared/domain/claims/open.ts';
import { CLAIM } from '../../../shared/domain/claims/type.ts';
import type { ClaimCommand } from './builders.ts';
import { aClaim, aCommand, act, answerLetter, at, ids, officer, stateAfter } from './builders.ts';

const ANSWER: ClaimCommand = { act: 'answer', outcome: 'satisfied', text: 'Мы возвращаем деньги.' };

const STATUSES = Object.keys(CLAIM.statuses) as readonly (keyof typeof CLAIM.statuses)[];
/** Everything that can happen to a claim. */
const HAPPENINGS = [...new Set(STATUSES.flatMap((status) => lawfulActs(CLAIM, status)))];

/** Faults of the table: states that nothing leads to, and open states with no way to an end. Empty when sound. */
function checkTransitions(): readonly string[] {
  const ends: readonly string[] = ['delivered', 'withdrawn', 'settled', 'court'];
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>([from]);
    for (const status of seen)
      for (const act of HAPPENINGS) {
        const to = nextStatus(CLAIM, status, act);
        if (to !== undefined) seen.add(to);
      }
    return seen;
  };
  const fromOpen = reach('open');
  return STATUSES.flatMap((status) => [
    ...(fromOpen.has(status) ? [] : [`nothing leads from open to ${status}`]),
    ...(ends.some((end) => reach(status).has(end)) ? [] : [`no way to an end from ${status}`]),
  ]);
}

describe('opening', () => {
  test('K2: received Mon 23 Nov 2026, promised Wed 23 Dec, which is a working day: all three dates are that day', () => {
    expect(aClaim().body).toMatchObject({
      dueOn: '2026-12-23',
      workBy: '2026-12-23',
      status: 'open',
      revision: 1,
    });
  });

  test('K2: received Mon 7 Dec 2026, promised Wed 6 Jan 2027 though it is a holiday; work by 30 Dec, legal reading 11 Jan', () => {
    const { body } = aClaim({}, '2026-12-07T07:15:00.000Z');
    expect(body).toMatchObject({ dueOn: '2027-01-06', workBy: '2026-12-30' });
    expect(body.clocks[0]).toMatchObject({ rule: 'ru-claim-30', nominal: '2027-01-06', due: '2027-01-11' });
  });

  test('G1: the receipt letter and the start of the workflow are intents of the same change', () => {
    const opened = openClaim(aCommand(), at('2026-11-23T07:15:00Z'), ids());
    expect(opened).toMatchObject({
      ok: true,
      value: {
        todo: { why: 'start' },
        letters: [{ kind: 'claim-receipt', channel: 'mail' }],
        events: [{ type: 'opened' }],
      },
    });
  });

  test('K1: who has only a postal address gets a printable receipt', () => {
    const opened = openClaim(
      aCommand({ hasEmail: false, hasPostalAddress: true }),
      at('2026-11-23T07:15:00Z'),
      ids(),
    );
    expect(opened).toMatchObject({
      ok: true,
      value: { letters: [{ channel: 'print' }], body: { answerTo: 'post' } },
    });
  });

  test('K1: without any address to answer to a claim is refused at its field', () => {
    const opened = openClaim(aCommand({ hasEmail: false }), at('2026-11-23T07:15:00Z'), ids());
    expect(opened).toMatchObject({
      ok: false,
      refusal: { code: 'address-required', field: 'claimant.email' },
    });
  });

  test('K1: the clock of a paper claim starts on its date of receipt', () => {
    const { body } = aClaim({ channel: 'paper', receivedOn: '2026-11-10' });
    expect(body).toMatchObject({
      receivedAt: '2026-11-10',
      dueOn: '2026-12-10',
      openedAt: '2026-11-23T07:15:00.000Z',
    });
  });

  test('K1: a paper received on 24 Nov in Moscow is not in the future at 23:30 Moscow time of that day, nor is it at 21:30 UTC of the 23rd', () => {
    const opened = openClaim(aCommand({ receivedOn: '2026-11-24' }), at('2026-11-23T21:30:00Z'), ids());
    expect(opened.ok).toBe(true);
  });

  test('K1: a paper dated tomorrow is refused by name', () => {
    const opened = openClaim(aCommand({ receivedOn: '2026-11-24' }), at('2026-11-23T20:59:00Z'), ids());
    expect(opened).toMatchObject({ ok: false, refusal: { code: 'receipt-in-future', field: 'receivedOn' } });
  });

  test('G12: a claim of 10 Dec 2027 is opened provisionally: its legal date needs the calendar of 2028', () => {
    const { body } = aClaim({}, '2027-12-10T07:15:00.000Z');
    expect(body.clocks[0]).toMatchObject({ provisional: true, nominal: '2028-01-09' });
    expect(body.dueOn).toBe('2028-01-09');
  });

  test('bots: a marked claim stands with its clock, only its letter is held back', () => {
    const heldFor = { why: 'robot', network: 'k1.hash' } as const;
    const opened = openClaim(aCommand({ heldFor }), at('2026-11-23T07:15:00Z'), ids());
    expect(opened).toMatchObject({
      ok: true,
      value: { body: { heldFor: 'robot' }, letters: [{ heldFor }] },
    });
  });
});

describe('the table of transitions', () => {
  test('K3: every state is reached and every state has a way to an end', () => {
    expect(checkTransitions()).toEqual([]);
  });

  test('K5: its diagram names each state', () => {
    for (const status of STATUSES) expect(transitionDiagram(CLAIM, 'claim received')).toContain(status);
  });

  test.each(STATUSES.flatMap((status) => HAPPENINGS.map((one) => [status, one] as const)))(
    'K3: a claim that is %s takes %s only as the table says',
    (status, name) => {
      expect(lawfulActs(CLAIM, status).includes(name)).toBe(nextStatus(CLAIM, status, name) !== undefined);
    },
  );

  test('K4: an answered claim cannot be answered again', () => {
    const answered = stateAfter(aClaim(), act(aClaim(), ANSWER, officer('2026-12-01T09:00:00Z')));
    expect(decideAct(answered, ANSWER, officer('2026-12-01T09:01:00Z'))).toMatchObject({
      ok: false,
      refusal: { code: 'act-not-lawful', data: { act: 'answer', status: 'answered' } },
    });
  });
});

describe('acts', () => {
  test('K4: reasons are mandatory when a claim is rejected or satisfied in part', () => {
    for (const outcome of ['partly', 'rejected'] as const)
      for (const reasons of [undefined, '', '  \n'])
        expect(
          decideAct(
            aClaim(),
            { act: 'answer', outcome, text: 'Нет.', reasons },
            officer('2026-12-01T09:00:00Z'),
          ),
        ).toMatchObject({ ok: false, refusal: { code: 'reasons-required', field: 'reasons' } });
  });

  test('K3, K4: an answer freezes its text and queues the letter; the waiting goes on until it has left', () => {
    const made = act(
      aClaim(),
      { act: 'answer', outcome: 'partly', text: 'Частично.', reasons: 'Потому что.' },
      officer('2026-12-01T09:00:00Z'),
    );
    expect(made.todo).toBeUndefined();
    expect(made.texts).toMatchObject([
      { role: 'answer', text: '{"text":"Частично.","reasons":"Потому что."}' },
    ]);
    expect(made.letters).toMatchObject([{ kind: 'claim-answer', to: 'requester', text: made.texts[0]?.id }]);
    expect(made.body).toMatchObject({ status: 'answered', own: { outcome: 'partly' }, revision: 2 });
  });

  test('G17: the reason of a hold goes to the ledger as code and hash only, sealed text into the case', () => {
    const made = act(aClaim(), { act: 'hold', reason: 'Ждём склад' }, officer('2026-12-01T09:00:00Z'));
    expect(made.events[0]?.data).toEqual({ text: made.texts[0]?.id });
    expect(made.texts[0]).toMatchObject({ role: 'reason', text: 'Ждём склад' });
    expect(
      act(stateAfter(aClaim(), made), { act: 'resume', reason: 'Дождались' }, officer('2026-12-02T09:00:00Z'))
        .body,
    ).not.toHaveProperty('held');
  });

  test('K1: a mistyped date of receipt is corrected with a reason: clocks are counted anew, waits planned anew, a letter tells', () => {
    const paper = aClaim({ channel: 'paper', receivedOn: '2026-11-10' });
    const made = act(
      paper,
      { act: 'receipt-date', receivedOn: '2026-11-20', reason: 'Опечатка' },
      officer('2026-11-24T09:00:00Z'),
    );
    expect(made.body).toMatchObject({
      receivedAt: '2026-11-20',
      dueOn: '2026-12-20',
      workBy: '2026-12-18',
      clocks: [{ passed: [] }],
    });
    expect(made.todo?.why).toBe('replan');
    expect(made.letters).toMatchObject([{ kind: 'claim-corrected' }]);
    expect(made.events[0]).toMatchObject({
      type: 'receipt-date-corrected',
      data: { from: '2026-11-10', to: '2026-11-20' },
    });
  });

  test('K1: the same date again, or a date to come, is no correction', () => {
    const paper = aClaim({ channel: 'paper', receivedOn: '2026-11-10' });
    const correct = (receivedOn: string) =>
      decideAct(
        paper,
        { act: 'receipt-date', receivedOn, reason: 'Опечатка' },
        officer('2026-11-24T09:00:00Z'),
      );
    expect(correct('2026-11-10')).toMatchObject({ refusal: { code: 'receipt-unchanged' } });
    expect(correct('2026-11-25')).toMatchObject({ refusal: { code: 'receipt-in-future' } });
    // A year is mistyped as easily here as on the form of a paper claim: the same bound holds.
    for (const day of ['2023-12-31', '0001-01-01', '0000-01-01'])
      expect(correct(day)).toMatchObject({ refusal: { code: 'receipt-too-early', field: 'receivedOn' } });
  });

  test("K2: a consumer's money claim gets the ten-day clock beside the promise, and the earlier one drives", () => {
    const made = act(
      aClaim(),
      { act: 'consumer', on: true, reason: 'Деньги потребителя' },
      officer('2026-11-24T09:00:00Z'),
    );
    expect(made.body.clocks.map((clock) => clock.rule)).toEqual(['ru-claim-30', 'ru-consumer-money-10']);
    expect(made.body).toMatchObject({ dueOn: '2026-12-03', workBy: '2026-12-03' });
    const back = act(
      stateAfter(aClaim(), made),
      { act: 'consumer', on: false, reason: 'Ошибка' },
      officer('2026-11-25T09:00:00Z'),
    );
    expect(back.body).toMatchObject({ dueOn: '2026-12-23' });
  });

  test('K5: a withdrawn claim ends its clock and its waiting, and the claimant is told', () => {
    const made = act(
      aClaim(),
      { act: 'withdraw' },
      { by: 'requester', at: at('2026-12-01T09:00:00Z'), newId: ids() },
    );
    expect(made).toMatchObject({
      body: { status: 'withdrawn', clocks: [{ state: 'stopped' }], closedAt: '2026-12-01T09:00:00.000Z' },
      todo: { why: 'resume' },
      letters: [{ kind: 'claim-withdrawn' }],
    });
  });

  test('every act moves the revision by one and says so in its event', () => {
    const commands: readonly ClaimCommand[] = [
      { act: 'assign', to: 'agent' },
      { act: 'note', text: 'Позвонили' },
      { act: 'hold', reason: 'Ждём' },
      { act: 'consumer', on: true, reason: 'Деньги' },
      { act: 'settle', reason: 'Мировое' },
      ANSWER,
    ];
    for (const command of commands) {
      const made = act(aClaim(), command, officer('2026-12-01T09:00:00Z'));
      expect([made.body.revision, made.events[0]?.revision]).toEqual([2, 2]);
    }
  });
});

describe('how the answer fares', () => {
  const answered = (iso: string, received?: string) => {
    const claim = aClaim({}, received);
    const made = act(claim, ANSWER, officer(iso));
    return { state: stateAfter(claim, made), letter: answerLetter(made) };
  };

  test('K4: accepted by the mail service on the promised day at 23:59 Moscow time is in time; a minute later is not', () => {
    const { state, letter } = answered('2026-12-23T20:00:00Z');
    expect(letterSent(state, letter, at('2026-12-23T20:59:00Z')).body).toMatchObject({
      status: 'sent',
      clocks: [{ state: 'met' }],
    });
    expect(letterSent(state, letter, at('2026-12-23T21:00:00Z')).body).toMatchObject({
      clocks: [{ state: 'missed' }],
    });
  });

  test('K4: decided but not yet accepted by the mail service is not sent: overdue after the promised day', () => {
    const { state } = answered('2026-12-23T20:00:00Z');
    expect(isOverdue(state, at('2026-12-23T21:00:00Z'))).toBe(true);
    expect(isOverdue(state, at('2026-12-23T20:59:59Z'))).toBe(false);
  });

  test('K4: delivered closes the claim; no outcome moves the revision', () => {
    const { state, letter } = answered('2026-12-01T09:00:00Z');
    const sent = stateAfter(state, letterSent(state, letter, at('2026-12-01T09:00:01Z')));
    expect(sent.todo).toEqual({ why: 'resume', at: '2026-12-01T09:00:01.000Z' });
    const done = letterDelivered(sent, letter, at('2026-12-01T09:00:05Z'));
    expect(done.body).toMatchObject({
      status: 'delivered',
      closedAt: '2026-12-01T09:00:05.000Z',
      revision: 2,
    });
    expect(done.events.map((event) => event.type)).toEqual(['letter-delivered', 'closed']);
  });

  test('K4: events out of order do no harm: delivered before sent is stored', () => {
    const { state, letter } = answered('2026-12-01T09:00:00Z');
    const done = stateAfter(state, letterDelivered(state, letter, at('2026-12-01T09:00:05Z')));
    expect(letterSent(done, letter, at('2026-12-01T09:00:06Z')).body.status).toBe('delivered');
  });

  test('K4: a bounce reopens the claim, asks for the postal way, starts a timer again and keeps that it was sent in time', () => {
    const { state, letter } = answered('2026-12-01T09:00:00Z');
    const sent = stateAfter(state, letterSent(state, letter, at('2026-12-01T09:00:01Z')));
    const back = letterBounced(sent, letter, at('2026-12-01T09:00:09Z'), 'Permanent', ids());
    expect(back).toMatchObject({
      body: { status: 'returned', answerTo: 'post', clocks: [{ state: 'running' }] },
      todo: { why: 'start' },
      letters: [{ kind: 'case-returned' }, { kind: 'case-returned', to: 'officers' }],
    });
    expect(back.events.at(-1)).toMatchObject({ type: 'reopened', data: { sentInTime: true } });
    expect(isOverdue(stateAfter(sent, back), at('2026-12-24T09:00:00Z'))).toBe(true);
  });

  test('K4: the tracking number of a posted answer closes a returned claim', () => {
    const { state, letter } = answered('2026-12-01T09:00:00Z');
    const back = stateAfter(
      state,
      letterBounced(state, letter, at('2026-12-01T09:00:09Z'), 'Permanent', ids()),
    );
    const made = act(
      back,
      { act: 'deliver', tracking: '80110012345678', on: '2026-12-02' },
      officer('2026-12-03T09:00:00Z'),
    );
    expect(made.body).toMatchObject({
      status: 'delivered',
      answers: [{ sentAt: '2026-12-02' }],
      clocks: [{ state: 'met' }],
    });
    expect(made.todo?.why).toBe('resume');
  });

  test('K4: nothing can be handed to the post tomorrow, or before it was decided', () => {
    const { state, letter } = answered('2026-12-01T09:00:00Z');
    const back = stateAfter(
      state,
      letterBounced(state, letter, at('2026-12-01T09:00:09Z'), 'Permanent', ids()),
    );
    const post = (on: string) =>
      decideAct(back, { act: 'deliver', tracking: '80110012345678', on }, officer('2026-12-03T09:00:00Z'));
    expect(post('2026-12-04')).toMatchObject({ refusal: { code: 'posted-in-future' } });
    expect(post('2026-11-30')).toMatchObject({ refusal: { code: 'posted-before-answer' } });
  });

  test('K4: no delivery event in 72 hours: unconfirmed, and a task for staff', () => {
    const { state, letter } = answered('2026-12-01T09:00:00Z');
    const sent = stateAfter(state, letterSent(state, letter, at('2026-12-01T09:00:01Z')));
    expect(letterUnconfirmed(sent, letter, at('2026-12-04T09:00:01Z'), ids())).toMatchObject({
      body: { status: 'unconfirmed' },
      letters: [{ kind: 'case-unconfirmed' }],
    });
  });

  test('a receipt that bounces moves no state: only the answer does', () => {
    const claim = aClaim();
    const receipt = {
      ...answered('2026-12-01T09:00:00Z').letter,
      id: 'id-1',
      kind: 'claim-receipt' as const,
    };
    expect(letterBounced(claim, receipt, at('2026-11-23T08:00:00Z'), 'Permanent', ids()).body).toEqual(
      claim.body,
    );
  });
});
