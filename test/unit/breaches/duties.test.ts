import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBreach } from '../../../shared/domain/breaches/open.ts';
import { BREACH } from '../../../shared/domain/breaches/type.ts';
import { milestonesOf } from '../../../shared/domain/cases/planned.ts';
import { lawfulActs } from '../../../shared/domain/cases/type.ts';
import { at } from '../domain/builders.ts';
import {
  AWARE,
  aBreach,
  anOpening,
  type BreachState,
  clocksOf,
  DETECTED,
  does,
  filed,
  tries,
  WRITTEN,
} from './builders.ts';

const SECOND = 'officer-2';
const SATURDAY = '2026-11-28T10:00:00.000Z';
const declined = (duty: string) => ({
  ...{ act: 'decline', duty, ground: 'not-obliged', reason: 'Юрист спрошен.', second: SECOND },
});
const told = {
  act: 'told',
  duty: 'people',
  toldAt: SATURDAY,
  told: 12,
  notReached: 1,
  reason: 'Письма и звонки.',
};

/** The first notice is written and filed on Saturday. */
const firstFiled = () =>
  does(
    does(aBreach(), { ...WRITTEN, notice: 'first-notice' }, SATURDAY),
    filed('first-notice', SATURDAY),
    SATURDAY,
  );

describe('B1, S10: the clocks of a breach', () => {
  test('B1: all stand at once; those of 152-FZ run from detection by anyone, through nights and the weekend', () => {
    expect(clocksOf(aBreach())).toEqual({
      'first-notice': 'running 2026-11-28T15:00:00.000Z',
      'final-notice': 'running 2026-11-30T15:00:00.000Z',
      people: 'running 2026-11-30T15:00:00.000Z',
    });
  });

  test('S10: under the GDPR a clock more, from when we knew', () => {
    expect(clocksOf(aBreach({ regimes: ['ru', 'gdpr'] }))['gdpr-notice']).toBe(
      'running 2026-11-30T16:00:00.000Z',
    );
  });

  test('B1: reminded of 12, 4 and 1 hour before each instant and at it; notices of one instant are one step', () => {
    const steps = milestonesOf(aBreach()).map(({ name, at: when, clock }) => [
      new Date(when).toISOString().slice(5, 16),
      clock.id,
      name,
    ]);
    expect(steps.slice(0, 4)).toEqual([
      ['11-28T03:00', 'first-notice', 'hours-12'],
      ['11-28T11:00', 'first-notice', 'hours-4'],
      ['11-28T14:00', 'first-notice', 'hours-1'],
      ['11-28T15:00', 'first-notice', 'overdue'],
    ]);
    expect(new Set(steps.slice(4).map(([when]) => when))).toEqual(
      new Set(['11-30T03:00', '11-30T11:00', '11-30T14:00', '11-30T15:00']),
    );
  });

  test('B1: one whose term is over opens all the same, overdue', () => {
    const late = aBreach({}, '2026-12-02T09:00:00.000Z');
    expect(late.body).toMatchObject({ status: 'open', dueOn: '2026-11-28' });
  });

  test.each([
    ['detection-in-future', { detectedAt: '2026-11-27T16:00:00.001Z' }],
    ['awareness-in-future', { awareAt: '2026-11-27T16:00:00.001Z' }],
    ['aware-before-detection', { awareAt: '2026-11-27T14:59:59.999Z' }],
    ['systems-needed', { systems: [] }],
    ['kinds-needed', { kinds: [] }],
  ] as const)('B1: refused by name: %s', (code, changes) => {
    expect(openBreach(anOpening({ ...changes } as never), at(AWARE))).toMatchObject({ refusal: { code } });
  });
});

