import { isWorking, type WorkCalendar } from './calendars/calendar.ts';
import { RU_CALENDAR } from './calendars/ru.ts';
import { dateOf, dayNumber } from './dates.ts';

/** Last known working day not after `day` (day numbers), or the first day met whose status is unknown. */
export function lastWorkingDay(
  day: number,
  calendar: WorkCalendar,
): { readonly day: number; readonly known: boolean } {
  for (let d = day; ; d--) {
    const kind = calendar.kindOf(d);
    if (isWorking(kind)) return { day: d, known: true };
    if (kind === 'unknown') return { day: d, known: false };
  }
}

/**
 * The `n`-th working day after the date (before it when `n` is negative). Unknown days are taken as working, so this is
 * for reminders, never for a legal date.
 */
export function addWorkingDays(date: string, n: number, calendar: WorkCalendar = RU_CALENDAR): string {
  const step = n < 0 ? -1 : 1;
  let day = dayNumber(date);
  for (let left = Math.abs(n); left > 0; ) {
    day += step;
    const kind = calendar.kindOf(day);
    if (isWorking(kind) || kind === 'unknown') left--;
  }
  return dateOf(day);
}
