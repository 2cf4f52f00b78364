import { formatDate, type Language } from '../../law/date-words.ts';
import { RULE_NAMES } from '../../law/rule-names.ts';
import type { CaseFacts } from '../content.ts';
import { type Block, facts, heading, paragraph } from '../document.ts';

/** Receipt and promise in two lines, then how each clock was counted (K1, K2). */
export function claimDates(about: CaseFacts, language: Language): readonly Block[] {
  const ru = language === 'ru';
  const several = about.clocks.length > 1;
  return [
    facts(
      [ru ? 'Претензия получена' : 'Claim received', formatDate(about.receivedOn, language)],
      [ru ? 'Ответим не позднее' : 'We will answer by', formatDate(about.promised, language)],
    ),
    heading(ru ? 'Как посчитан срок' : 'How the date was counted'),
    ...about.clocks.flatMap((clock) => [
      ...(several ? [paragraph({ strong: RULE_NAMES[clock.rule][language] })] : []),
      paragraph(clock.explanation),
    ]),
  ];
}