describe('B2: notices to authorities', () => {
  test('B2: met by the time of the receipt, not by when it was typed', () => {
    const written = does(aBreach(), { ...WRITTEN, notice: 'first-notice' }, SATURDAY);
    const late = does(written, filed('first-notice', '2026-11-28T15:00:00.000Z'), '2026-11-29T09:00:00.000Z');
    expect(clocksOf(late)['first-notice']).toMatch(/^met/);
    const missed = does(
      written,
      filed('first-notice', '2026-11-28T15:00:00.001Z'),
      '2026-11-29T09:00:00.000Z',
    );
    expect(clocksOf(missed)['first-notice']).toMatch(/^missed/);
    expect(clocksOf(missed)['final-notice']).toMatch(/^running/);
  });

  test('B2: filed neither before the detection nor in the future', () => {
    const written = does(aBreach(), { ...WRITTEN, notice: 'first-notice' }, SATURDAY);
    expect(tries(written, filed('first-notice', '2026-11-27T14:59:59.999Z'), SATURDAY)).toMatchObject({
      refusal: { code: 'filed-before-detection', field: 'filedAt' },
    });
    expect(tries(written, filed('first-notice', '2026-11-28T10:00:00.001Z'), SATURDAY)).toMatchObject({
      refusal: { code: 'filed-in-future', field: 'filedAt' },
    });
  });

  test('B2: not filed before it is written with every field that the law names', () => {
    expect(tries(aBreach(), filed('first-notice', SATURDAY), SATURDAY)).toMatchObject({
      refusal: { code: 'notice-not-written' },
    });
    const { harm: _, causes: __, ...rest } = WRITTEN;
    const half = does(aBreach(), { ...rest, notice: 'first-notice', confirmed: false }, SATURDAY);
    expect(tries(half, filed('first-notice', SATURDAY), SATURDAY)).toMatchObject({
      refusal: { code: 'notice-lacks', data: { fields: 'causes, harm' } },
    });
    const whole = does(half, { ...WRITTEN, notice: 'first-notice' }, SATURDAY);
    expect(does(whole, filed('first-notice', SATURDAY), SATURDAY).body.own.drafts).toHaveLength(1);
  });

  test('B2: the second one needs the first; what comes to light later is a supplement', () => {
    const second = { ...WRITTEN, notice: 'final-notice' };
    expect(tries(does(aBreach(), second, SATURDAY), filed('final-notice', SATURDAY), SATURDAY)).toMatchObject(
      { refusal: { code: 'notice-before', data: { duty: 'first-notice' } } },
    );
    const both = does(does(firstFiled(), second, SATURDAY), filed('final-notice', SATURDAY), SATURDAY);
    expect(clocksOf(both)['final-notice']).toMatch(/^met/);
    expect(tries(both, filed('final-notice', SATURDAY), SATURDAY)).toMatchObject({
      refusal: { code: 'duty-over' },
    });
    const more = { ...filed('first-notice', SATURDAY), act: 'supplement' };
    expect(does(both, more, SATURDAY).body.own.duties).toEqual(both.body.own.duties);
    expect(tries(aBreach(), more, SATURDAY)).toMatchObject({ refusal: { code: 'notice-not-filed' } });
  });

  test('B2: not to notify takes a ground and a second officer, and stops that clock alone', () => {
    expect(tries(aBreach(), { ...declined('first-notice'), second: undefined }, SATURDAY)).toMatchObject({
      refusal: { code: 'breach-second-needed' },
    });
    expect(tries(aBreach(), { ...declined('first-notice'), second: 'officer-1' }, SATURDAY)).toMatchObject({
      refusal: { code: 'second-officer-same' },
    });
    const state = does(aBreach(), declined('first-notice'), SATURDAY);
    expect(clocksOf(state)).toMatchObject({
      'first-notice': expect.stringMatching(/^stopped/),
      'final-notice': expect.stringMatching(/^running/),
    });
    expect(state.body.own.duties[0]).toMatchObject({
      state: 'declined',
      ground: 'not-obliged',
      second: SECOND,
    });
  });
});

