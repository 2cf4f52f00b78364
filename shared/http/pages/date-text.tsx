import { formatDate, type Language } from '../../law/date-words.ts';
import { isDate } from '../../law/dates.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate, localTime, parseInstant } from '../../law/zones.ts';
import { KIT } from './texts/kit.ts';

/** Zone in which pages show dates: that of the Russian regime (G11). */
const PAGE_ZONE = REGIME_ZONE;

/** The local date of an ISO instant or date. */
export const dateOnly = (value: string): string =>
  isDate(value) ? value : localDate(parseInstant(value), PAGE_ZONE);

/** Today in the page's zone, for an instant in epoch ms. */
export const todayOf = (at: number): string => localDate(at, PAGE_ZONE);

/** Date and time of an instant (epoch ms) in the page's zone, as a form's control has them. */
export const localMoment = (at: number): string => `${localDate(at, PAGE_ZONE)}T${localTime(at, PAGE_ZONE)}`;

/** A date as the language writes it; for instants also the time when asked. */
export function dateWords(value: string | null, language: Language, time = false): string {
  if (value === null) return KIT[language].unknownDate;
  const words = formatDate(dateOnly(value), language).replaceAll(' ', '\u00a0');
  return time && !isDate(value) ? `${words}, ${localTime(parseInstant(value), PAGE_ZONE)}` : words;
}

/** A sentence with dates in it: Russian "г." takes no second full stop, and dates keep together; no line begins with a dash. */
export const sentence = (text: string): string =>
  text.replaceAll('г..', 'г.').replace(/(?<=\d) (?=\p{L}+ \d{4})| (?=г\.|—|\d{4}\b)/gu, '\u00a0');

interface Props {
  /** ISO date or instant; null where the law's date cannot be counted (G12). */
  readonly value: string | null;
  readonly language: Language;
  readonly time?: boolean;
}

/** A date for people and programs: `<time datetime>`, "7 декабря 2026 г." / "7 December 2026". */
export function DateText({ value, language, time = false }: Props) {
  const words = dateWords(value, language, time);
  return value === null ? <span>{words}</span> : <time dateTime={value}>{words}</time>;
}
