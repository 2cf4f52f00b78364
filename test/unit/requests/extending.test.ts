import { describe, expect, test } from 'vitest';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { ids, officer } from '../domain/builders.ts';
import { aRequest, bounced, clocksOf, does, letterIn, sent, stateOf, tries } from './builders.ts';

const asked = { act: 'extend', part: 'access', text: 'Данные лежат в двух системах.' };
const noticed = () => does(aRequest(), asked, '2026-12-01T09:00:00.000Z');

describe('S5: a term is extended once, by a notice that is sent in it', () => {
  test('S5: written, the old date stands with its reminders; sent in time, it moves', () => {
    const state = noticed();
    expect(clocksOf(state)).toEqual({ 'access.answer': 'running 2026-12-07' });
    const moved = sent(state, letterIn(state), '2026-12-01T09:00:10.000Z');
    expect([moved.body.status, clocksOf(moved)]).toEqual(['open', { 'access.answer': 'running 2026-12-14' }]);
    expect(moved.body).toMatchObject({ dueOn: '2026-12-14' });
    expect(moved.body.clocks).toMatchObject([{ rule: 'ru-access-answer-extended', passed: [] }]);
  });

  test('S5: sent after the term, it moves nothing', () => {
    const state = noticed();
    const late = sent(state, letterIn(state), '2026-12-07T21:00:00.000Z'); // 00:00 of the 8th in Moscow
    expect(clocksOf(late)).toEqual({ 'access.answer': 'running 2026-12-07' });
  });

  test('S5: returned before the first date, that stands again, and it goes another way', () => {
    const state = noticed();
    const letter = letterIn(state);
    const back = bounced(sent(state, letter, '2026-12-01T09:00:10.000Z'), letter, '2026-12-02T09:00:00.000Z');
    expect(clocksOf(back)).toEqual({ 'access.answer': 'running 2026-12-07' });
    const posted = does(
      back,
      { act: 'deliver', tracking: '80083712345678', on: '2026-12-03' },
      '2026-12-03T09:00:00.000Z',
    );
    expect(clocksOf(posted)).toEqual({ 'access.answer': 'running 2026-12-14' });
  });

  describe('S5: two notices of one term, the first came back and was posted after the second was written', () => {
    const post = { act: 'deliver', tracking: '80083712345678', on: '2026-12-03' };
    /** Both have left, the second first: as the post and the mail service come round to it. */
    const bothLeft = () => {
      const state = noticed();
      const first = letterIn(state);
      const back = bounced(sent(state, first, '2026-12-01T09:00:10.000Z'), first, '2026-12-02T09:00:00.000Z');
      const asking = { ...officer('2026-12-02T10:00:00.000Z'), newId: ids('second') };
      const again = decideAct(back, asked, asking);
      if (!again.ok) throw new Error(again.refusal.code);
      const posted = does(stateOf(again.value.body), post, '2026-12-03T09:00:00.000Z');
      return { posted, second: letterIn({ made: again.value }) };
    };

    test('S5: it moves once, and the milestones that have passed stay so', () => {
      const { posted, second } = bothLeft();
      expect(clocksOf(posted)).toEqual({ 'access.answer': 'running 2026-12-14' });
      const [clock] = posted.body.clocks;
      if (clock === undefined) throw new Error('no clock');
      const passed = { ...posted, body: { ...posted.body, clocks: [{ ...clock, passed: ['reminder-10'] }] } };
      const after = sent(passed as typeof posted, second, '2026-12-03T10:00:00.000Z');
      expect(after.body.clocks).toMatchObject([{ due: clock.due, passed: ['reminder-10'] }]);
      const told = after.body.own.extensions?.map(({ state }) => state);
      expect(told).toEqual(['extended', 'extended']);
    });

    test('S5: what one notice has moved does not fall back with the other', () => {
      const { posted, second } = bothLeft();
      const after = sent(posted, second, '2026-12-03T10:00:00.000Z');
      const back = bounced(after, second, '2026-12-04T09:00:00.000Z');
      expect(clocksOf(back)).toEqual({ 'access.answer': 'running 2026-12-14' });
    });
  });

  test('S5: a second one is refused, and one after the term', () => {
    const state = noticed();
    const moved = sent(state, letterIn(state), '2026-12-01T09:00:10.000Z');
    expect(tries(moved, asked, '2026-12-10T09:00:00.000Z')).toMatchObject({
      refusal: { code: 'extended-already' },
    });
    expect(tries(aRequest(), asked, '2026-12-08T09:00:00.000Z')).toMatchObject({
      refusal: { code: 'term-over' },
    });
  });

  test.each(['withdraw-consent', 'objection-automated', 'unpublish'] as const)(
    'S1: the term of %s has no extension',
    (part) => {
      expect(
        tries(aRequest({ parts: [part] }), { ...asked, part }, '2026-11-24T09:00:00.000Z'),
      ).toMatchObject({
        refusal: { code: 'not-extendable' },
      });
    },
  );
});
