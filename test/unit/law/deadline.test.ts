import { describe, expect, test } from 'vitest';
import { workCalendar } from '../../../shared/law/calendars/calendar.ts';
import { RU_CALENDAR, RU_YEARS } from '../../../shared/law/calendars/ru.ts';
import { RU_2024 } from '../../../shared/law/calendars/ru-2024.ts';
import { RU_2025 } from '../../../shared/law/calendars/ru-2025.ts';
import { computeDeadline, provisionalDeadline, recompute } from '../../../shared/law/deadline.ts';
import { RULE_IDS, type RuleId, ruleOf } from '../../../shared/law/rules.ts';

const dates = (rule: RuleId, start: string) => {
  const { nominal, due, workBy } = computeDeadline(rule, start);
  return { nominal, due, workBy };
};

describe('start of a term', () => {
  test.each([
    ['one second before midnight in Moscow, a Sunday', '2026-08-16T23:59:59+03:00', '2026-08-28'],
    ['the same instant written in UTC', '2026-08-16T20:59:59Z', '2026-08-28'],
    ['midnight in Moscow, though still Sunday in UTC', '2026-08-16T21:00:00Z', '2026-08-31'],
    [
      'the same instant written in Vladivostok, where it is Monday morning',
      '2026-08-17T07:00:00+10:00',
      '2026-08-31',
    ],
    ['a bare date of paper', '2026-08-17', '2026-08-31'],
  ])('G11: ten working days from %s', (_why, start, due) => {
    expect(computeDeadline('ru-access-answer', start).due).toBe(due);
  });

  test('the day of the event is shown but never counted, even a working Monday (Civil Code 191)', () => {
    const { days } = computeDeadline('ru-unlawful-stop', '2026-07-06');
    expect(days).toEqual([
      { date: '2026-07-06', counted: false, reason: 'start' },
      { date: '2026-07-07', counted: true, reason: 'working-day' },
      { date: '2026-07-08', counted: true, reason: 'working-day' },
      { date: '2026-07-09', counted: true, reason: 'working-day' },
    ]);
  });

  test('a start without zone, a date that does not exist and plain text are refused loudly', () => {
    for (const start of ['2026-08-16T12:00:00', '2026-02-30', '2026-13-01', 'yesterday', '', '2026-8-1']) {
      expect(() => computeDeadline('ru-claim-30', start), start).toThrow(RangeError);
    }
  });

  test('the start is kept as an instant in UTC with milliseconds, a bare date as a date', () => {
    expect(computeDeadline('ru-claim-30', '2026-12-07T10:15:00+03:00').start).toBe(
      '2026-12-07T07:15:00.000Z',
    );
    expect(computeDeadline('ru-claim-30', '2026-12-07').start).toBe('2026-12-07');
  });
});

describe('explanation day by day', () => {
  test('3 Nov 2025 is a moved day off, Sat 1 Nov works, 7 Mar 2025 is shortened and counts', () => {
    const reasons = (rule: RuleId, start: string) =>
      Object.fromEntries(computeDeadline(rule, start).days.map(({ date, reason }) => [date, reason]));
    expect(reasons('ru-access-answer', '2025-10-27')).toMatchObject({
      '2025-10-27': 'start',
      '2025-10-31': 'working-day',
      '2025-11-01': 'working-weekend',
      '2025-11-02': 'weekend',
      '2025-11-03': 'holiday',
      '2025-11-05': 'working-day',
    });
    expect(reasons('ru-unlawful-stop', '2025-03-05')).toMatchObject({ '2025-03-07': 'shortened-day' });
  });

  test('K2: a claim of 7 Dec 2026 shows 30 counted days, the holiday it ends on, and each day it moves over', () => {
    const { days } = computeDeadline('ru-claim-30', '2026-12-07T10:15:00+03:00');
    expect(days.filter((day) => day.counted)).toHaveLength(30);
    expect(days.slice(-6)).toEqual([
      { date: '2027-01-06', counted: true, reason: 'moved-from' },
      { date: '2027-01-07', counted: false, reason: 'holiday' },
      { date: '2027-01-08', counted: false, reason: 'holiday' },
      { date: '2027-01-09', counted: false, reason: 'weekend' },
      { date: '2027-01-10', counted: false, reason: 'weekend' },
      { date: '2027-01-11', counted: false, reason: 'moved-to' },
    ]);
  });

  test('a month term lists its start, its last day and the days it moves over, not half a year of days', () => {
    expect(computeDeadline('ru-cannot-destroy-six-months', '2026-08-29').days).toEqual([
      { date: '2026-08-29', counted: false, reason: 'start' },
      { date: '2027-02-28', counted: true, reason: 'moved-from' },
      { date: '2027-03-01', counted: false, reason: 'moved-to' },
    ]);
  });

  test('hour and instant terms have no days and no calendar', () => {
    for (const rule of ['ru-breach-first', 'ru-block-disputed', 'gdpr-breach-authority'] as const) {
      const deadline = computeDeadline(rule, '2026-12-31T22:10:00+03:00');
      expect(deadline.days).toEqual([]);
      expect(deadline.calendar).toEqual({ years: [], version: 'none' });
    }
  });

  test('a Russian deadline names the calendar it was counted with, a GDPR one the weekends', () => {
    expect(computeDeadline('ru-claim-30', '2026-12-07').calendar).toEqual({
      years: [2024, 2025, 2026, 2027],
      version: RU_CALENDAR.version,
    });
    expect(computeDeadline('gdpr-answer', '2026-12-07').calendar).toEqual({
      years: [],
      version: 'weekends-only',
    });
  });
});

