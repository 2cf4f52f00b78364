import { counted, formatDate } from '../../law/date-words.ts';
import { blocks, code, link, paragraph } from '../document.ts';
import { caseSubject, greeting, MINUTES, opening, type Template } from './template.ts';

interface OtherAskedContent {
  readonly reference: string;
  /** The page that says what it is about, behind its secret link. */
  readonly url: string;
  /** Last day on which the link is good, ISO date. */
  readonly until: string;
  /** Asked before, without an answer. */
  readonly again: boolean;
}

/** Somebody who holds data is asked to do something with them (X3). It says neither whose they are nor what was asked, nor why. */
export const otherAsked: Template<OtherAskedContent> = {
  version: 'other-asked-1',
  ru: ({ reference, url, until, again }, head) => ({
    subject: caseSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      again && paragraph('Мы уже писали об этом деле, но ответа не получили.'),
      paragraph(
        `${head.operator.name} просит кое-что сделать с персональными данными, копия которых есть у вас. О ком и о чём речь, показано на странице: чтобы увидеть её, нужен код, который придёт на этот же адрес.`,
      ),
      link('Открыть и ответить', url),
      paragraph(
        `На странице три ответа: сделано, таких данных нет, сделать нельзя. Ссылка действует по ${formatDate(until, 'ru')} включительно.`,
      ),
      paragraph(`Вопросы: ${head.operator.email}.`),
    ),
  }),
  en: ({ reference, url, until, again }, head) => ({
    subject: caseSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      again && paragraph('We have written about this case before and have had no answer.'),
      paragraph(
        `${head.operator.name} asks you to do something with personal data of which you hold a copy. Whose they are and what is asked stands on a page; to see it you need a code, which comes to this address.`,
      ),
      link('Open and answer', url),
      paragraph(
        `The page takes three answers: done, not held, cannot be done. The link is good until ${formatDate(until, 'en')}.`,
      ),
      paragraph(`Questions: ${head.operator.email}.`),
    ),
  }),
};

interface OtherCodeContent {
  readonly reference: string;
  readonly code: string;
  readonly minutes: number;
}

/** The code by which they are shown what it is about (G16). */
export const otherCode: Template<OtherCodeContent> = {
  version: 'other-code-1',
  ru: ({ reference, code: text, minutes }, head) => ({
    subject: caseSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      paragraph('Код, чтобы увидеть, о каких данных речь:'),
      code(text),
      paragraph(`Введите его на странице дела в течение ${counted(minutes, MINUTES.within, 'ru')}.`),
    ),
  }),
  en: ({ reference, code: text, minutes }, head) => ({
    subject: caseSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      paragraph('Code to see which data it is about:'),
      code(text),
      paragraph(`Type it on the page of the case within ${counted(minutes, MINUTES.within, 'en')}.`),
    ),
  }),
};
