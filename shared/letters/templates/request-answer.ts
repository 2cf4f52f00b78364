import { formatDate } from '../../law/date-words.ts';
import type { CaseFacts } from '../content.ts';
import { blocks, heading, list, paragraph, quote } from '../document.ts';
import { salutationName, typedText } from '../typed.ts';
import { askedFor, requestSubject } from './request-dates.ts';
import { greeting, opening, type Template } from './template.ts';

interface RequestAnswerContent {
  readonly case: CaseFacts;
  /** As typed; greeted by only if it is nothing but a name. */
  readonly name: string;
  /** What this letter answers, in words of its language; a request may have several answers. */
  readonly asked: readonly string[];
  readonly outcome: 'fulfilled' | 'partly' | 'refused';
  /** Ground of a refusal with its norm, one sentence in the letter's language. */
  readonly ground?: string;
  readonly text: string;
  readonly reasons?: string;
  /** Not everybody who holds a copy has answered yet: what is said is said of this program (To build 5). */
  readonly waits?: boolean;
  /** The data were blocked while what this answers was checked, and are not any more (S4). */
  readonly unblocked?: boolean;
}

/**
 * The answer to a request, or to a part of it (S5): what was decided, on which ground it was refused, and how to complain,
 * which no answer leaves out (152-FZ art. 17, GDPR 12(4)).
 */
export const requestAnswer: Template<RequestAnswerContent> = {
  version: 'request-answer-3',
  ru: (
    { case: about, name, asked, outcome, ground, text, reasons, waits = false, unblocked = false },
    head,
  ) => ({
    subject: requestSubject(about.reference, 'ru'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('ru', salutationName(name)),
      paragraph(`Мы рассмотрели обращение, полученное ${formatDate(about.receivedOn, 'ru')}.`),
      askedFor(asked, head),
      paragraph({
        strong: {
          fulfilled: 'Решение: сделано, о чём просили.',
          partly: 'Решение: сделано частично.',
          refused: 'Решение: отказано.',
        }[outcome],
      }),
      ground !== undefined && paragraph(ground),
      heading('Ответ'),
      quote(typedText(text)),
      waits &&
        paragraph(
          'Сказанное относится к этой программе. Других, у кого есть копия данных, мы спросили; ответили ещё не все.',
        ),
      unblocked &&
        paragraph(
          'Данные, которые были заблокированы на время этой проверки, из-за неё больше не блокируются.',
        ),
      reasons !== undefined && [heading('Чего не сделали и почему'), quote(typedText(reasons))],
      heading('Если Вы не согласны'),
      list([
        `напишите нам, указав номер ${about.reference}: ${head.operator.email} или ${head.operator.postalAddress};`,
        'подайте жалобу в Роскомнадзор – уполномоченный орган по защите прав субъектов персональных данных;',
        'обратитесь в суд: право на это даёт статья 17 Федерального закона № 152-ФЗ «О персональных данных».',
      ]),
    ),
  }),
  en: (
    { case: about, name, asked, outcome, ground, text, reasons, waits = false, unblocked = false },
    head,
  ) => ({
    subject: requestSubject(about.reference, 'en'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('en', salutationName(name)),
      paragraph(`We have considered the request received on ${formatDate(about.receivedOn, 'en')}.`),
      askedFor(asked, head),
      paragraph({
        strong: {
          fulfilled: 'Decision: what was asked has been done.',
          partly: 'Decision: done in part.',
          refused: 'Decision: refused.',
        }[outcome],
      }),
      ground !== undefined && paragraph(ground),
      heading('Answer'),
      quote(typedText(text)),
      waits &&
        paragraph(
          'This is said of this program. We have asked the others who hold a copy of the data; not all have answered yet.',
        ),
      unblocked &&
        paragraph('The data that were blocked while this was checked are not blocked for it any more.'),
      reasons !== undefined && [heading('What was not done, and why'), quote(typedText(reasons))],
      heading('If you do not agree'),
      list([
        `write to us and quote ${about.reference}: ${head.operator.email} or ${head.operator.postalAddress};`,
        'complain to Roskomnadzor, the authority that protects the rights of data subjects;',
        'go to court: article 17 of Federal Law No. 152-FZ “On Personal Data” gives you that right.',
      ]),
    ),
  }),
};
