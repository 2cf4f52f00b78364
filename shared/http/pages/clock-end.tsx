import { formatMoment } from '../../law/date-words.ts';
import { daysBetween, isDate } from '../../law/dates.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import type { Language } from './context.ts';
import { DateText, dateWords } from './date-text.tsx';
import { STATUS_WORDS } from './texts/status.ts';

/** "12 days left", "last day", "2 days overdue"; dates are local. */
export function daysLeftText(today: string, until: string, language: Language): string {
  const words = STATUS_WORDS[language];
  const left = daysBetween(today, until);
  if (left === 0) return words.lastDay;
  return left > 0 ? words.daysLeft(left) : words.daysLate(-left);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** "5 hours left", "20 minutes left", "3 hours overdue" of a clock of hours: whole ones, never more than there are. Epoch ms. */
export function timeLeftText(at: number, end: number, language: Language): string {
  const words = STATUS_WORDS[language];
  const ms = Math.abs(end - at);
  const [n, of] =
    ms < HOUR ? ([Math.floor(ms / MINUTE), 'minutes'] as const) : ([Math.floor(ms / HOUR), 'hours'] as const);
  return end > at ? words.timeLeft(n, of) : words.timeLate(n, of);
}

/** When a clock ends or began, in words: a day, or – of hours – the minute with its zone (B1). */
export const clockMoment = (value: string | null, language: Language): string =>
  value === null || isDate(value) ? dateWords(value, language) : formatMoment(value, REGIME_ZONE, language);

/** The same for people and programs. */
export const ClockEnd = ({ value, language }: { value: string | null; language: Language }) =>
  value === null || isDate(value) ? (
    <DateText value={value} language={language} />
  ) : (
    <time dateTime={value}>{clockMoment(value, language)}</time>
  );
