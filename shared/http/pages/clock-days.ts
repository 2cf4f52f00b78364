import { addDays, dayNumber, weekdayOf } from '../../law/dates.ts';
import type { DayReason } from '../../law/types.ts';

/** One day of a clock's explanation with its number in the term, where it counts. */
export interface ClockDay {
  readonly date: string;
  readonly counted: boolean;
  readonly reason: DayReason;
  readonly n?: number;
}

/** A month of the calendar: weeks of seven, `undefined` before the first and after the last day shown. */
export interface CalendarMonth {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly weeks: readonly (readonly (string | undefined)[])[];
}

/** Numbers the counted days 1, 2, 3 …; days are in order. */
export function numbered(
  days: readonly { date: string; counted: boolean; reason: string }[],
): readonly ClockDay[] {
  let n = 0;
  return days.map(({ date, counted, reason }) => ({
    date,
    counted,
    reason: reason as DayReason,
    ...(counted ? { n: ++n } : {}),
  }));
}

/** The dates from `first` to `last` as months of whole weeks, Monday first. */
export function calendarOf(first: string, last: string): readonly CalendarMonth[] {
  const months: { year: number; month: number; weeks: (string | undefined)[][] }[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
    const column = weekdayOf(dayNumber(date)) - 1;
    let current = months.at(-1);
    if (current?.month !== month) {
      current = { year, month, weeks: [new Array<undefined>(column).fill(undefined)] };
      months.push(current);
    } else if (column === 0) current.weeks.push([]);
    current.weeks.at(-1)?.push(date);
  }
  for (const { weeks } of months) for (const week of weeks) while (week.length < 7) week.push(undefined);
  return months;
}

/** Neighbouring days that count (or not) for the same reason, as one run. */
export interface DayRun {
  readonly dates: readonly string[];
  readonly reason: DayReason;
  readonly from?: number;
  readonly to?: number;
}

/** The days as runs, so that thirty days read as a few lines. */
export function runsOf(days: readonly ClockDay[]): readonly DayRun[] {
  const runs: { dates: string[]; reason: DayReason; from?: number; to?: number }[] = [];
  for (const { date, reason, n } of days) {
    const last = runs.at(-1);
    const numbers = n === undefined ? {} : { to: n };
    if (last?.reason === reason && (last.to === undefined) === (n === undefined)) {
      last.dates.push(date);
      Object.assign(last, numbers);
    } else runs.push({ dates: [date], reason, ...(n === undefined ? {} : { from: n, to: n }) });
  }
  return runs;
}
