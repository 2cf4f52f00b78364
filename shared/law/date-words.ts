import { dayNumber, isDate, weekdayOf } from './dates.ts';
import type { Zone } from './regimes.ts';
import { localDate, localTime, parseInstant } from './zones.ts';

/** Languages of everything shown to people (G13); Russian is the default. */
export type Language = 'ru' | 'en';

const MONTHS = {
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const WEEKDAYS = {
  ru: 'понедельник вторник среда четверг пятница суббота воскресенье'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
};
const ZONE_WORDS: { readonly [language in Language]: { readonly [zone in Zone]: string } } = {
  ru: { 'Europe/Moscow': 'московское время' },
  en: { 'Europe/Moscow': 'Moscow time' },
};

/** Day and month without the year: `7 декабря`, `7 December`. Throws a RangeError when there is no such date. */
function dayAndMonth(date: string, language: Language): string {
  dayNumber(date);
  return `${Number(date.slice(8))} ${MONTHS[language][Number(date.slice(5, 7)) - 1]}`;
}

/** A date as the language writes it: `7 декабря 2026 г.`, `7 December 2026` (G13). */
export function formatDate(date: string, language: Language): string {
  return `${dayAndMonth(date, language)} ${Number(date.slice(0, 4))}${language === 'ru' ? ' г.' : ''}`;
}

/** `понедельник`, `Monday`. */
export function weekdayName(date: string, language: Language): string {
  return WEEKDAYS[language][weekdayOf(dayNumber(date)) - 1] ?? '';
}

/** `7 декабря 2026 г., понедельник` / `Monday, 7 December 2026`. */
export function formatDateWithWeekday(date: string, language: Language): string {
  const [text, weekday] = [formatDate(date, language), weekdayName(date, language)];
  return language === 'ru' ? `${text}, ${weekday}` : `${weekday}, ${text}`;
}

/** An instant (epoch ms) on the zone's clock: `31 декабря 2026 г., 22:10 (московское время)`. */
export function formatInstant(ms: number, zone: Zone, language: Language): string {
  return `${formatDate(localDate(ms, zone), language)}, ${localTime(ms, zone)} (${ZONE_WORDS[language][zone]})`;
}

/** When something ends or began, as its rule counts: a date, or – where it counts hours – the minute with its zone (B1). */
export const formatMoment = (value: string, zone: Zone, language: Language): string =>
  isDate(value) ? formatDate(value, language) : formatInstant(parseInstant(value), zone, language);

/**
 * Ordered dates with neighbours joined: `28–29 ноября, 5–6 декабря 2026 г.`; the year stands once where all have the
 * same, else with each.
 */
export function formatDates(dates: readonly string[], language: Language): string {
  const ranges: { from: string; to: string }[] = [];
  for (const date of dates) {
    const last = ranges.at(-1);
    if (last && dayNumber(date) === dayNumber(last.to) + 1) last.to = date;
    else ranges.push({ from: date, to: date });
  }
  const oneYear = new Set(dates.map((date) => date.slice(0, 4))).size === 1;
  const whole = oneYear ? dayAndMonth : formatDate;
  const text = ranges
    .map(({ from, to }) => {
      if (from === to) return whole(to, language);
      if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${whole(to, language)}`;
      return `${whole(from, language)} – ${whole(to, language)}`;
    })
    .join(', ');
  const first = dates[0];
  if (!oneYear || first === undefined) return text;
  return `${text} ${Number(first.slice(0, 4))}${language === 'ru' ? ' г.' : ''}`;
}

/** A number with its noun; Russian takes one, few, many (1 день, 2 дня, 5 дней), English one and other. */
export function counted(
  n: number,
  forms: {
    readonly ru: readonly [one: string, few: string, many: string];
    readonly en: readonly [one: string, other: string];
  },
  language: Language,
): string {
  if (language === 'en') return `${n} ${forms.en[n === 1 ? 0 : 1]}`;
  const tens = n % 100;
  const ones = n % 10;
  const [one, few, many] = forms.ru;
  const form = tens >= 11 && tens <= 14 ? many : ones === 1 ? one : ones >= 2 && ones <= 4 ? few : many;
  return `${n} ${form}`;
}

/** A sentence that ends with a Russian date has one full stop, not two («… 2026 г.»). */
export const oneFullStop = (text: string): string => text.replace(/г\.\.(?!\.)/g, 'г.');
