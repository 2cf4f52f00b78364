import { describe, expect, test } from 'vitest';
import { aRequest, bounced, clocksOf, does, letterIn, sent, tries } from './builders.ts';

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
