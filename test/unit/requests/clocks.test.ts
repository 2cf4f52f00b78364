import { describe, expect, test } from 'vitest';
import { REQUEST_CLOCKS } from '../../../shared/domain/requests/clocks.ts';
import { partsToErase } from '../../../shared/domain/requests/erasing.ts';
import { REQUEST_EVENTS } from '../../../shared/domain/requests/events.ts';
import { PART_KINDS, type PartKind } from '../../../shared/domain/requests/parts.ts';
import { RULES } from '../../../shared/law/rules.ts';
import {
  aRequest,
  bounced,
  clocksOf,
  delivered,
  does,
  letterIn,
  type RequestState,
  sent,
  tries,
} from './builders.ts';

describe('S1: clocks of each part, and what starts them', () => {
  test.each<[PartKind, Record<string, string>]>([
    ['access', { 'access.answer': 'running 2026-12-07' }],
    ['correction', { 'correction.answer': 'running 2026-12-07' }],
    // Thirty days from 23 November: Wednesday 23 December.
    ['erasure', { 'erasure.destroy': 'running 2026-12-23', 'erasure.stop': 'running 2026-12-07' }],
    ['erasure-unlawful', { 'erasure-unlawful.answer': 'running 2026-12-07' }],
    ['withdraw-consent', { 'withdraw-consent.destroy': 'running 2026-12-23' }],
    ['stop', { 'stop.stop': 'running 2026-12-07' }],
    ['objection-promotions', { 'objection-promotions.stop': 'running 2026-11-23' }],
    ['objection-automated', { 'objection-automated.answer': 'running 2026-12-23' }],
    ['complaint', { 'complaint.answer': 'running 2026-12-07' }],
    // The third working day.
    ['unpublish', { 'unpublish.stop': 'running 2026-11-26' }],
  ])('%s, received on Monday 23 November 2026', (part, clocks) => {
    expect(clocksOf(aRequest({ parts: [part] }))).toEqual(clocks);
  });

  test('S1: an authority is answered itself, beside what it alleges', () => {
    const state = aRequest({ by: 'authority', proof: 'list', parts: ['correction'] });
    expect(clocksOf(state)).toEqual({
      'information.answer': 'running 2026-12-07',
      'correction.answer': 'running 2026-12-07',
    });
  });

  test('S10: under two regimes each has its own clock, and the earliest drives', () => {
    const state = aRequest({ regimes: ['ru', 'gdpr'] });
    expect(clocksOf(state)).toEqual({
      'access.answer': 'running 2026-12-07',
      'access.gdpr': 'running 2026-12-23',
    });
    expect(state.body.dueOn).toBe('2026-12-07');
  });

  test('S2: unproven, the clocks of the receipt run all the same; what starts with the proof does not', () => {
    const { proof: _, ...unproven } = { proof: undefined };
    const state = aRequest({
      ...unproven,
      parts: ['access', 'objection-promotions'],
      proof: undefined as never,
    });
    expect(clocksOf(state)).toEqual({ 'access.answer': 'running 2026-12-07' });
    expect(state.body.status).toBe('unproven');
  });

  test('S1: every part has a clock under each regime that it can be asked under', () => {
    const of = (regime: 'ru' | 'gdpr') =>
      new Set(
        Object.values(REQUEST_CLOCKS)
          .filter((clock) => clock.regime === regime)
          .map(({ part }) => part),
      );
    expect(PART_KINDS.filter((part) => !of('ru').has(part))).toEqual([]);
    expect(PART_KINDS.filter((part) => !of('gdpr').has(part))).toEqual(['information']);
  });

  test('S2: each clock is met by an event that exists, and its extension is that of its rule', () => {
    for (const [id, clock] of Object.entries(REQUEST_CLOCKS)) {
      for (const event of [...clock.metBy, ...clock.stoppedBy])
        expect(REQUEST_EVENTS, `${id}: ${event}`).toContain(event);
      if ('extended' in clock) expect(clock.extended).toBe(`${clock.rule}-extended`);
      else expect(RULES, id).not.toHaveProperty(`${clock.rule}-extended`);
    }
  });
});

