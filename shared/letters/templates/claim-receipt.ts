import type { CaseFacts } from '../content.ts';
import { blocks, heading, link, paragraph } from '../document.ts';
import { claimDates } from './claim-dates.ts';
import { claimSubject, greeting, opening, type Template } from './template.ts';

interface ClaimReceiptContent {
  readonly case: CaseFacts;
  readonly statusUrl: string;
}

/**
 * Receipt of a claim (K1). It repeats nothing that the poster typed, not even the name: the address is not proven yet,
 * and nobody shall be able to send a stranger words of their own in our name.
 */
export const claimReceipt: Template<ClaimReceiptContent> = {
  version: 'claim-receipt-2',
  ru: ({ case: about, statusUrl }, head) => ({
    subject: claimSubject(about.reference, 'ru'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('ru'),
      paragraph('Мы получили Вашу претензию и зарегистрировали её. Отвечать на это письмо не обязательно.'),
      claimDates(about, head),
      heading('Где посмотреть, что происходит'),
      link('Состояние претензии, все даты и отзыв претензии', statusUrl),
      paragraph(
        'Ссылка известна только Вам: тот, у кого она есть, увидит, что Вы написали. Не пересылайте её.',
      ),
      heading('Как прислать документы'),
      paragraph(
        `Ответьте на это письмо, не меняя тему, и приложите копии – или отправьте их почтой: ${head.operator.postalAddress}. `,
        `Укажите номер ${about.reference}.`,
      ),
      heading('Кого спросить'),
      paragraph(`Вопросы о персональных данных: ${head.operator.email}.`),
      paragraph(
        'Если Вы ничего нам не писали, кто-то указал Ваш адрес по ошибке. Сообщите нам об этом ответом на письмо.',
      ),
    ),
  }),
  en: ({ case: about, statusUrl }, head) => ({
    subject: claimSubject(about.reference, 'en'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('en'),
      paragraph('We have received and registered your claim. You need not answer this letter.'),
      claimDates(about, head),
      heading('Where to see what is happening'),
      link('The state of the claim, all dates, and how to withdraw it', statusUrl),
      paragraph('Only you know this link: whoever has it sees what you wrote. Please do not pass it on.'),
      heading('How to send documents'),
      paragraph(
        `Answer this letter without changing its subject and attach copies, or send them by post to ${head.operator.postalAddress}. `,
        `Please quote ${about.reference}.`,
      ),
      heading('Whom to ask'),
      paragraph(`Questions about personal data: ${head.operator.email}.`),
      paragraph(
        'If you did not write to us, somebody gave your address by mistake. Please tell us by answering this letter.',
      ),
    ),
  }),
};
