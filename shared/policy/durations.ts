import { counted, type Language } from '../law/date-words.ts';
import { RULES, type RuleId } from '../law/rules.ts';
import { TERM_UNITS } from '../law/units.ts';

const DURATION = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})D)?(?:T(\d{1,4})H)?$/;

const UNITS = [
  TERM_UNITS.years,
  TERM_UNITS.months,
  { ru: ['день', 'дня', 'дней'], en: ['day', 'days'] },
  TERM_UNITS.hours,
] as const;

/** Years, months, days, hours of an ISO duration. Throws a TypeError for what is none. */
export function partsOf(duration: string): readonly (string | undefined)[] {
  const parts = DURATION.exec(duration)?.slice(1);
  if (parts === undefined || parts.every((part) => part === undefined))
    throw new TypeError(`${duration} is no duration`);
  return parts;
}

/**
 * An ISO duration in words, in the nominative: `3 года`, `72 часа`; `сразу` for none at all (`P0D`).
 * Throws what {@link partsOf} throws.
 */
export function durationWords(duration: string, language: Language): string {
  const said = partsOf(duration).flatMap((part, i) => {
    const unit = UNITS[i];
    const n = Number(part ?? 0);
    return n === 0 || unit === undefined ? [] : [counted(n, unit, language)];
  });
  if (said.length === 0) return language === 'ru' ? 'сразу' : 'at once';
  return said.join(language === 'ru' ? ' и ' : ' and ');
}

/** Length of a legal clock in words: `30 календарных дней`, `24 hours`, `незамедлительно`. */
export function clockWords(rule: RuleId, language: Language): string {
  const { counting, length } = RULES[rule];
  if (counting === 'instant') return language === 'ru' ? 'незамедлительно' : 'at once';
  if (counting === 'day-of-next-month')
    return language === 'ru'
      ? `до ${length}-го числа следующего месяца`
      : `by day ${length} of the next month`;
  return counted(length, TERM_UNITS[counting], language);
}

const DAY_MS = 86_400_000;

/**
 * The instant at which a validity that began at `from` (epoch ms) ends. Years and months are counted on the calendar in
 * UTC – the day that the month lacks becomes its last –, days and hours exactly.
 */
export function endOf(from: number, duration: string): number {
  const [years = 0, months = 0, days = 0, hours = 0] = (DURATION.exec(duration)?.slice(1) ?? []).map((part) =>
    Number(part ?? 0),
  );
  const start = new Date(from);
  const day = start.getUTCDate();
  const end = new Date(from);
  end.setUTCDate(1);
  end.setUTCMonth(start.getUTCMonth() + 12 * years + months);
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, last));
  return end.getTime() + days * DAY_MS + hours * 3_600_000;
}
