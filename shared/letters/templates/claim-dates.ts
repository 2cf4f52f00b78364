import { formatDate } from '../../law/date-words.ts';
import { RULE_NAMES } from '../../law/rule-names.ts';
import type { CaseFacts, Letterhead } from '../content.ts';
import { type Block, facts, heading, paragraph } from '../document.ts';

/**
 * Receipt and promise in two lines, then how each clock was counted (K1, K2). A letter that leaves after the promised day –
 * it was held – says so instead of promising it.
 */
export function claimDates(about: CaseFacts, { language, date }: Letterhead): readonly Block[] {
  const ru = language === 'ru';
  const several = about.clocks.length > 1;
  const late = about.promised < date;
  return [
    facts(
      [ru ? 'Претензия получена' : 'Claim received', formatDate(about.receivedOn, language)],
      [promise(late, ru), formatDate(about.promised, language)],
    ),
    ...(late
      ? [
          paragraph(
            ru
              ? 'Этот день прошёл, а ответа ещё нет. Претензия остаётся в работе, ответ мы пришлём.'
              : 'That day has passed without an answer. We are still working on the claim and will send one.',
          ),
        ]
      : []),
    heading(ru ? 'Как посчитан срок' : 'How the date was counted'),
    ...about.clocks.flatMap((clock) => [
      ...(several ? [paragraph({ strong: RULE_NAMES[clock.rule][language] })] : []),
      paragraph(clock.explanation),
    ]),
  ];
}

const promise = (late: boolean, ru: boolean): string =>
  late
    ? ru
      ? 'Ответ был обещан не позднее'
      : 'An answer was promised by'
    : ru
      ? 'Ответим не позднее'
      : 'We will answer by';
