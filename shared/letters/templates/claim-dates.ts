import type { Language } from '../../law/date-words.ts';
import { RULE_NAMES } from '../../law/rule-names.ts';
import { isRuleId } from '../../law/rules.ts';
import type { CaseFacts } from '../content.ts';
import { type Block, facts, heading, paragraph } from '../document.ts';
import { dateOrNot } from './template.ts';

/** Receipt and promise in two lines, then how each clock was counted (K1, K2). */
export function claimDates(facts_: CaseFacts, language: Language): readonly Block[] {
  const ru = language === 'ru';
  const several = facts_.clocks.length > 1;
  return [
    facts(
      [ru ? 'Претензия получена' : 'Claim received', dateOrNot(facts_.receivedOn, language)],
      [ru ? 'Ответим не позднее' : 'We will answer by', dateOrNot(facts_.promised, language)],
    ),
    heading(ru ? 'Как посчитан срок' : 'How the date was counted'),
    ...facts_.clocks.flatMap((clock) => [
      ...(several && isRuleId(clock.rule) ? [paragraph({ strong: RULE_NAMES[clock.rule][language] })] : []),
      paragraph(clock.explanation),
    ]),
  ];
}
