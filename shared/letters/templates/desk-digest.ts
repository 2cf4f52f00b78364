import type { Lacks } from '../../domain/cases/type.ts';
import type { Language } from '../../law/date-words.ts';
import { formatDate, formatMoment } from '../../law/date-words.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import type { DigestLine } from '../content.ts';
import { blocks, facts, heading, link, list, paragraph } from '../document.ts';
import type { Template } from './template.ts';

interface DeskDigestContent {
  readonly day: string;
  readonly today: readonly DigestLine[];
  readonly overdue: readonly DigestLine[];
  readonly more: number;
  readonly deskUrl: string;
}

const LACKS: { readonly [language in Language]: { readonly [lacks in Lacks]: string } } = {
  ru: {
    answer: '',
    sending: '. Ответ написан, но ещё не ушёл',
    posting: '. Ответ написан: распечатайте его и отдайте на почту',
    doing: '. Ответ ушёл, но сделано не всё',
  },
  en: {
    answer: '',
    sending: '. The answer is written but has not left',
    posting: '. The answer is written: print it and post it',
    doing: '. Answered, but not all is done',
  },
};

const line = ({ reference, workBy, ends, lacks }: DigestLine, language: Language) => {
  const [by, last] = [formatDate(workBy, language), formatMoment(ends, REGIME_ZONE, language)];
  const dates =
    language === 'ru'
      ? `${reference}: подготовить не позднее ${by}, последний день: ${last}`
      : `${reference}: work by ${by}, last day: ${last}`;
  return dates + LACKS[language][lacks];
};

/** The daily digest for officers (D0). Its subject has no reference. */
export const deskDigest: Template<DeskDigestContent> = {
  version: 'desk-digest-3',
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
