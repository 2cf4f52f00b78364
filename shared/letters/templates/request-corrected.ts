import type { CaseFacts } from '../content.ts';
import { blocks, link, paragraph } from '../document.ts';
import { requestDates, requestSubject } from './request-dates.ts';
import { greeting, opening, type Template } from './template.ts';

interface RequestCorrectedContent {
  readonly case: CaseFacts;
  readonly statusUrl: string;
}

/** The date of receipt was mistyped and has been corrected: the terms are counted anew (S5). */
export const requestCorrected: Template<RequestCorrectedContent> = {
  version: 'request-corrected-1',
  ru: ({ case: about, statusUrl }, head) => ({
    subject: requestSubject(about.reference, 'ru'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('ru'),
      paragraph(
        'Дата получения Вашего обращения была внесена с ошибкой. Мы её исправили и заново посчитали сроки. ',
        'Прежние даты больше не действуют.',
      ),
      requestDates(about, head),
      link('Состояние обращения и все даты', statusUrl),
      paragraph(`Если дата получения, по Вашим сведениям, другая, напишите нам: ${head.operator.email}.`),
    ),
  }),
  en: ({ case: about, statusUrl }, head) => ({
    subject: requestSubject(about.reference, 'en'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('en'),
      paragraph(
        'The date on which your request was received had been entered wrongly. We have corrected it and counted the terms anew. ',
        'The earlier dates no longer apply.',
      ),
      requestDates(about, head),
      link('The state of the request and all dates', statusUrl),
      paragraph(`If you know another date of receipt, please write to ${head.operator.email}.`),
    ),
  }),
};
