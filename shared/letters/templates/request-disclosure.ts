import { formatDate, formatInstant } from '../../law/date-words.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import type { CaseFacts } from '../content.ts';
import { blocks, heading, link, list, paragraph } from '../document.ts';
import { salutationName } from '../typed.ts';
import { requestSubject } from './request-dates.ts';
import { greeting, opening, type Template } from './template.ts';

interface RequestDisclosureContent {
  readonly case: CaseFacts;
  /** As typed; greeted by only if it is nothing but a name. */
  readonly name: string;
  /** The page with the button (G2), and the ISO instant until which it is good; absent on paper, to which the pages are enclosed. */
  readonly page?: { readonly url: string; readonly until: string };
}

/**
 * The answer to who asks what is held (S6, 14(7)): everything, by a link – the letter itself says nothing of anybody, since who
 * reads a mailbox or passes a letter on sees it. Internal notes are not among it, and it says so.
 */
export const requestDisclosure: Template<RequestDisclosureContent> = {
  version: 'request-disclosure-1',
  ru: ({ case: about, name, page }, head) => ({
    subject: requestSubject(about.reference, 'ru'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('ru', salutationName(name)),
      paragraph(
        `Вы просили сообщить, какие персональные данные о Вас у нас есть (обращение получено ${formatDate(about.receivedOn, 'ru')}). Мы подготовили всё, что хранит эта программа, и сведения, которые называет часть 7 статьи 14 Федерального закона № 152-ФЗ: цели и основания, способы, кто получает данные, откуда они, сколько хранятся.`,
      ),
      page === undefined
        ? paragraph('Всё это распечатано и приложено к письму.')
        : [
            link('Открыть страницу и скачать', page.url),
            paragraph(
              'На странице есть кнопка; файл – для чтения (HTML) и для программ (JSON). Скачивать можно сколько угодно раз, пока ссылка действует: до ',
              { strong: formatInstant(Date.parse(page.until), REGIME_ZONE, 'ru') },
              '. Потом попросите новую.',
            ),
            paragraph(
              'Данные увидит каждый, у кого есть ссылка. Не пересылайте её; если переслали, закройте её на той же странице.',
            ),
          ],
      heading('Чего там нет'),
      paragraph(
        `Данных других людей и имён сотрудников: они скрыты. Внутренних заметок сотрудников: их сначала должен просмотреть ответственный. Если они нужны, ответьте на это письмо и назовите номер ${about.reference} – мы просмотрим их в тот же срок.`,
      ),
      heading('Если Вы не согласны'),
      list([
        `напишите нам, указав номер ${about.reference}: ${head.operator.email} или ${head.operator.postalAddress};`,
        'подайте жалобу в Роскомнадзор – уполномоченный орган по защите прав субъектов персональных данных;',
        'обратитесь в суд: право на это даёт статья 17 Федерального закона № 152-ФЗ «О персональных данных».',
      ]),
    ),
  }),
  en: ({ case: about, name, page }, head) => ({
    subject: requestSubject(about.reference, 'en'),
    blocks: blocks(
      opening(about.reference, head),
      greeting('en', salutationName(name)),
      paragraph(
        `You asked which personal data of yours we hold (your request was received on ${formatDate(about.receivedOn, 'en')}). We have prepared all that this program holds, and what art. 14(7) of Federal Law No. 152-FZ names: purposes and grounds, methods, who gets the data, where they come from, how long they are kept.`,
      ),
      page === undefined
        ? paragraph('All of it is printed and enclosed.')
        : [
            link('Open the page and download', page.url),
            paragraph(
              'The page has a button; the file is to be read (HTML) and for programs (JSON). You may download it as often as you like while the link is good: until ',
              { strong: formatInstant(Date.parse(page.until), REGIME_ZONE, 'en') },
              '. After that, ask for a new one.',
            ),
            paragraph(
              'Whoever has the link sees the data. Please do not pass it on; if you did, close it on that same page.',
            ),
          ],
      heading('What is not in it'),
      paragraph(
        `Data of other people and names of staff: they are masked. Internal notes of staff: an officer has to look at them first. If you need them, answer this letter and quote ${about.reference} – we will look at them within the same term.`,
      ),
      heading('If you do not agree'),
      list([
        `write to us and quote ${about.reference}: ${head.operator.email} or ${head.operator.postalAddress};`,
        'complain to Roskomnadzor, the authority that protects the rights of data subjects;',
        'go to court: article 17 of Federal Law No. 152-FZ “On Personal Data” gives you that right.',
      ]),
    ),
  }),
};
