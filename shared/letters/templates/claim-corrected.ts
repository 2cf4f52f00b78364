import type { CaseFacts } from '../content.ts';
import { blocks, link, paragraph } from '../document.ts';
import { claimDates } from './claim-dates.ts';
import { claimSubject, greeting, opening, type Template } from './template.ts';

interface ClaimCorrectedContent {
  readonly case: CaseFacts;
  readonly statusUrl: string;
}

/** The date of receipt was mistyped and has been corrected: the term is counted anew (K1, S5). */
export const claimCorrected: Template<ClaimCorrectedContent> = {
  version: 'claim-corrected-2',
  ru: ({ case: about, statusUrl }, head) => ({
    subject: claimSubject(about.reference, 'ru'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('ru'),
      paragraph(
        'Дата получения Вашей претензии была внесена с ошибкой. Мы её исправили и заново посчитали срок ответа. ',
        'Прежние даты больше не действуют.',
      ),
      claimDates(about, head),
      link('Состояние претензии', statusUrl),
      paragraph(`Если дата получения, по Вашим сведениям, другая, напишите нам: ${head.operator.email}.`),
    ),
  }),
  en: ({ case: about, statusUrl }, head) => ({
    subject: claimSubject(about.reference, 'en'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('en'),
      paragraph(
        'The date on which your claim was received had been entered wrongly. We have corrected it and counted the term anew. ',
        'The earlier dates no longer apply.',
      ),
      claimDates(about, head),
      link('The state of the claim', statusUrl),
      paragraph(`If you know another date of receipt, please write to ${head.operator.email}.`),
    ),
  }),
};
