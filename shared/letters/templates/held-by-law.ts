import { formatDate } from '../../law/date-words.ts';
import { blocks, facts, list, paragraph } from '../document.ts';
import { dated, greeting, type Template } from './template.ts';

interface HeldByLawContent {
  readonly article: string;
  /** What is kept, in words of the letter's language. */
  readonly what: readonly string[];
  /** Last local day, ISO. */
  readonly until: string;
}

/** What the law demands that we keep, on which article and until when (S8): it is not destroyed before, and not used. */
export const heldByLaw: Template<HeldByLawContent> = {
  version: 'held-by-law-1',
  ru: ({ article, what, until }, head) => ({
    subject: 'Часть данных мы обязаны хранить',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph(
        'Закон велит хранить часть Ваших данных. До указанного дня мы их не уничтожим, даже если Вы об этом просите:',
      ),
      list(what),
      facts(['Основание', article], ['Хранятся по', formatDate(until, 'ru')]),
      paragraph(
        'Если Вы закроете учётную запись или попросите уничтожить данные, эти данные останутся, но ни для чего другого использоваться не будут.',
      ),
      paragraph(`Вопросы: ${head.operator.email} или ${head.operator.postalAddress}.`),
    ),
  }),
  en: ({ article, what, until }, head) => ({
    subject: 'Some data must be kept',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph(
        'The law demands that some of your data be kept. We do not destroy them before the day named below, even if you ask for it:',
      ),
      list(what),
      facts(['Ground', article], ['Kept until', formatDate(until, 'en')]),
      paragraph(
        'If you close the account or ask for the data to be destroyed, these stay, and are used for nothing else.',
      ),
      paragraph(`Questions: ${head.operator.email} or ${head.operator.postalAddress}.`),
    ),
  }),
};
