import type { Language } from '../law/date-words.ts';
import { durationWords } from './durations.ts';
import { RETENTION, type RetentionRule, type RetentionStart, termOf } from './retention.ts';

const STARTS: { readonly [S in RetentionStart]: { readonly [L in Language]: string } } = {
  closed: { ru: 'после закрытия', en: 'after closing' },
  written: { ru: 'со дня записи', en: 'from the record' },
  'last-seen': { ru: 'с последнего входа', en: 'from the last sign-in' },
  'last-used': { ru: 'с последнего использования', en: 'from the last use' },
};

/** How long a rule keeps, in words: `3 года после закрытия`. */
export function keptWords(
  rule: RetentionRule,
  language: Language,
  settings: { readonly claimFileYears: number; readonly technicalDays: number },
): string {
  const term = termOf(rule, settings);
  if (term === null) return language === 'ru' ? 'бессрочно' : 'without end';
  if (term === 'P0D') return language === 'ru' ? 'до закрытия' : 'until closing';
  return `${durationWords(term, language)} ${STARTS[RETENTION[rule].from][language]}`;
}
