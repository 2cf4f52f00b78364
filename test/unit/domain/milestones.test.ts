import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClockDates,
  dueOnOf,
  isHourClock,
  isLate,
  overdueAt,
} from '../../../shared/domain/clock-ends.ts';
import { MILESTONES } from '../../../shared/domain/milestone-names.ts';
import { planMilestones } from '../../../shared/domain/milestones.ts';
import { provisionalDeadline } from '../../../shared/law/deadline.ts';
import { RULE_IDS, type RuleId } from '../../../shared/law/rules.ts';

const clock = (rule: RuleId, start: string): ClockDates => ({ ...provisionalDeadline(rule, start), rule });
const plan = (rule: RuleId, start: string) =>
  Object.fromEntries(planMilestones(clock(rule, start)).map(({ name, at }) => [name, moscow(at)]));
const moscow = (ms: number) => `${new Date(ms + 3 * 3_600_000).toISOString().slice(0, 16)}+03:00`;

describe('milestones of day clocks', () => {
  test('K3: a claim of Mon 23 Nov 2026, 30th day Wed 23 Dec: calendar days back at 09:00 Moscow', () => {
    expect(plan('ru-claim-30', '2026-11-23T10:15:00+03:00')).toEqual({
      'reminder-10': '2026-12-13T09:00+03:00',
      'reminder-5': '2026-12-18T09:00+03:00',
      'reminder-2': '2026-12-21T09:00+03:00',
      escalation: '2026-12-22T09:00+03:00',
      'due-day': '2026-12-23T09:00+03:00',
      overdue: '2026-12-24T00:00+03:00',
    });
  });

  test('K2: a claim of 7 Dec 2026 is worked on towards 30 Dec, promised on 6 Jan, overdue on 7 Jan and not on 12 Jan', () => {
    expect(plan('ru-claim-30', '2026-12-07')).toEqual({
      'reminder-10': '2026-12-20T09:00+03:00',
      'reminder-5': '2026-12-25T09:00+03:00',
      'reminder-2': '2026-12-28T09:00+03:00',
      escalation: '2026-12-29T09:00+03:00',
      'due-day': '2026-12-30T09:00+03:00',
      overdue: '2027-01-07T00:00+03:00',
    });
  });

  test('a statutory 30-day clock of the same day is overdue only after its moved date, Mon 11 Jan 2027', () => {
    expect(plan('ru-withdrawal-destroy', '2026-12-07')).toMatchObject({
      'due-day': '2026-12-30T09:00+03:00',
      overdue: '2027-01-12T00:00+03:00',
    });
  });

  test('a working-day clock counts back in working days, over the January holidays', () => {
    expect(plan('ru-access-answer', '2026-12-21')).toEqual({
      'reminder-10': '2026-12-21T09:00+03:00',
      'reminder-5': '2026-12-28T09:00+03:00',
      'reminder-2': '2027-01-11T09:00+03:00',
      escalation: '2027-01-12T09:00+03:00',
      'due-day': '2027-01-13T09:00+03:00',
      overdue: '2027-01-14T00:00+03:00',
    });
  });

  test('a month clock counts back in calendar days', () => {
    expect(plan('gdpr-answer', '2027-01-31')).toMatchObject({
      'reminder-5': '2027-02-21T09:00+03:00',
      'due-day': '2027-02-26T09:00+03:00',
      overdue: '2027-03-02T00:00+03:00',
    });
  });

  test('a consumer’s ten days: work must be done on the day of receipt already, T-10 lies ten days before it', () => {
    expect(plan('ru-consumer-money-10', '2026-12-30')).toMatchObject({
      'reminder-10': '2026-12-20T09:00+03:00',
      'due-day': '2026-12-30T09:00+03:00',
      overdue: '2027-01-10T00:00+03:00',
    });
  });

  test('G12: a provisional clock has milestones too', () => {
    expect(plan('ru-claim-30', '2027-12-10')).toMatchObject({
      'due-day': '2027-12-30T09:00+03:00',
      overdue: '2028-01-10T00:00+03:00',
    });
  });

  test('whatever the rule and the start, all of its class come in order, one strictly after the other', () => {
    const start = fc
      .integer({ min: Date.UTC(2023, 6, 1), max: Date.UTC(2028, 5, 30) })
      .map((ms) => new Date(ms).toISOString());
    fc.assert(
      fc.property(fc.constantFrom(...RULE_IDS), start, (rule, from) => {
        const milestones = planMilestones(clock(rule, from));
        expect(milestones.map(({ name }) => name)).toEqual(
          MILESTONES[isHourClock(rule) ? 'hours' : 'days'].map(({ name }) => name),
        );
        expect(milestones.every(({ at }, i) => i === 0 || at > (milestones[i - 1]?.at ?? at))).toBe(true);
      }),
    );
  });
});

