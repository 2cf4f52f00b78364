import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RU_YEARS } from '../../../shared/law/calendars/ru.ts';
import { addDays, dateOf, dayNumber, daysBetween, isDate, weekdayOf } from '../../../shared/law/dates.ts';
import { computeDeadline, provisionalDeadline } from '../../../shared/law/deadline.ts';
import { RULE_IDS, ruleOf } from '../../../shared/law/rules.ts';
import { addWorkingDays } from '../../../shared/law/working-days.ts';
import { isoInstant, localDate, parseInstant, startOfDay } from '../../../shared/law/zones.ts';
import { extensionOf } from './extensions.ts';
import { referenceDates, statusOf, step } from './reference-calendar.ts';

const dayRules = RULE_IDS.filter((rule) => !['hours', 'instant'].includes(ruleOf(rule).counting));
const rule = fc.constantFrom(...dayRules);
const date = fc
  .integer({ min: Date.UTC(2023, 6, 1), max: Date.UTC(2028, 5, 30) })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));
const instant = fc.integer({ min: Date.UTC(2023, 6, 1), max: Date.UTC(2028, 5, 30) });

describe('against a slow second implementation', () => {
  test('every day and month rule gives the same dates and the same refusals, whatever the start', () => {
    fc.assert(
      fc.property(rule, date, (id, start) => {
        const { nominal, due, workBy } = computeDeadline(id, start);
        expect({ nominal, due, workBy }).toEqual(referenceDates(ruleOf(id), start, RU_YEARS));
      }),
      { numRuns: 1500 },
    );
  });

  test('every start of 2024-2027 of the claim and the access answer', () => {
    for (let start = '2023-12-31'; start <= '2027-12-31'; start = step(start, 1)) {
      for (const id of ['ru-claim-30', 'ru-access-answer'] as const) {
        const { nominal, due, workBy } = computeDeadline(id, start);
        expect({ start, nominal, due, workBy }).toEqual({
          start,
          ...referenceDates(ruleOf(id), start, RU_YEARS),
        });
      }
    }
  });
});

describe('what always holds', () => {
  test('workBy <= nominal <= due, and due and workBy are working days where the rule moves', () => {
    fc.assert(
      fc.property(rule, date, (id, start) => {
        const { nominal, due, workBy } = computeDeadline(id, start);
        if (due === null || workBy === null || nominal === null) return;
        expect(workBy <= nominal && nominal <= due).toBe(true);
        if (ruleOf(id).calendar === 'ru') {
          expect(statusOf(due, RU_YEARS)).toBe('working');
          expect(statusOf(workBy, RU_YEARS)).toBe('working');
        }
      }),
    );
  });

  test('an instant counts like its Moscow date, and a later start never ends earlier', () => {
    fc.assert(
      fc.property(rule, instant, fc.integer({ min: 0, max: 5 * 86_400_000 }), (id, ms, later) => {
        const one = computeDeadline(id, isoInstant(ms));
        const sameDate = computeDeadline(id, localDate(ms, 'Europe/Moscow'));
        expect({ ...one, start: '' }).toEqual({ ...sameDate, start: '' });
        const two = computeDeadline(id, isoInstant(ms + later));
        if (one.due !== null && two.due !== null) expect(one.due <= two.due).toBe(true);
      }),
    );
  });

  test('an extension never ends before the main term, and starts the same day', () => {
    const extendable = dayRules.filter((id) => extensionOf(id) !== undefined);
    fc.assert(
      fc.property(fc.constantFrom(...extendable), date, (id, start) => {
        const extended = extensionOf(id);
        if (extended === undefined) throw new Error('no extension');
        const [main, longer] = [computeDeadline(id, start), computeDeadline(extended, start)];
        if (main.nominal === null || longer.nominal === null) return;
        expect(main.nominal < longer.nominal).toBe(true);
        expect(longer.days[0]).toEqual(main.days[0]);
      }),
    );
  });

  test('counted days are as many as the rule says; the listed days follow each other without a hole', () => {
    const daily = dayRules.filter((id) => /days$/.test(ruleOf(id).counting));
    fc.assert(
      fc.property(fc.constantFrom(...daily), date, (id, start) => {
        const { days, refused } = computeDeadline(id, start);
        if (refused === undefined) expect(days.filter((day) => day.counted)).toHaveLength(ruleOf(id).length);
        for (const [i, day] of days.entries()) expect(day.date).toBe(step(start, i));
      }),
    );
  });

  test('G12: intake always has dates, never later than the legal ones once those are known', () => {
    fc.assert(
      fc.property(rule, date, (id, start) => {
        const intake = provisionalDeadline(id, start);
        expect(intake.workBy <= intake.due && intake.nominal <= intake.due).toBe(true);
        expect(intake.provisional).toBe(computeDeadline(id, start).refused !== undefined);
      }),
    );
  });

  test('hour rules add exact hours to the instant, whatever the offset it was written with', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...RULE_IDS.filter((id) => !dayRules.includes(id))), (ms, id) => {
        const { due, nominal, workBy } = computeDeadline(id, isoInstant(ms));
        expect(Date.parse(due ?? '')).toBe(ms + ruleOf(id).length * 3_600_000);
        expect([nominal, workBy]).toEqual([due, due]);
      }),
    );
  });
});

