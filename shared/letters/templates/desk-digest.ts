import type { Language } from '../../law/date-words.ts';
import { formatDate } from '../../law/date-words.ts';
import type { DigestLine } from '../content.ts';
import { blocks, facts, heading, link, list, paragraph } from '../document.ts';
import type { Template } from './template.ts';

const line = (entry: DigestLine, language: Language) =>
  language === 'ru'
    ? `${entry.reference}: подготовить не позднее ${formatDate(entry.workBy, 'ru')}, последний день: ${formatDate(entry.dueOn, 'ru')}`
    : `${entry.reference}: work by ${formatDate(entry.workBy, 'en')}, last day: ${formatDate(entry.dueOn, 'en')}`;

/** The daily digest for officers (D0). Its subject has no reference. */
export const deskDigest: Template<'desk-digest'> = {
  version: 'desk-digest-2',
  ru: (content, head) => ({
    subject: 'Дела, по которым пора отвечать',
    blocks: blocks(
      facts(['День', formatDate(content.day, 'ru')], ['Дата письма', formatDate(head.date, 'ru')]),
      content.overdue.length > 0 && [
        heading('Просрочены'),
        list(content.overdue.map((entry) => line(entry, 'ru'))),
      ],
      content.today.length > 0 && [
        heading('Ответить сегодня или раньше'),
        list(content.today.map((entry) => line(entry, 'ru'))),
      ],
      content.more > 0 && paragraph(`Ещё дел в списке: ${content.more}.`),
      link('Рабочее место', content.deskUrl),
    ),
  }),
  en: (content, head) => ({
    subject: 'Cases that need an answer now',
    blocks: blocks(
      facts(['Day', formatDate(content.day, 'en')], ['Date of this letter', formatDate(head.date, 'en')]),
      content.overdue.length > 0 && [
        heading('Overdue'),
        list(content.overdue.map((entry) => line(entry, 'en'))),
      ],
      content.today.length > 0 && [
        heading('To be answered today or earlier'),
        list(content.today.map((entry) => line(entry, 'en'))),
      ],
      content.more > 0 && paragraph(`More cases in the list: ${content.more}.`),
      link('Desk', content.deskUrl),
    ),
  }),
};
