import { counted } from '../../law/date-words.ts';
import { blocks, code, link, paragraph } from '../document.ts';
import { requestSubject } from './request-dates.ts';
import type { LetterCode } from './request-receipt.ts';
import { greeting, MINUTES, opening, type Template } from './template.ts';

interface RequestCodeContent extends LetterCode {
  readonly reference: string;
  readonly notMeUrl: string;
}

/** A new code that proves who asks (S3, G16). Sent at most once; another may be asked for. */
export const requestCode: Template<RequestCodeContent> = {
  version: 'request-code-1',
  ru: ({ reference, minutes, notMeUrl, ...one }, head) => ({
    subject: requestSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      paragraph('Код, чтобы подтвердить обращение:'),
      code(one.code),
      paragraph(
        `Введите его на странице обращения в течение ${counted(minutes, MINUTES.within, 'ru')} с момента запроса.`,
      ),
      paragraph('Если Вы ничего не просили, кто-то указал Ваш адрес. Никому не сообщайте код.'),
      link('Это не я', notMeUrl),
    ),
  }),
  en: ({ reference, minutes, notMeUrl, ...one }, head) => ({
    subject: requestSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      paragraph('Code to prove the request:'),
      code(one.code),
      paragraph(
        `Type it on the page of the request within ${counted(minutes, MINUTES.within, 'en')} of asking for it.`,
      ),
      paragraph('If you asked for nothing, somebody gave your address. Tell nobody the code.'),
      link('It was not me', notMeUrl),
    ),
  }),
};

interface RequestWithdrawalCodeContent extends LetterCode {
  readonly reference: string;
}

/** The code with which a requester takes a request back (S5, G16). */
export const requestWithdrawalCode: Template<RequestWithdrawalCodeContent> = {
  version: 'request-withdrawal-code-1',
  ru: ({ reference, minutes, ...one }, head) => ({
    subject: requestSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      paragraph('Код, чтобы отозвать обращение:'),
      code(one.code),
      paragraph(
        `Введите его на странице обращения в течение ${counted(minutes, MINUTES.within, 'ru')} с момента запроса.`,
      ),
      paragraph('Если Вы не собирались его отзывать, ничего не делайте: без кода оно останется в силе.'),
    ),
  }),
  en: ({ reference, minutes, ...one }, head) => ({
    subject: requestSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      paragraph('Code to take the request back:'),
      code(one.code),
      paragraph(
        `Type it on the page of the request within ${counted(minutes, MINUTES.within, 'en')} of asking for it.`,
      ),
      paragraph('If you did not mean to take it back, do nothing: without the code it stands.'),
    ),
  }),
};
