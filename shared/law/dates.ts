/**
 * Calendar dates as whole day numbers (days since 1970-01-01, proleptic Gregorian), so that a term is counted with
 * integers. Dates are ISO `YYYY-MM-DD`. Zones and instants are in zones.ts.
 */

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Day number of year, month (1-12) and day; the year is taken to begin in March so that the leap day comes last. */
export function dayNumberOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function civil(dayNumber: number): { year: number; month: number; day: number } {
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

/** Whether the text is a date that exists (`2026-02-30` is not). */
export function isDate(text: string): boolean {
  const match = SHAPE.exec(text);
  return match !== null && dateOf(dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]))) === text;
}

/** Day number of an ISO date. Throws a RangeError when there is no such date. */
export function dayNumber(date: string): number {
  if (!isDate(date)) throw new RangeError(`Not a calendar date (YYYY-MM-DD): ${date}`);
  return dayNumberOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)));
}

/** ISO date of a day number (years 0000-9999). */
export function dateOf(dayNumber: number): string {
  const { year, month, day } = civil(dayNumber);
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** Year in which a day number lies. */
export function yearOf(dayNumber: number): number {
  return civil(dayNumber).year;
}

/** Day of the week of a day number: 1 Monday to 7 Sunday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** The date `n` calendar days later (earlier when negative). */
export function addDays(date: string, n: number): string {
  return dateOf(dayNumber(date) + n);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}