describe('S2: clocks that start late', () => {
  const correction = () => aRequest({ parts: ['correction'] });

  test('S2: evidence of Wednesday 25 November starts seven working days on that day', () => {
    const state = does(
      correction(),
      { act: 'evidence', part: 'correction', receivedOn: '2026-11-25' },
      '2026-11-25T12:00:00.000Z',
    );
    expect(clocksOf(state)).toEqual({
      'correction.answer': 'running 2026-12-07',
      'correction.correct': 'running 2026-12-04',
    });
    expect(state.todo).toMatchObject({ why: 'replan' });
    expect(state.body.dueOn).toBe('2026-12-04');
  });

  test.each([
    ['to come', '2026-11-26', 'day-in-future'],
    ['before the request', '2026-11-22', 'day-before-receipt'],
  ])('S2: a day %s is refused at its field', (_, receivedOn, code) => {
    const asked = { act: 'evidence', part: 'correction', receivedOn };
    expect(tries(correction(), asked, '2026-11-25T12:00:00.000Z')).toMatchObject({
      refusal: { code, field: 'receivedOn' },
    });
  });

  test('S2: more than a working day back takes another officer; Friday is one back from Monday', () => {
    const asked = { act: 'evidence', part: 'correction', receivedOn: '2026-11-26' };
    const when = '2026-11-30T09:00:00.000Z';
    expect(tries(correction(), asked, when)).toMatchObject({ refusal: { code: 'second-officer-needed' } });
    expect(tries(correction(), { ...asked, second: 'officer' }, when)).toMatchObject({
      refusal: { code: 'second-officer-same' },
    });
    expect(tries(correction(), { ...asked, second: 'deputy' }, when)).toMatchObject({ ok: true });
    expect(tries(correction(), { ...asked, receivedOn: '2026-11-27' }, when)).toMatchObject({ ok: true });
  });

  test('S1: found unlawful, three and ten working days run side by side from the day of the finding', () => {
    const found = does(
      aRequest({ parts: ['complaint'] }),
      { act: 'find-unlawful', detectedOn: '2026-11-24', reason: 'Списки покупались' },
      '2026-11-24T12:00:00.000Z',
    );
    expect(clocksOf(found)).toEqual({
      'complaint.answer': 'running 2026-12-07',
      'complaint.stop': 'running 2026-11-27',
      'complaint.destroy': 'running 2026-12-08',
    });
  });

  test('S1, S4: what nobody has proven to ask for and is found unlawful is put right all the same (found by the simulation: it stayed open for ever)', () => {
    const found = does(
      aRequest({ parts: ['complaint'], proof: undefined as never }),
      { act: 'find-unlawful', detectedOn: '2026-11-24', reason: 'Списки покупались' },
      '2026-11-24T12:00:00.000Z',
    );
    const destroying = { act: 'destroy', part: 'complaint' };
    expect(tries(found, destroying, '2026-11-25T09:00:00.000Z')).toMatchObject({
      refusal: { code: 'not-proven' },
    });
    const stopped = does(found, { act: 'stop', part: 'complaint' }, '2026-11-25T09:00:00.000Z');
    const lawful = { act: 'make-lawful', part: 'complaint', reason: 'Согласия получены' };
    // Who asked is answered that nobody knows who they are; the finding stays.
    const refusal = { act: 'refuse', part: 'complaint', ground: 'not-proven', text: 'Не подтверждено.' };
    const refused = does(stopped, refusal, '2026-11-25T10:00:00.000Z');
    const righted = does(refused, lawful, '2026-11-26T09:00:00.000Z');
    expect(clocksOf(righted)).toMatchObject({
      'complaint.stop': 'met 2026-11-27',
      'complaint.destroy': 'met 2026-12-08',
    });
  });

  test('S1, S8: what was found unlawful can be destroyed after who asked was refused', () => {
    const found = does(
      aRequest({ parts: ['complaint'] }),
      { act: 'find-unlawful', detectedOn: '2026-11-24', reason: 'Списки покупались' },
      '2026-11-24T12:00:00.000Z',
    );
    const refusal = { act: 'refuse', part: 'complaint', ground: 'kept-for-dispute', text: 'Идёт спор.' };
    const refused = does(found, refusal, '2026-11-25T10:00:00.000Z');
    expect(partsToErase(refused.body)).toEqual(['complaint']);
    const instead = { act: 'block-instead', part: 'complaint', reason: 'Идёт спор' };
    const later = does(refused, instead, '2026-11-26T09:00:00.000Z');
    expect(partsToErase(later.body)).toEqual(['complaint']);
    const plan = { goes: [], stays: [], touches: [] };
    const proposed = { act: 'plan', part: 'all', plan, hash: 'h' };
    expect(tries(later, proposed, '2026-11-27T09:00:00.000Z')).toMatchObject({ ok: true });
  });

  test('S1: what cannot be destroyed in its term is blocked within it, and has six months; the person is told', () => {
    const state = aRequest({ parts: ['erasure'] });
    const late = does(
      state,
      { act: 'block-instead', part: 'erasure', reason: 'Резервные копии' },
      '2026-12-14T09:00:00.000Z',
    );
    expect(clocksOf(late)).toMatchObject({
      'erasure.destroy': 'stopped 2026-12-23',
      'erasure.later': 'running 2027-06-15', // 14 June 2027 is a day off
    });
    expect(late.made.letters).toMatchObject([{ kind: 'request-later', to: 'requester' }]);
    const over = tries(
      state,
      { act: 'block-instead', part: 'erasure', reason: 'Поздно' },
      '2026-12-24T09:00:00.000Z',
    );
    expect(over).toMatchObject({ refusal: { code: 'term-over' } });
  });

  test('S1, 21(6): where nobody is known of whom something could be destroyed later, nothing is put off for six months', () => {
    const known = aRequest({ parts: ['erasure'] });
    const { person: _, ...body } = known.body;
    const command = { act: 'block-instead', part: 'erasure', reason: 'Резервные копии' };
    const nobody = tries({ ...known, body }, command, '2026-12-14T09:00:00.000Z');
    expect(nobody).toMatchObject({ refusal: { code: 'nobody-known' } });
  });

  test('S5: an objection to promotions under an address of which nothing is held is refused, and nothing runs on for it', () => {
    const refused = does(
      aRequest({ parts: ['objection-promotions'] }),
      { act: 'refuse', part: 'objection-promotions', ground: 'nothing-held', text: 'Ничего нет.' },
      '2026-11-24T09:00:00.000Z',
    );
    expect(clocksOf(refused)).toEqual({ 'objection-promotions.stop': 'stopped 2026-11-23' });
  });
});

