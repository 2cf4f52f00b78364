import { formatDate, type Language } from '../../law/date-words.ts';
import { RULE_NAMES } from '../../law/rule-names.ts';
import type { CaseFacts, Letterhead } from '../content.ts';
import { type Block, facts, heading, list, paragraph } from '../document.ts';

/** The subject of every letter to a requester about one request (N3). */
export const requestSubject = (reference: string, language: Language): string =>
  language === 'ru' ? `Обращение № ${reference}` : `Request No. ${reference}`;

/** What was asked for, in words of the closed list: nothing that was typed. */
export const askedFor = (asked: readonly string[], { language }: Letterhead): readonly Block[] => [
  heading(language === 'ru' ? 'О чём Вы просите' : 'What you ask for'),
  list([...asked]),
];

/**
 * Receipt and the first day on which something is owed, then each term, and how it was counted (S2). A letter that leaves after
 * that day – it was held – says so instead of promising it.
 */
export function requestDates(about: CaseFacts, { language, date }: Letterhead): readonly Block[] {
  const ru = language === 'ru';
  const late = about.promised < date;
  return [
    facts(
      [ru ? 'Обращение получено' : 'Request received', formatDate(about.receivedOn, language)],
      [
        late
          ? ru
            ? 'Первый срок был'
            : 'The first term ended on'
          : ru
            ? 'Первый срок – не позднее'
            : 'The first term ends on',
        formatDate(about.promised, language),
      ],
    ),
    ...(late
      ? [
          paragraph(
            ru
              ? 'Этот день прошёл. Обращение остаётся в работе, ответ мы пришлём.'
              : 'That day has passed. We are still working on the request and will send the answer.',
          ),
        ]
      : []),
    heading(ru ? 'Какие сроки идут и как они посчитаны' : 'Which terms run, and how they were counted'),
    ...about.clocks.flatMap((clock) => [
      paragraph({ strong: RULE_NAMES[clock.rule][language] }),
      paragraph(clock.explanation),
    ]),
  ];
}
