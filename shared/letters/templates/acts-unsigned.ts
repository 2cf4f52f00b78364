import { formatDate } from '../../law/date-words.ts';
import { blocks, facts, link, list, paragraph } from '../document.ts';
import type { Template } from './template.ts';

/** Acts of destruction that nobody has signed in time, by the day of the destruction; `more`: there are others. */
interface ActsUnsignedContent {
  readonly acts: readonly { readonly act: string; readonly on: string; readonly signBy: string }[];
  readonly more: boolean;
  readonly actsUrl: string;
}

/** To the officers, once a day: acts wait for a signature longer than three working days (order 179). Its subject has no reference. */
export const actsUnsigned: Template<ActsUnsignedContent> = {
  version: 'acts-unsigned-1',
  ru: ({ acts, more, actsUrl }, head) => ({
    subject: 'Акты об уничтожении не подписаны',
    blocks: blocks(
      facts(['Дата письма', formatDate(head.date, 'ru')]),
      paragraph(
        'Данные уничтожены, но акты об этом не подписаны, хотя три рабочих дня прошли. Неподписанный акт ничего не доказывает. ',
        'Распечатайте акт, подпишите его и запишите номер и день.',
      ),
      list([
        ...acts.map(
          ({ act, on, signBy }) =>
            `${act}: уничтожено ${formatDate(on, 'ru')}, подписать надо было до ${formatDate(signBy, 'ru')}`,
        ),
        ...(more ? ['и другие'] : []),
      ]),
      paragraph('Письмо приходит каждый день, пока есть такие акты.'),
      link('Акты об уничтожении', actsUrl),
    ),
  }),
  en: ({ acts, more, actsUrl }, head) => ({
    subject: 'Acts of destruction are not signed',
    blocks: blocks(
      facts(['Date of this letter', formatDate(head.date, 'en')]),
      paragraph(
        'Data were destroyed, but the acts of that are not signed although three working days are over. An unsigned act proves nothing. ',
        'Please print the act, have it signed, and record its number and day.',
      ),
      list([
        ...acts.map(
          ({ act, on, signBy }) =>
            `${act}: destroyed on ${formatDate(on, 'en')}, was to be signed by ${formatDate(signBy, 'en')}`,
        ),
        ...(more ? ['and others'] : []),
      ]),
      paragraph('This letter comes every day while there are such acts.'),
      link('Acts of destruction', actsUrl),
    ),
  }),
};
