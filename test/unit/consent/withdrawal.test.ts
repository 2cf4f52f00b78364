import { describe, expect, test } from 'vitest';
import { type ConsentEvent, isAct, type NewActEvent } from '../../../shared/domain/consent/events.ts';
import { withdrawalClock } from '../../../shared/domain/consent/withdrawal.ts';
import { anAct } from './builders.ts';

type Data = Parameters<typeof anAct>[3];
const field = (name: string, purpose = 'distribution'): Data => ({ purpose, field: name });

/** The withdrawal of Monday, 23 November 2026, 12:00 in Moscow. */
function withdrawal(data: Data = {}, act: 'withdrawn' | 'refused' = 'withdrawn'): NewActEvent {
  const event = anAct(9, act, '2026-11-23T09:00:00.000Z', data);
  if (!isAct(event)) throw new Error('not an act');
  return event;
}
const given = (n: number, data: Data = {}) => anAct(n, 'given', `2026-11-0${n}T09:00:00.000Z`, data);
const withdrawn = (n: number, data: Data = {}) => anAct(n, 'withdrawn', `2026-11-0${n}T09:00:00.000Z`, data);

describe('C5: the clock that a withdrawal starts', () => {
  test('runs thirty calendar days from its day in Moscow (152-FZ art. 21(5))', () => {
    expect(withdrawalClock(withdrawal(), [given(1)])).toEqual({
      rule: 'ru-withdrawal-destroy',
      start: '2026-11-23',
      // Wednesday.
      due: '2026-12-23',
      workBy: '2026-12-23',
      provisional: false,
    });
  });

  test('runs from the day on which it took effect: of a paper, the paper’s', () => {
    const paper = withdrawal({ channel: 'paper', effective: '2026-11-20T20:59:59.999Z' });
    expect(withdrawalClock(paper, [given(1)])).toMatchObject({ start: '2026-11-20', due: '2026-12-21' });
  });

  test.each<[string, NewActEvent, readonly ConsentEvent[]]>([
    ['nothing was ever given', withdrawal(), []],
    ['it was refused, not withdrawn', withdrawal({}, 'refused'), [given(1)]],
    ['only another purpose was consented to', withdrawal(), [given(1, { purpose: 'partners' })]],
    ['it was refused before', withdrawal(), [anAct(1, 'refused', '2026-11-01T09:00:00.000Z')]],
    ['it was withdrawn already, and not given since', withdrawal(), [given(1), withdrawn(2)]],
    ['nobody declared the purpose', withdrawal({ purpose: 'x' }), [given(1, { purpose: 'x' })]],
    ['the purpose has no such clock', withdrawal({ purpose: 'account' }), [given(1, { purpose: 'account' })]],
    ['what was given takes effect later', withdrawal(), [anAct(1, 'given', '2026-11-23T09:00:00.001Z')]],
    ['another field was published', withdrawal(field('name')), [given(1, field('phone'))]],
    [
      'the field was taken back already',
      withdrawal(field('name')),
      [given(1, field('name')), withdrawn(2, field('name'))],
    ],
    [
      'all fields were taken back already',
      withdrawal(field('name')),
      [given(1, field('name')), withdrawn(2, { purpose: 'distribution' })],
    ],
  ])('does not start where %s', (_, event, before) => {
    expect(withdrawalClock(event, before)).toBeUndefined();
  });

  test.each<[string, NewActEvent, readonly ConsentEvent[]]>([
    ['it was given again since', withdrawal(), [given(1), withdrawn(2), given(3)]],
    [
      'only another purpose was withdrawn before',
      withdrawal(),
      [given(1), withdrawn(2, { purpose: 'partners' })],
    ],
    ['a refusal came between', withdrawal(), [given(1), anAct(2, 'refused', '2026-11-02T09:00:00.000Z')]],
    ['the very field was published', withdrawal(field('name')), [given(1, field('name'))]],
    [
      'only another field was taken back',
      withdrawal(field('name')),
      [given(1, field('name')), withdrawn(2, field('phone'))],
    ],
    [
      'the whole purpose is withdrawn, and a field was published',
      withdrawal({ purpose: 'distribution' }),
      [given(1, field('name'))],
    ],
    [
      'the whole purpose is withdrawn, and only one of two fields was taken back',
      withdrawal({ purpose: 'distribution' }),
      [given(1, field('name')), given(2, field('phone')), withdrawn(3, field('name'))],
    ],
  ])('starts where %s', (_, event, before) => {
    expect(withdrawalClock(event, before)).toMatchObject({ start: '2026-11-23' });
  });
});
