import { dateOf, dayNumber, dayNumberOf, weekdayOf, yearOf } from '../dates.ts';
import type { DayReason } from '../types.ts';

/** What a day is: the part of {@link DayReason} that a calendar knows. */
export type DayKind = Extract<
  DayReason,
  'working-day' | 'working-weekend' | 'shortened-day' | 'weekend' | 'holiday' | 'unknown'
>;

/** Days of one year by month (1-12). */
export interface DaysByMonth {
  readonly [month: number]: readonly number[];
}

/** One year of the official working-day calendar; what is not listed is a plain Monday-Friday or weekend. */
export interface CalendarYear {
  readonly year: number;
  /** Days from Monday to Friday that are off, by law or by transfer. */
  readonly dayOff: DaysByMonth;
  /** Saturdays and Sundays made working by the transfer decree. */
  readonly workingWeekend: DaysByMonth;
  /** Working days one hour shorter; they count in full. */
  readonly shortened: DaysByMonth;
  /** Published number of working days: checks the lists. */
  readonly workingDays: number;
  /** The decree, and where the dates were read. */
  readonly source: string;
  readonly status: 'official' | 'draft';
}

/** A calendar that says of each day number what it is. */
export interface WorkCalendar {
  /** Changes whenever the content does; stored with each deadline. */
  readonly version: string;
  readonly years: readonly number[];
  kindOf(day: number): DayKind;
}

/** Whether work is done on such a day; `unknown` is not known to be one. */
export function isWorking(kind: DayKind): boolean {
  return kind === 'working-day' || kind === 'working-weekend' || kind === 'shortened-day';
}

/** Dates of a {@link DaysByMonth} list, in order. */
export function datesOf(year: number, list: DaysByMonth): string[] {
  return Object.entries(list).flatMap(([month, days]) =>
    days.map((day: number) => dateOf(dayNumberOf(year, Number(month), day))),
  );
}

/** Compiles years into a calendar. Days outside the loaded years are `unknown`: never guessed from the weekday (G12). */
export function workCalendar(version: string, years: readonly CalendarYear[]): WorkCalendar {
  const loaded = new Set(years.map(({ year }) => year));
  /** Only the days that are not plain: the calendar is made at every cold start. */
  const kinds = new Map<number, DayKind>();
  for (const { year, dayOff, workingWeekend, shortened } of years) {
    const mark = (list: DaysByMonth, kind: DayKind) => {
      for (const [month, days] of Object.entries(list))
        for (const day of days) kinds.set(dayNumberOf(year, Number(month), day), kind);
    };
    mark(shortened, 'shortened-day');
    mark(dayOff, 'holiday');
    // Last: a shortened working Saturday is told as what surprises, a working Saturday.
    mark(workingWeekend, 'working-weekend');
  }
  const kindOf = (day: number): DayKind =>
    kinds.get(day) ?? (loaded.has(yearOf(day)) ? plainKind(day) : 'unknown');
  return { version, years: [...loaded], kindOf };
}

function plainKind(day: number): DayKind {
  return weekdayOf(day) >= 6 ? 'weekend' : 'working-day';
}

/**
 * GDPR terms: Reg. 1182/71 art. 3(4) moves off Saturdays, Sundays and the Member State's holidays – never Russian ones.
 * No Member State is configured, so weekends only; the calendar knows every year.
 */
export const WEEKENDS_ONLY: WorkCalendar = { version: 'weekends-only', years: [], kindOf: plainKind };

/** For rules that need no calendar (hours, instants, dates that do not move). */
export const NO_CALENDAR: WorkCalendar = { version: 'none', years: [], kindOf: () => 'unknown' };

/** What is wrong with the content of the years, one sentence each; empty when it is sound. */
export function calendarFaults(years: readonly CalendarYear[]): string[] {
  const faults: string[] = [];
  for (const [i, entry] of years.entries()) {
    const { year } = entry;
    const previous = years[i - 1];
    if (previous && year !== previous.year + 1) faults.push(`${year} does not follow ${previous.year}.`);
    const weekend = (date: string) => weekdayOf(dayNumber(date)) >= 6;
    const working = (date: string) => isWorking(calendar.kindOf(dayNumber(date)));
    const calendar = workCalendar('', [entry]);
    for (const list of [entry.dayOff, entry.workingWeekend, entry.shortened]) {
      for (const [month, days] of Object.entries(list)) {
        for (const day of days) {
          const written = `${year}-${month.padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          if (dateOf(dayNumberOf(year, Number(month), day)) !== written)
            faults.push(`${written} does not exist.`);
        }
      }
    }
    for (const date of datesOf(year, entry.dayOff)) {
      if (weekend(date)) faults.push(`${date} is listed as a day off but is a weekend anyway.`);
    }
    for (const date of datesOf(year, entry.workingWeekend)) {
      if (!weekend(date)) faults.push(`${date} is listed as a working weekend but is no weekend.`);
    }
    for (const date of datesOf(year, entry.shortened)) {
      if (!working(date)) faults.push(`${date} is listed as shortened but is no working day.`);
    }
    let count = 0;
    for (let day = dayNumberOf(year, 1, 1); day < dayNumberOf(year + 1, 1, 1); day++) {
      if (isWorking(calendar.kindOf(day))) count++;
    }
    if (count !== entry.workingDays)
      faults.push(`${year} has ${count} working days, published are ${entry.workingDays}.`);
  }
  return faults;
}
