/**
 * A slow, independent second opinion: steps from day to day as texts with the platform's own UTC dates and looks each
 * day up in the year lists. Shares nothing with the engine but the year data and the table of rules.
 */
import type { CalendarYear, DaysByMonth } from '../../../shared/law/calendars/calendar.ts';
import type { Rule } from '../../../shared/law/rules.ts';

const DAY_MS = 86_400_000;

export function step(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

const listed = (list: DaysByMonth, date: string): boolean =>
  (list[Number(date.slice(5, 7))] ?? []).includes(Number(date.slice(8)));

export type Status = 'working' | 'off' | 'unknown';

export function statusOf(date: string, years: readonly CalendarYear[]): Status {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6;
  const year = years.find((entry) => String(entry.year) === date.slice(0, 4));
  if (year === undefined) return 'unknown';
  if (weekend) return listed(year.workingWeekend, date) ? 'working' : 'off';
  return listed(year.dayOff, date) ? 'off' : 'working';
}

export function weekendStatus(date: string): Status {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? 'off' : 'working';
}

export interface Reference {
  readonly nominal: string | null;
  readonly due: string | null;
  readonly workBy: string | null;
}

const REFUSED = Symbol('needs a day that is not known');

function walk(from: string, by: 1 | -1, status: (date: string) => Status): string | typeof REFUSED {
  for (let date = from; ; date = step(date, by)) {
    const found = status(date);
    if (found === 'unknown') return REFUSED;
    if (found === 'working') return date;
  }
}

function monthsOn(date: string, months: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const stem = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
  for (let day = Number(date.slice(8)); ; day--) {
    const candidate = `${stem}-${String(day).padStart(2, '0')}`;
    const parsed = new Date(`${candidate}T00:00:00Z`);
    if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(candidate)) return candidate;
  }
}

/** Dates of a day or month rule from a bare start date. */
export function referenceDates(rule: Rule, start: string, years: readonly CalendarYear[]): Reference {
  const status = rule.calendar === 'weekends' ? weekendStatus : (date: string) => statusOf(date, years);
  if (rule.counting === 'working-days') {
    let date = start;
    for (let counted = 0; counted < rule.length; ) {
      date = step(date, 1);
      const found = status(date);
      if (found === 'unknown') return { nominal: null, due: null, workBy: null };
      if (found === 'working') counted++;
    }
    return { nominal: date, due: date, workBy: date };
  }
  const nominal =
    rule.counting === 'calendar-days'
      ? step(start, rule.length)
      : rule.counting === 'months'
        ? monthsOn(start, rule.length)
        : `${monthsOn(`${start.slice(0, 8)}01`, 1).slice(0, 8)}${rule.length}`;
  if (!rule.moves) return { nominal, due: nominal, workBy: nominal };
  const due = walk(nominal, 1, status);
  const workBy = walk(nominal, -1, status);
  return due === REFUSED || workBy === REFUSED
    ? { nominal, due: null, workBy: null }
    : { nominal, due, workBy };
}