describe('B4, B5: people and the end', () => {
  test('B4: telling people is met by when the last was told', () => {
    expect(clocksOf(does(aBreach(), told, SATURDAY))['people']).toMatch(/^met/);
    expect(tries(aBreach(), { ...told, duty: 'first-notice' }, SATURDAY)).toMatchObject({
      refusal: { code: 'duty-is-notice' },
    });
    expect(tries(aBreach(), { ...told, duty: 'gdpr-people' }, SATURDAY)).toMatchObject({
      refusal: { code: 'duty-not-owed' },
    });
  });

  test('B5: closed only when every duty is done or declined; what is open is named', () => {
    const conclude = { act: 'conclude', conclusion: 'breach', reason: 'Всё сделано.' };
    expect(tries(firstFiled(), conclude, SATURDAY)).toMatchObject({
      refusal: { code: 'duties-open', data: { duties: 'final-notice, people, incident-system' } },
    });
    const ready = ['final-notice', 'incident-system'].reduce(
      (state, duty) => does(state, declined(duty), SATURDAY),
      does(firstFiled(), told, SATURDAY),
    );
    expect(ready.body.status).toBe('ready');
    const closed = does(ready, conclude, SATURDAY);
    expect(closed.body).toMatchObject({
      status: 'closed',
      closedAt: SATURDAY,
      own: { conclusion: 'breach' },
    });
    expect(lawfulActs(BREACH, 'closed')).toEqual(['note', 'supplement']);
  });

  test('B1, S5: a corrected detection counts the clocks anew, keeps the old instants, and judges what was filed by the new ones', () => {
    const corrected = {
      ...{ act: 'detection', detectedAt: '2026-11-27T09:00:00.000Z', awareAt: AWARE },
      ...{ reason: 'Клиент написал утром.', second: SECOND },
    };
    const state = does(firstFiled(), corrected, '2026-11-29T09:00:00.000Z');
    expect(clocksOf(state)).toEqual({
      'first-notice': 'missed 2026-11-28T09:00:00.000Z',
      'final-notice': 'running 2026-11-30T09:00:00.000Z',
      people: 'running 2026-11-30T09:00:00.000Z',
    });
    expect(state.body.own.corrected).toEqual([{ detectedAt: DETECTED, awareAt: AWARE, second: SECOND }]);
    expect(state.todo).toMatchObject({ why: 'replan' });
    expect(tries(firstFiled(), { ...corrected, second: undefined }, SATURDAY)).toMatchObject({
      refusal: { code: 'breach-second-needed' },
    });
    expect(tries(firstFiled(), { ...corrected, detectedAt: DETECTED }, SATURDAY)).toMatchObject({
      refusal: { code: 'detection-unchanged' },
    });
    const after = '2026-11-28T11:00:00.000Z';
    expect(
      tries(firstFiled(), { ...corrected, detectedAt: after, awareAt: after }, '2026-11-29T09:00:00.000Z'),
    ).toMatchObject({ refusal: { code: 'filed-before-detection' } });
  });

  test('B5: whatever officers do in whatever order: open while a duty is, and no clock runs once none is', () => {
    const acts: readonly { readonly act: string }[] = [
      { ...WRITTEN, notice: 'first-notice' } as { readonly act: string },
      { ...WRITTEN, notice: 'final-notice' } as { readonly act: string },
      filed('first-notice', SATURDAY),
      filed('final-notice', SATURDAY),
      filed('incident-system', SATURDAY),
      told,
      ...['first-notice', 'final-notice', 'people', 'incident-system'].map(declined),
      { act: 'conclude', conclusion: 'no-breach', reason: 'Учтено.' } as { readonly act: string },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 14 }), (walk) => {
        let state: BreachState = aBreach();
        for (const command of walk) {
          const made = tries(state, command, SATURDAY);
          if (made.ok) state = does(state, command, SATURDAY);
          const open = state.body.own.duties.filter((duty) => duty.state === 'open').length;
          const runs = state.body.clocks.filter((clock) => clock.state === 'running').length;
          expect(state.body.status === 'open').toBe(open > 0);
          if (open === 0) expect(runs).toBe(0);
        }
      }),
    );
  });
});
