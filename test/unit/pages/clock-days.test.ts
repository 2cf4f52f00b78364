import { describe, expect, it } from 'vitest';
import { calendarOf, numbered, runsOf } from '../../../shared/http/pages/clock-days.ts';
import { addDays, dayNumber, weekdayOf } from '../../../shared/law/dates.ts';
import { computeDeadline } from '../../../shared/law/deadline.ts';

describe('D1: the days of a clock', () => {
  it('of a claim received on 8 December 2026 run to 30 on 7 January 2027, then move over the holidays to the 11th', () => {
    const days = numbered(computeDeadline('ru-claim-30', '2026-12-08').days);
    expect(days[0]).toEqual({ date: '2026-12-08', counted: false, reason: 'start' });
    expect(days.find(({ n }) => n === 30)?.date).toBe('2027-01-07');
    expect(days.at(-1)).toMatchObject({ date: '2027-01-11', reason: 'moved-to' });
  });

  it('of a request received on 23 November 2026 are ten working days in runs with their numbers', () => {
    const runs = runsOf(numbered(computeDeadline('ru-access-answer', '2026-11-23').days));
    expect(runs.map(({ dates, reason, from, to }) => [dates[0], reason, from, to])).toEqual([
      ['2026-11-23', 'start', undefined, undefined],
      ['2026-11-24', 'working-day', 1, 4],
      ['2026-11-28', 'weekend', undefined, undefined],
      ['2026-11-30', 'working-day', 5, 9],
      ['2026-12-05', 'weekend', undefined, undefined],
      ['2026-12-07', 'working-day', 10, 10],
    ]);
  });
});

describe('the calendar', () => {
  it('from Tuesday 24 November to Thursday 24 December 2026 has two months of whole weeks, each day in its column', () => {
    const months = calendarOf('2026-11-24', '2026-12-24');
    expect(months.map(({ year, month }) => [year, month])).toEqual([
      [2026, 11],
      [2026, 12],
    ]);
    const days = months.flatMap(({ weeks }) => weeks.flat()).filter((date) => date !== undefined);
    expect(days).toEqual(Array.from({ length: 31 }, (_, n) => addDays('2026-11-24', n)));
    for (const { weeks } of months)
      for (const week of weeks) {
        expect(week).toHaveLength(7);
        week.forEach((date, column) => {
          if (date !== undefined) expect(weekdayOf(dayNumber(date))).toBe(column + 1);
        });
      }
  });

  it('over the turn of the year keeps the years apart', () => {
    expect(calendarOf('2026-12-31', '2027-01-01').map(({ year, month }) => [year, month])).toEqual([
      [2026, 12],
      [2027, 1],
    ]);
  });
});