describe('dates and zones', () => {
  test('day numbers agree with the platform for every day of 1896-2104, leap centuries included', () => {
    for (let n = dayNumber('1896-01-01'); n <= dayNumber('2104-12-31'); n++) {
      const platform = new Date(n * 86_400_000);
      expect(dateOf(n)).toBe(platform.toISOString().slice(0, 10));
      if (weekdayOf(n) !== (platform.getUTCDay() || 7)) expect.fail(`weekday of ${dateOf(n)}`);
    }
  });

  test('any text is a date exactly when the platform reads the same date back', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(99), fc.nat(99), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const parsed = new Date(`${text}T00:00:00Z`);
        expect(isDate(text)).toBe(!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text));
      }),
    );
    expect(() => dayNumber('2026-02-29')).toThrow(RangeError);
  });

  test('adding days and counting between dates are inverse', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -4000, max: 4000 }), (from, n) => {
        expect(addDays(from, n)).toBe(step(from, n));
        expect(daysBetween(from, addDays(from, n))).toBe(n);
      }),
    );
  });

  test('a day begins in Moscow at 21:00 UTC of the day before since 2014, and at 20:00 in summer 2011-2014', () => {
    expect(startOfDay('2026-08-17', 'Europe/Moscow')).toBe(Date.parse('2026-08-16T21:00:00Z'));
    expect(startOfDay('2013-08-17', 'Europe/Moscow')).toBe(Date.parse('2013-08-16T20:00:00Z'));
  });

  test('the first instant of a date has that date, the one before has the day before', () => {
    fc.assert(
      fc.property(date, (day) => {
        const start = startOfDay(day, 'Europe/Moscow');
        expect(localDate(start, 'Europe/Moscow')).toBe(day);
        expect(localDate(start - 1, 'Europe/Moscow')).toBe(step(day, -1));
      }),
    );
  });

  test('instants are read with any offset and written in UTC with milliseconds', () => {
    expect(isoInstant(parseInstant('2026-12-31T22:10:00+03:00'))).toBe('2026-12-31T19:10:00.000Z');
    expect(isoInstant(parseInstant('2026-12-31T22:10:00.1239Z'))).toBe('2026-12-31T22:10:00.123Z');
    expect(() => parseInstant('2026-12-31T22:10:00')).toThrow(RangeError);
  });
});

describe('working days', () => {
  test('working days forth and back cross the January holidays', () => {
    expect(addWorkingDays('2026-12-30', 1)).toBe('2027-01-11');
    expect(addWorkingDays('2027-01-11', -1)).toBe('2026-12-30');
    expect(addWorkingDays('2027-01-11', 0)).toBe('2027-01-11');
    expect(addWorkingDays('2027-12-30', 3)).toBe('2028-01-03');
  });
});
