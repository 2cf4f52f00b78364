import { type ClockLetter, MILESTONES, type MilestoneName } from '../../domain/milestone-names.ts';
import { counted, formatMoment, type Language } from '../../law/date-words.ts';
import { RULE_NAMES } from '../../law/rule-names.ts';
import { ruleOf } from '../../law/rules.ts';
import type { EndingClock, Letterhead, StaffFacts } from '../content.ts';
import { blocks, facts, link, paragraph } from '../document.ts';
import { caseSubject, opening, type Written } from './template.ts';

const HOURS = { ru: ['часа', 'часов', 'часов'], en: ['hour', 'hours'] } as const;

/** Hours that were left at most as the milestone came; it may be told of late. */
function hoursLeft(milestone: MilestoneName | undefined, language: Language): string | undefined {
  const spec = MILESTONES.hours.find(({ name }) => name === milestone);
  return spec === undefined || spec.before === 0 ? undefined : counted(spec.before, HOURS, language);
}

const SENTENCES: {
  readonly [language in Language]: {
    readonly [kind in ClockLetter]: (hours: string | undefined) => readonly string[];
  };
} = {
  ru: {
    'case-reminder': (hours) => [
      hours === undefined ? 'Скоро истекает срок.' : `До конца срока осталось не больше ${hours}.`,
      'Посмотрите, что ещё нужно сделать. Если дело вести некому, передайте его другому сотруднику.',
    ],
    'case-escalation': () => [
      'Срок скоро истечёт, а нужное ещё не сделано.',
      'Решение за Вами: сделайте это сами или назначьте, кто сделает.',
    ],
    'case-due': () => ['Срок вот-вот истечёт.', 'То, что названо ниже, нужно сделать сейчас.'],
    'case-overdue': () => [
      'Срок прошёл, а нужное не сделано.',
      'Сделать это нужно как можно скорее: обязанность осталась.',
      'Напоминание приходит каждый день, пока это не сделано.',
    ],
  },
  en: {
    'case-reminder': (hours) => [
      hours === undefined ? 'A term ends soon.' : `No more than ${hours} are left of the term.`,
      'Please see what is still to be done. If nobody can take care of the case, pass it on.',
    ],
    'case-escalation': () => [
      'A term will end soon, and what it asks for has not been done.',
      'It is up to you now: do it yourself, or name who will.',
    ],
    'case-due': () => ['A term is about to end.', 'What is named below must be done now.'],
    'case-overdue': () => [
      'A term is over, and what it asks for has not been done.',
      'Do it as soon as possible: the duty remains.',
      'This letter comes every day until it has been done.',
    ],
  },
};

const NAMES = {
  ru: { duty: 'Что нужно сделать', ends: 'Срок', page: 'Страница дела' },
  en: { duty: 'What is to be done', ends: 'Term', page: 'Case page' },
} as const;

/**
 * A letter to staff about one clock of a case: which duty, and when its term ends – to the minute, where it is one of
 * hours (B1). It carries the reference and dates and nothing about a person (D0, N).
 */
export function clockTask(
  kind: ClockLetter,
  { reference, deskUrl }: StaffFacts,
  clock: EndingClock,
  head: Letterhead,
  milestone?: MilestoneName,
): Written {
  const { language } = head;
  const [first = '', ...rest] = SENTENCES[language][kind](hoursLeft(milestone, language));
  return {
    subject: caseSubject(reference, language),
    blocks: blocks(
      opening(reference, head),
      paragraph({ strong: first }),
      rest.map((sentence) => paragraph(sentence)),
      facts(
        [NAMES[language].duty, RULE_NAMES[clock.rule][language]],
        [NAMES[language].ends, formatMoment(clock.due, ruleOf(clock.rule).zone, language)],
      ),
      link(NAMES[language].page, deskUrl),
    ),
  };
}
