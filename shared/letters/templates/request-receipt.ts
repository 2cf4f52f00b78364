import type { CaseFacts } from '../content.ts';
import { blocks, heading, link, paragraph } from '../document.ts';
import { askedFor, requestDates, requestSubject } from './request-dates.ts';
import { greeting, opening, type Template } from './template.ts';

interface RequestReceiptContent {
  readonly case: CaseFacts;
  /** What is asked for, in words of the letter's language. */
  readonly asked: readonly string[];
  /** Whether it is known who asks. */
  readonly proven: boolean;
  readonly statusUrl: string;
}

/** Receipt of a request (S2). Repeats nothing that was typed: the address may not be the requester's. */
export const requestReceipt: Template<RequestReceiptContent> = {
  version: 'request-receipt-1',
  ru: ({ case: about, asked, proven, statusUrl }, head) => ({
    subject: requestSubject(about.reference, 'ru'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('ru'),
      paragraph('Мы получили обращение о персональных данных и зарегистрировали его.'),
      askedFor(asked, head),
      requestDates(about, head),
      !proven && [
        heading('Кто просит'),
        paragraph(
          'Пока не подтверждено, что обратились Вы или тот, кто вправе действовать за Вас, мы ничего не сообщаем, не меняем и не уничтожаем. Как подтвердить, скажет сотрудник; сроки уже идут.',
        ),
      ],
      heading('Где посмотреть, что происходит'),
      link('Состояние обращения и все даты', statusUrl),
      paragraph('Ссылка известна только Вам. Не пересылайте её.'),
      heading('Кого спросить'),
      paragraph(
        `Вопросы о персональных данных: ${head.operator.email}. Документы можно прислать ответом на это письмо или почтой: ${head.operator.postalAddress}.`,
      ),
      paragraph(
        'Если Вы ничего не просили, кто-то указал Ваш адрес. Сообщите нам об этом ответом на письмо.',
      ),
    ),
  }),
  en: ({ case: about, asked, proven, statusUrl }, head) => ({
    subject: requestSubject(about.reference, 'en'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('en'),
      paragraph('We have received and registered a request about personal data.'),
      askedFor(asked, head),
      requestDates(about, head),
      !proven && [
        heading('Who asks'),
        paragraph(
          'Until it is proven that you asked, or somebody who may act for you, we disclose, change and destroy nothing. Staff will say how to prove it; the terms run already.',
        ),
      ],
      heading('Where to see what is happening'),
      link('The state of the request and all dates', statusUrl),
      paragraph('Only you know this link. Please do not pass it on.'),
      heading('Whom to ask'),
      paragraph(
        `Questions about personal data: ${head.operator.email}. Documents can be sent in answer to this letter, or by post to ${head.operator.postalAddress}.`,
      ),
      paragraph(
        'If you asked for nothing, somebody gave your address. Please tell us by answering this letter.',
      ),
    ),
  }),
};
