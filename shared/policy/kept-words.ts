import type { Language } from '../law/date-words.ts';
import { durationWords } from './durations.ts';
import { RETENTION, type RetentionRule, type RetentionStart, termOf } from './retention.ts';

const STARTS: { readonly [S in RetentionStart]: { readonly [L in Language]: string } } = {
  closed: { ru: 'после закрытия', en: 'after closing' },
  written: { ru: 'со дня записи', en: 'from the record' },
  'last-seen': { ru: 'с последнего входа', en: 'from the last sign-in' },
  unproven: {
    ru: 'после того как вышел срок подтверждения или владелец адреса сказал «это не я»',
    en: 'after its proof has lapsed or the owner of the address has said “not me”',
  },
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

/** What is kept under a rule, in words; a rule of an earlier release by its name. */
export const ruleWords = (rule: string, language: Language): string =>
  Object.hasOwn(RETENTION, rule) ? RETENTION[rule as RetentionRule].what[language] : rule;

/** Why it is kept, in words; nothing of a rule of an earlier release. */
export function ruleWhy(rule: string, language: Language): string {
  if (!Object.hasOwn(RETENTION, rule)) return '';
  const { ground, ...rest } = RETENTION[rule as RetentionRule];
  return 'why' in rest ? rest.why[language] : ground;
}