describe('ends of terms', () => {
  test.each<[string, RuleId, string, { nominal: string; due: string; workBy: string }]>([
    [
      '29 Feb 2024 + 3 years: no such day, its last',
      'ru-destruction-proof-retention',
      '2024-02-29',
      { nominal: '2027-02-28', due: '2027-02-28', workBy: '2027-02-28' },
    ],
    [
      'a repeat date on a holiday does not move: it is the person’s waiting time',
      'ru-access-repeat-earliest',
      '2026-12-08',
      { nominal: '2027-01-07', due: '2027-01-07', workBy: '2027-01-07' },
    ],
    [
      'change on 31 Dec 2026: the 15th of January 2027, a Friday',
      'ru-register-change-notice',
      '2026-12-31',
      { nominal: '2027-01-15', due: '2027-01-15', workBy: '2027-01-15' },
    ],
    [
      'change on 1 Jan 2027 counts January as the month of the change',
      'ru-register-change-notice',
      '2027-01-01',
      { nominal: '2027-02-15', due: '2027-02-15', workBy: '2027-02-15' },
    ],
    [
      'a consumer’s ten days of 30 Dec 2026 end on Sat 9 Jan 2027',
      'ru-consumer-money-10',
      '2026-12-30',
      { nominal: '2027-01-09', due: '2027-01-11', workBy: '2026-12-30' },
    ],
    [
      'GDPR: 6 Jan 2027 is a Russian holiday but no weekend, nothing moves',
      'gdpr-answer',
      '2026-12-06',
      { nominal: '2027-01-06', due: '2027-01-06', workBy: '2027-01-06' },
    ],
    [
      'GDPR: Sat 20 Feb 2027 works in Russia but moves in the Union',
      'gdpr-answer',
      '2027-01-20',
      { nominal: '2027-02-20', due: '2027-02-22', workBy: '2027-02-19' },
    ],
    [
      'GDPR: an extension counts three months from receipt',
      'gdpr-erase-extended',
      '2026-11-30',
      { nominal: '2027-02-28', due: '2027-03-01', workBy: '2027-02-26' },
    ],
    [
      'day 30 on the shortened Fri 30 Apr 2027 stays',
      'ru-withdrawal-destroy',
      '2027-03-31',
      { nominal: '2027-04-30', due: '2027-04-30', workBy: '2027-04-30' },
    ],
  ])('%s', (_why, rule, start, expected) => {
    expect(dates(rule, start)).toEqual(expected);
  });

  test('hours run from 00:00 of a bare date, the strictest reading', () => {
    expect(computeDeadline('ru-breach-first', '2026-11-23').due).toBe('2026-11-23T21:00:00.000Z');
  });

  test('72 hours across the end of summer time in Berlin are 72 hours', () => {
    const { due } = computeDeadline('gdpr-breach-authority', '2026-10-24T12:00:00+02:00');
    expect(due).toBe('2026-10-27T10:00:00.000Z');
  });
});

