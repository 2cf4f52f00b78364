import { formatDate } from '../../law/date-words.ts';
import type { CaseFacts } from '../content.ts';
import { blocks, heading, list, paragraph, quote } from '../document.ts';
import { salutationName, typedText } from '../typed.ts';
import { claimSubject, greeting, opening, type Template } from './template.ts';

interface ClaimAnswerContent {
  readonly case: CaseFacts;
  /** As typed; greeted by only if it is nothing but a name. */
  readonly name: string;
  readonly answer: {
    readonly outcome: 'satisfied' | 'partly' | 'rejected';
    readonly text: string;
    readonly reasons?: string;
  };
}

/**
 * The written answer (K2, K4). Its text and reasons are frozen with the decision; this template adds the outcome, and
 * where to complain: the authority or a court (152-FZ art. 17, policy 6.3).
 */
export const claimAnswer: Template<ClaimAnswerContent> = {
  version: 'claim-answer-1',
  ru: ({ case: about, name, answer }, head) => ({
    subject: claimSubject(about.reference, 'ru'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('ru', salutationName(name)),
      paragraph(`Мы рассмотрели Вашу претензию, полученную ${formatDate(about.receivedOn, 'ru')}.`),
      paragraph({
        strong: {
          satisfied: 'Решение: претензия удовлетворена.',
          partly: 'Решение: претензия удовлетворена частично.',
          rejected: 'Решение: в удовлетворении претензии отказано.',
        }[answer.outcome],
      }),
      heading('Ответ'),
      quote(typedText(answer.text)),
      answer.reasons !== undefined && [heading('Причины'), quote(typedText(answer.reasons))],
      heading('Если Вы не согласны'),
      list([
        `напишите нам ещё раз, указав номер ${about.reference}: ${head.operator.email} или ${head.operator.postalAddress};`,
        'подайте жалобу в Роскомнадзор – уполномоченный орган по защите прав субъектов персональных данных;',
        'обратитесь в суд: право на это даёт статья 17 Федерального закона № 152-ФЗ «О персональных данных».',
      ]),
    ),
  }),
  en: ({ case: about, name, answer }, head) => ({
    subject: claimSubject(about.reference, 'en'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('en', salutationName(name)),
      paragraph(`We have considered your claim, received on ${formatDate(about.receivedOn, 'en')}.`),
      paragraph({
        strong: {
          satisfied: 'Decision: the claim is satisfied.',
          partly: 'Decision: the claim is satisfied in part.',
          rejected: 'Decision: the claim is rejected.',
        }[answer.outcome],
      }),
      heading('Answer'),
      quote(typedText(answer.text)),
      answer.reasons !== undefined && [heading('Reasons'), quote(typedText(answer.reasons))],
      heading('If you disagree'),
      list([
        `write to us again and quote ${about.reference}: ${head.operator.email} or ${head.operator.postalAddress};`,
        'complain to Roskomnadzor, the Russian authority that protects the rights of data subjects;',
        'go to court: article 17 of the Russian Federal Law No. 152-FZ “On Personal Data” gives you that right.',
      ]),
    ),
  }),
};
