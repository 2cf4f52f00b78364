import { describe, expect, test } from 'vitest';
import { calendarReport } from '../../../infra/tools/calendar-check.ts';
import { calendarVersion } from '../../../infra/tools/calendar-version.ts';
import { type CalendarYear, calendarFaults, workCalendar } from '../../../shared/law/calendars/calendar.ts';
import { RU_CALENDAR, RU_YEARS } from '../../../shared/law/calendars/ru.ts';
import { RU_2027 } from '../../../shared/law/calendars/ru-2027.ts';
import { dayNumber } from '../../../shared/law/dates.ts';
import { calendarHorizon } from '../../../shared/law/horizon.ts';

const kind = (date: string) => RU_CALENDAR.kindOf(dayNumber(date));
const at = (iso: string) => Date.parse(iso);

describe('the loaded calendar', () => {
  test('2024-2027 are sound: lists fit the weekdays and give the published number of working days', () => {
    expect(calendarFaults(RU_YEARS)).toEqual([]);
    expect(RU_YEARS.map(({ year, workingDays }) => [year, workingDays])).toEqual([
      [2024, 248],
      [2025, 247],
      [2026, 247],
      [2027, 247],
    ]);
  });

  test('each year names its decree, and the version fits the content', () => {
    for (const { source } of RU_YEARS) expect(source).toMatch(/постановление Правительства РФ .*№ \d+/);
    expect(RU_CALENDAR.version).toBe(calendarVersion(RU_YEARS));
  });

  test('the version changes with any day and not with a better source note', () => {
    const other = { ...RU_2027, shortened: { ...RU_2027.shortened, 12: [30] } };
    expect(calendarVersion([other])).not.toBe(calendarVersion([RU_2027]));
    expect(calendarVersion([{ ...RU_2027, source: 'gazette' }])).toBe(calendarVersion([RU_2027]));
  });

  test.each([
    ['2024-04-27', 'working-weekend', 'a working Saturday'],
    ['2024-11-02', 'working-weekend', 'a working Saturday that is also shortened'],
    ['2027-02-20', 'working-weekend', 'a working Saturday'],
    ['2027-11-13', 'weekend', 'a Saturday that a news item named as working, the decree does not'],
    ['2026-11-03', 'shortened-day', 'the eve of 4 November'],
    ['2026-12-31', 'holiday', 'a moved day off'],
    ['2026-03-08', 'weekend', 'a holiday on a Sunday'],
    ['2026-03-09', 'holiday', 'the Monday it is moved to'],
    ['2026-11-23', 'working-day', 'a plain Monday'],
    ['2023-12-31', 'unknown', 'the day before the first loaded'],
    ['2028-01-01', 'unknown', 'the day after the last loaded'],
    ['2028-01-10', 'unknown', 'a Monday without calendar: never guessed (G12)'],
  ])('%s is %s: %s', (date, expected) => {
    expect(kind(date)).toBe(expected);
  });
});

describe('a calendar with a fault is found', () => {
  const faulty = (change: Partial<CalendarYear>) => calendarFaults([{ ...RU_2027, ...change }]).join(' ');

  test.each<[string, Partial<CalendarYear>, RegExp]>([
    [
      'a weekend listed as day off',
      { dayOff: { ...RU_2027.dayOff, 6: [12, 14] } },
      /2027-06-12 is listed as a day off/,
    ],
    [
      'a Monday listed as working weekend',
      { workingWeekend: { 2: [20], 3: [1] } },
      /2027-03-01 .* is no weekend/,
    ],
    [
      'a day off listed as shortened',
      { shortened: { ...RU_2027.shortened, 5: [3] } },
      /2027-05-03 .* is no working day/,
    ],
    [
      'a day that does not exist',
      { dayOff: { ...RU_2027.dayOff, 2: [22, 23, 29] } },
      /2027-02-29 does not exist/,
    ],
    ['a holiday forgotten', { dayOff: { ...RU_2027.dayOff, 3: [] } }, /248 working days, published are 247/],
  ])('%s', (_what, change, message) => {
    expect(faulty(change)).toMatch(message);
  });

  test('a year left out', () => {
    expect(calendarFaults(RU_YEARS.filter(({ year }) => year !== 2026))).toEqual([
      '2027 does not follow 2025.',
    ]);
  });
});

describe('G12: everybody is warned before the calendar runs out', () => {
  test.each([
    ['2026-11-23T12:00:00Z', 'ok', 403],
    ['2027-09-21T12:00:00Z', 'ok', 101],
    ['2027-09-22T12:00:00Z', 'warn', 100],
    ['2027-11-30T12:00:00Z', 'warn', 31], // the 30th day of a claim is 30 Dec, a working day
    ['2027-12-01T12:00:00Z', 'alarm', 30], // its 30th day is 31 Dec, a day off: the move needs 2028
    ['2028-03-01T12:00:00Z', 'alarm', -61],
  ] as const)('seen from %s: %s, %d days left', (now, level, daysLeft) => {
    expect(calendarHorizon(at(now))).toMatchObject({
      level,
      daysLeft,
      lastDay: '2027-12-31',
      nextYear: 2028,
    });
  });

  test('the day is the one in Moscow: 21:00 UTC on 21 September begins the 22nd', () => {
    expect(calendarHorizon(at('2027-09-21T21:00:00Z')).level).toBe('warn');
    expect(calendarHorizon(at('2027-09-21T20:59:59Z')).level).toBe('ok');
  });

  test('the message says what is lost and where the way out is written', () => {
    expect(calendarHorizon(at('2027-12-02T00:00:00Z')).message).toMatch(
      /provisional dates; add 2028 as shared\/law\/README\.md/,
    );
    expect(calendarHorizon(at('2026-11-23T00:00:00Z')).message).toMatch(
      /ends on 2027-12-31, 403 days from now\.$/,
    );
  });
});

describe('npm run calendar:check', () => {
  test('prints years, sources, the end and how to add a year', () => {
    const { lines, ok } = calendarReport(at('2026-11-23T12:00:00Z'));
    const text = lines.join('\n');
    expect(ok).toBe(true);
    for (const { year, source } of RU_YEARS) {
      expect(text).toContain(`${year}  24`);
      expect(text).toContain(source);
    }
    expect(text).toContain('Runs out on 2027-12-31.');
    expect(text).toContain('To add 2028: write shared/law/calendars/ru-2028.ts');
  });

  test('an end that is near is a warning and not a failure; claims without a legal date are one', () => {
    expect(calendarReport(at('2027-10-15T12:00:00Z'))).toMatchObject({ ok: true });
    expect(calendarReport(at('2027-10-15T12:00:00Z')).lines.join('\n')).toMatch(/^WARNING:/m);
    expect(calendarReport(at('2027-12-15T12:00:00Z'))).toMatchObject({ ok: false });
  });

  test('content that does not fit its version fails and names the right version', () => {
    const stale = workCalendar('ru-2024-2027-stale', RU_YEARS);
    const { lines, ok } = calendarReport(at('2026-11-23T12:00:00Z'), stale, RU_YEARS);
    expect(ok).toBe(false);
    expect(lines.join('\n')).toContain(`the content is ${RU_CALENDAR.version}`);
  });
});