describe('G12: a needed day without calendar', () => {
  test.each<[string, RuleId, string, string | null, number]>([
    ['30th day in 2028', 'ru-claim-30', '2027-12-10', '2028-01-09', 2028],
    [
      '30th day Fri 31 Dec 2027, a day off: the move needs 2028',
      'ru-claim-30',
      '2027-12-01',
      '2027-12-31',
      2028,
    ],
    [
      '30th day Sat 6 Jan 2024: the working day before it needs 2023',
      'ru-claim-30',
      '2023-12-07',
      '2024-01-06',
      2023,
    ],
    ['the 10th working day needs 2028', 'ru-access-answer', '2027-12-20', null, 2028],
    ['day 1 needs 31 Dec 2023', 'ru-access-answer', '2023-12-30', null, 2023],
    ['six months reach 2028', 'ru-cannot-destroy-six-months', '2027-07-01', '2028-01-01', 2028],
    ['15 Jan 2028', 'ru-register-change-notice', '2027-12-01', '2028-01-15', 2028],
  ])('refuses when %s', (_why, rule, start, nominal, year) => {
    const deadline = computeDeadline(rule, start);
    expect(deadline).toMatchObject({ nominal, due: null, workBy: null, refused: { year } });
    expect(deadline.days.at(-1)?.reason).toSatisfy(
      (reason) => nominal === '2024-01-06' || reason === 'unknown',
    );
  });

  test.each<[string, RuleId, string, string]>([
    [
      'received Sun 31 Dec 2023: its own status is not needed',
      'ru-unlawful-stop',
      '2023-12-31',
      '2024-01-11',
    ],
    ['received 2023, 30th day known', 'ru-claim-30', '2023-12-20', '2024-01-19'],
    ['30th day Thu 30 Dec 2027, the last working day loaded', 'ru-claim-30', '2027-11-30', '2027-12-30'],
    ['tenth working day Thu 30 Dec 2027', 'ru-access-answer', '2027-12-16', '2027-12-30'],
    ['hours in 2028', 'ru-breach-final', '2028-01-03T12:00:00+03:00', '2028-01-06T09:00:00.000Z'],
    ['keeping for three years', 'ru-destruction-proof-retention', '2026-11-23', '2029-11-23'],
    ['a repeat in 2030', 'ru-access-repeat-earliest', '2030-06-01', '2030-07-01'],
    ['GDPR in 2031', 'gdpr-answer', '2031-01-31', '2031-02-28'],
  ])('does not refuse: %s', (_why, rule, start, due) => {
    const deadline = computeDeadline(rule, start);
    expect(deadline.due).toBe(due);
    expect(deadline.refused).toBeUndefined();
  });

  test.each<[string, RuleId, string, { nominal: string; due: string; workBy: string }]>([
    [
      'a claim of 10 Dec 2027: 9 Jan 2028 is taken as working; 31 Dec is off',
      'ru-claim-30',
      '2027-12-10',
      { nominal: '2028-01-09', due: '2028-01-09', workBy: '2027-12-30' },
    ],
    [
      'day 30 on the day off 31 Dec 2027 moves to the first unknown day',
      'ru-claim-30',
      '2027-12-01',
      { nominal: '2027-12-31', due: '2028-01-01', workBy: '2027-12-30' },
    ],
    [
      'working days run through the unknown 1 and 2 Jan 2028',
      'ru-access-answer',
      '2027-12-20',
      { nominal: '2028-01-02', due: '2028-01-02', workBy: '2027-12-30' },
    ],
    [
      'before the first year no known working day is early enough',
      'ru-claim-30',
      '2023-11-20',
      { nominal: '2023-12-20', due: '2023-12-20', workBy: '2023-12-20' },
    ],
    [
      '6 Jan 2024 moves to 9 Jan, the day before New Year is taken as working',
      'ru-claim-30',
      '2023-12-07',
      { nominal: '2024-01-06', due: '2024-01-09', workBy: '2023-12-31' },
    ],
  ])('intake loses nothing: %s', (_why, rule, start, expected) => {
    expect(provisionalDeadline(rule, start)).toMatchObject({ ...expected, provisional: true });
    expect(provisionalDeadline(rule, start).refused).toBeDefined();
  });

  test('where nothing is missing intake stores the legal date', () => {
    for (const rule of RULE_IDS) {
      const { provisional, ...stored } = provisionalDeadline(rule, '2026-03-12T23:59:00+03:00');
      expect(provisional).toBe(false);
      expect(stored).toEqual(computeDeadline(rule, '2026-03-12T23:59:00+03:00'));
    }
  });

  test('when the calendar arrives, a provisional case is counted again and told what changed', () => {
    const early = workCalendar('early', [RU_2024, RU_2025]);
    const stored = provisionalDeadline('ru-claim-30', '2025-12-05', early);
    expect(stored).toMatchObject({ due: '2026-01-04', workBy: '2025-12-30', provisional: true });
    const { deadline, changed } = recompute({ ...stored, rule: 'ru-claim-30' });
    expect(deadline).toMatchObject({
      nominal: '2026-01-04',
      due: '2026-01-12',
      workBy: '2025-12-30',
      provisional: false,
    });
    expect(changed).toEqual(['due']);
    expect(recompute({ ...deadline, rule: 'ru-claim-30' }).changed).toEqual([]);
  });

  test('a calendar with a gap refuses inside the gap', () => {
    const gap = workCalendar('gap', [RU_2024, ...RU_YEARS.filter(({ year }) => year === 2026)]);
    expect(computeDeadline('ru-access-answer', '2024-12-25', gap).refused).toEqual({ year: 2025 });
  });
});

describe('budget', () => {
  test('one deadline with its explanation takes less than 0.2 ms', () => {
    const days = RULE_IDS.filter((rule) => ruleOf(rule).counting !== 'hours');
    const run = () => {
      const from = process.hrtime.bigint();
      for (let i = 0; i < 50; i++)
        for (const rule of days) computeDeadline(rule, '2026-12-07T10:15:00+03:00');
      return Number(process.hrtime.bigint() - from) / 1e6 / (50 * days.length);
    };
    expect(Math.min(run(), run(), run())).toBeLessThan(0.2);
  });
});