describe('S2: what meets a clock, and what un-meets it', () => {
  test('S2, K4: the answer meets it when it is sent, not when it is written; returned, it runs again', () => {
    const written = does(
      aRequest(),
      { act: 'answer', part: 'access', text: 'Вот они.' },
      '2026-11-24T09:00:00.000Z',
    );
    expect([written.body.status, clocksOf(written)]).toEqual([
      'answered',
      { 'access.answer': 'running 2026-12-07' },
    ]);
    const letter = letterIn(written);
    const left = sent(written, letter, '2026-11-24T09:00:10.000Z');
    expect([left.body.status, clocksOf(left)]).toEqual(['sent', { 'access.answer': 'met 2026-12-07' }]);
    const back = bounced(left, letter, '2026-11-24T09:01:00.000Z');
    expect([back.body.status, clocksOf(back)]).toEqual([
      'returned',
      { 'access.answer': 'running 2026-12-07' },
    ]);
    const posted = does(
      back,
      { act: 'deliver', tracking: '80083712345678', on: '2026-11-25' },
      '2026-11-25T09:00:00.000Z',
    );
    expect([posted.body.status, clocksOf(posted)]).toEqual([
      'delivered',
      { 'access.answer': 'met 2026-12-07' },
    ]);
    expect(posted.body.closedAt).toBeDefined();
  });

  test('S2: each part has its own answer: one sent leaves the other running, with its reminders', () => {
    const state = aRequest({ parts: ['access', 'correction'] });
    const written = does(
      state,
      { act: 'answer', part: 'access', text: 'Вот они.' },
      '2026-11-24T09:00:00.000Z',
    );
    const left = delivered(written, letterIn(written), '2026-11-24T09:00:10.000Z');
    expect([left.body.status, clocksOf(left)]).toEqual([
      'open',
      { 'access.answer': 'met 2026-12-07', 'correction.answer': 'running 2026-12-07' },
    ]);
    expect(left.body.closedAt).toBeUndefined();
  });

  test('S2: corrected meets its clock at once; the letter that says so coming back does not undo it', () => {
    let state: RequestState = does(
      aRequest({ parts: ['correction'] }),
      { act: 'evidence', part: 'correction', receivedOn: '2026-11-24' },
      '2026-11-24T09:00:00.000Z',
    );
    const early = tries(
      state,
      { act: 'answer', part: 'correction', text: 'Исправлено.' },
      '2026-11-24T10:00:00.000Z',
    );
    expect(early).toMatchObject({ refusal: { code: 'not-carried-out', field: 'part' } });
    state = does(
      state,
      { act: 'correct', part: 'correction', fields: ['phone'] },
      '2026-11-25T09:00:00.000Z',
    );
    const written = does(
      state,
      { act: 'answer', part: 'correction', text: 'Исправлено.' },
      '2026-11-25T10:00:00.000Z',
    );
    const back = bounced(
      sent(written, letterIn(written), '2026-11-25T10:00:10.000Z'),
      letterIn(written),
      '2026-11-25T10:01:00.000Z',
    );
    expect(clocksOf(back)).toEqual({
      'correction.answer': 'running 2026-12-07',
      'correction.correct': 'met 2026-12-03',
    });
  });

  test('S2: nothing to destroy, kept by law: the clock is met when the person is told', () => {
    const kept = does(
      aRequest({ parts: ['withdraw-consent'] }),
      { act: 'refuse', part: 'withdraw-consent', ground: 'kept-by-law', text: 'Храним по ст. 29 402-ФЗ.' },
      '2026-11-24T09:00:00.000Z',
    );
    expect(clocksOf(kept)).toEqual({ 'withdraw-consent.destroy': 'running 2026-12-23' });
    expect(clocksOf(sent(kept, letterIn(kept), '2026-11-24T09:00:10.000Z'))).toEqual({
      'withdraw-consent.destroy': 'met 2026-12-23',
    });
  });

  test('S1: unlawful use goes on to be stopped and destroyed after the person was answered: the case stays', () => {
    let state: RequestState = does(
      aRequest({ parts: ['complaint'] }),
      { act: 'find-unlawful', detectedOn: '2026-11-24', reason: 'Списки покупались' },
      '2026-11-24T12:00:00.000Z',
    );
    const written = does(
      state,
      { act: 'answer', part: 'complaint', text: 'Вы правы.' },
      '2026-11-25T09:00:00.000Z',
    );
    state = delivered(written, letterIn(written), '2026-11-25T09:00:10.000Z');
    expect(state.body.status).toBe('following');
    state = does(state, { act: 'stop', part: 'complaint' }, '2026-11-26T09:00:00.000Z');
    expect([state.body.status, clocksOf(state)['complaint.stop']]).toEqual(['following', 'met 2026-11-27']);
    state = does(state, { act: 'destroy', part: 'complaint' }, '2026-11-27T09:00:00.000Z');
    expect([state.body.status, state.body.closedAt]).toEqual(['delivered', '2026-11-27T09:00:00.000Z']);
    expect(state.todo).toMatchObject({ why: 'resume' });
  });
});
