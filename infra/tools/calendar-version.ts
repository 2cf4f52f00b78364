import { createHash } from 'node:crypto';
import type { CalendarYear } from '../../shared/law/calendars/calendar.ts';

/** The version that fits the content of the years, e.g. `ru-2024-2027-1f2e3d4c5b6a`. */
export function calendarVersion(years: readonly CalendarYear[]): string {
  const content = years.map(({ year, dayOff, workingWeekend, shortened }) => ({
    year,
    dayOff,
    workingWeekend,
    shortened,
  }));
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
  return `ru-${years[0]?.year}-${years.at(-1)?.year}-${hash}`;
}
