import { formatDate, type Language } from '../../law/date-words.ts';
import type { ReceiptLine } from '../content.ts';
import { blocks, facts, list, paragraph } from '../document.ts';
import { greeting, type Template } from './template.ts';

interface ReceiptsDigestContent {
  readonly day: string;
  readonly receipts: readonly ReceiptLine[];
  /** How many more there were than the letter lists. */
  readonly more: number;
}

function lines({ receipts, more }: ReceiptsDigestContent, language: Language): string[] {
  const ru = language === 'ru';
  const listed = receipts.map(({ reference, receivedOn, promised }) =>
    ru
      ? `${reference}: получена ${formatDate(receivedOn, 'ru')}, ответим не позднее: ${formatDate(promised, 'ru')}`
      : `${reference}: received ${formatDate(receivedOn, 'en')}, we will answer by: ${formatDate(promised, 'en')}`,
  );
  return more === 0 ? listed : [...listed, ru ? `и ещё: ${more}` : `and ${more} more`];
}

/** Receipts above the daily number of letters to an address that has proved nothing, in one letter (security.md, bots). */
export const receiptsDigest: Template<ReceiptsDigestContent> = {
  version: 'receipts-digest-2',
  ru: (content, head) => ({
    subject: 'Ваши претензии: номера и сроки',
    blocks: blocks(
      facts(['День', formatDate(content.day, 'ru')], ['Дата письма', formatDate(head.date, 'ru')]),
      greeting('ru'),
      paragraph(
        'В этот день с Вашим адресом поступило много претензий. Все они зарегистрированы, сроки по ним идут. ',
        'О первых мы написали сразу, остальные собраны здесь:',
      ),
      list(lines(content, 'ru')),
      paragraph(
        `Если Вы их не отправляли, сообщите нам: ${head.operator.email}. Тогда мы разберёмся, кто указал Ваш адрес.`,
      ),
    ),
  }),
  en: (content, head) => ({
    subject: 'Your claims: references and dates',
    blocks: blocks(
      facts(['Day', formatDate(content.day, 'en')], ['Date of this letter', formatDate(head.date, 'en')]),
      greeting('en'),
      paragraph(
        'Many claims came in with your address on that day. All are registered, their terms are running. ',
        'We wrote about the first ones at once; the others are gathered here:',
      ),
      list(lines(content, 'en')),
      paragraph(
        `If you did not send them, please tell us: ${head.operator.email}. We will find out who gave your address.`,
      ),
    ),
  }),
};
