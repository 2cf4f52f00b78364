import { formatDate } from '../../law/date-words.ts';
import { blocks, facts, link, list, paragraph } from '../document.ts';
import type { Template } from './template.ts';

/** Letters of these cases wait for a person (T3); `more`: there are others. */
interface LettersHeldContent {
  readonly references: readonly string[];
  readonly more: boolean;
  readonly deskUrl: string;
}

/** To the team, once a day: more letters are held than go by themselves (T3). Its subject has no reference. */
export const lettersHeld: Template<LettersHeldContent> = {
  version: 'letters-held-1',
  ru: ({ references, more, deskUrl }, head) => ({
    subject: 'Письма ждут проверки',
    blocks: blocks(
      facts(['Дата письма', formatDate(head.date, 'ru')]),
      paragraph(
        'Таких писем сейчас больше, чем уходит без проверки, поэтому они не отправлены. Сроки по этим делам идут. ',
        'Посмотрите дела: если обратился человек, отпустите его письмо; с ответом по делу оно отменится само.',
      ),
      list([...references, ...(more ? ['и другие'] : [])]),
      paragraph('Сегодня других таких писем не будет: все дела отмечены в списке.'),
      link('Рабочее место', deskUrl),
    ),
  }),
  en: ({ references, more, deskUrl }, head) => ({
    subject: 'Letters wait for a check',
    blocks: blocks(
      facts(['Date of this letter', formatDate(head.date, 'en')]),
      paragraph(
        'There are more such letters now than go without a check, so they have not been sent. The terms of these cases run. ',
        'Please look at the cases: if a person wrote, release the letter; an answer to the case cancels it.',
      ),
      list([...references, ...(more ? ['and others'] : [])]),
      paragraph('No other letter about this comes today: all these cases are marked in the list.'),
      link('Desk', deskUrl),
    ),
  }),
};
