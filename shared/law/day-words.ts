/** The days of a deadline in words, Russian and English (G13, D1: explained day by day). */
import { formatDateWithWeekday, type Language } from './date-words.ts';
import { isRuleId, ruleOf } from './rules.ts';
import type { CountedDay, DayReason, Deadline } from './types.ts';

const REASONS: { readonly [reason in DayReason]: { readonly [language in Language]: string } } = {
  start: { ru: 'день события, не считается', en: 'day of the event, not counted' },
  'working-day': { ru: 'рабочий день', en: 'working day' },
  'working-weekend': {
    ru: 'рабочий день (выходной, ставший рабочим при переносе)',
    en: 'working day (a weekend day made working by transfer)',
  },
  'shortened-day': {
    ru: 'рабочий день (сокращённый, считается полностью)',
    en: 'working day (shortened, counts in full)',
  },
  weekend: { ru: 'выходной, не считается', en: 'weekend, not counted' },
  holiday: {
    ru: 'нерабочий день (праздник или перенос), не считается',
    en: 'day off (holiday or transfer), not counted',
  },
  'calendar-day': { ru: 'календарный день', en: 'calendar day' },
  'moved-from': {
    ru: 'последний день срока приходится на нерабочий день',
    en: 'the last day of the term falls on a day off',
  },
  'moved-to': { ru: 'ближайший следующий рабочий день', en: 'the next working day' },
  unknown: { ru: 'календарь на этот год ещё не загружен', en: 'the calendar of this year is not loaded yet' },
};

/** Why a day counts or not. */
export function reasonText(reason: DayReason, language: Language): string {
  return REASONS[reason][language];
}

/** One day of a deadline's explanation; `n` is its number where it counts. */
export interface DayLine extends CountedDay {
  readonly n?: number;
  /** `24 ноября 2026 г., вторник — день 1: рабочий день`. */
  readonly text: string;
}

/** The days of a deadline, each in words. Month rules list only the start, the last day and the days it moves over. */
export function dayLines(deadline: Pick<Deadline, 'rule' | 'days'>, language: Language): readonly DayLine[] {
  const numbered = isRuleId(deadline.rule) && /days$/.test(ruleOf(deadline.rule).counting);
  let n = 0;
  return deadline.days.map((day) => {
    const number = day.counted && numbered ? { n: ++n } : {};
    const prefix = day.counted && numbered ? `${language === 'ru' ? 'день' : 'day'} ${n}: ` : '';
    const text = `${formatDateWithWeekday(day.date, language)} — ${prefix}${reasonText(day.reason, language)}`;
    return { ...day, ...number, text };
  });
}