interface Example {
  readonly id: string;
  readonly rule: RuleId;
  readonly start: string;
  readonly milestones?: readonly string[];
}
const worked = (
  JSON.parse(readFileSync(new URL('../law/examples.json', import.meta.url), 'utf8')) as readonly Example[]
).filter(({ milestones }) => milestones !== undefined);

describe('milestones of hour clocks', () => {
  test('B1: of the worked examples, two breaches of 24 and 72 hours have eight each', () => {
    expect(worked.map(({ milestones }) => milestones?.length)).toEqual([4, 4, 4, 4]);
  });

  test.each(
    worked.map((example) => [`${example.id} ${example.rule} from ${example.start}`, example] as const),
  )(
    'B1: %s: reminders twelve, four and one hour before its instant, and at it',
    (_, { rule, start, milestones }) => {
      expect(planMilestones(clock(rule, start)).map(({ at }) => at)).toEqual(milestones?.map(Date.parse));
    },
  );

  test('B1: a breach detected on Wed 25 Nov 2026, 14:03:20: 24 and 72 hours to the second, eight instants', () => {
    const detected = '2026-11-25T14:03:20+03:00';
    expect(plan('ru-breach-first', detected)).toEqual({
      'hours-12': '2026-11-26T02:03+03:00',
      'hours-4': '2026-11-26T10:03+03:00',
      'hours-1': '2026-11-26T13:03+03:00',
      overdue: '2026-11-26T14:03+03:00',
    });
    expect(plan('ru-breach-final', detected)).toEqual({
      'hours-12': '2026-11-28T02:03+03:00', // a Saturday: hours know no days off
      'hours-4': '2026-11-28T10:03+03:00',
      'hours-1': '2026-11-28T13:03+03:00',
      overdue: '2026-11-28T14:03+03:00',
    });
    expect(overdueAt(clock('ru-breach-first', detected))).toBe(Date.parse('2026-11-26T14:03:20+03:00'));
  });

  test('what is due at once has all of them behind it as it starts', () => {
    const milestones = planMilestones(clock('ru-block-disputed', '2026-11-25T14:03:20+03:00'));
    expect(milestones.every(({ at }) => at <= Date.parse('2026-11-25T14:03:20+03:00'))).toBe(true);
  });

  test.each([
    ['in its last second', '2026-11-26T14:03:20+03:00', false],
    ['a second later', '2026-11-26T14:03:21+03:00', true],
    ['on the day before, the hour unknown', '2026-11-25', false],
    ['on its last day, the hour unknown: read strictly', '2026-11-26', true],
  ])('B1: what is done %s is late: %s %s', (_, done, late) => {
    expect(isLate(clock('ru-breach-first', '2026-11-25T14:03:20+03:00'), done)).toBe(late);
  });
});

describe('when a clock is overdue', () => {
  test.each<[RuleId, string, string, string]>([
    ['ru-claim-30', '2026-12-07', '2027-01-06', '2027-01-07T00:00+03:00'],
    ['ru-consumer-money-10', '2026-12-30', '2027-01-09', '2027-01-10T00:00+03:00'],
    ['ru-withdrawal-destroy', '2026-12-10', '2027-01-11', '2027-01-12T00:00+03:00'],
    ['ru-access-answer', '2026-12-21', '2027-01-13', '2027-01-14T00:00+03:00'],
    ['ru-breach-first', '2026-12-31T23:10:00+03:00', '2027-01-01', '2027-01-01T23:10+03:00'],
  ])('%s from %s: its day is %s', (rule, start, dueOn, overdue) => {
    expect(dueOnOf(clock(rule, start))).toBe(dueOn);
    expect(moscow(overdueAt(clock(rule, start)))).toBe(overdue);
  });

  test.each([
    ['in the last second of the promised day', '2026-12-23T23:59:59.999+03:00', false],
    ['at 00:00 of the day after', '2026-12-24T00:00:00+03:00', true],
    ['by post on the day', '2026-12-23', false],
    ['by post a day later', '2026-12-24', true],
  ])('K4: an answer that leaves %s is late: %s %s', (_, done, late) => {
    expect(isLate(clock('ru-claim-30', '2026-11-23'), done)).toBe(late);
  });
});
