import type { Language } from '../law/date-words.ts';
import type { Both } from './bilingual.ts';

/** Laws that the program's texts cite, by their short names in both languages. */
const LAWS = {
  '152-FZ': { ru: 'Закона № 152-ФЗ', en: '152-FZ' },
  '38-FZ': { ru: 'Закона № 38-ФЗ «О рекламе»', en: '38-FZ on advertising' },
  'civil-code': { ru: 'Гражданского кодекса', en: 'the Civil Code' },
  'labour-code': { ru: 'Трудового кодекса', en: 'the Labour Code' },
} as const satisfies Record<string, Both>;

/** The full title of the law that everything here rests on. */
export const LAW_TITLE: Both = {
  ru: 'Федеральный закон от 27.07.2006 № 152-ФЗ «О персональных данных»',
  en: 'Federal Law No. 152-FZ of 27 July 2006 on personal data',
};

/** A place in a law. The article is written as in `shared/law/rules.ts`: article(part)(point). */
export interface Citation {
  readonly law: keyof typeof LAWS;
  readonly article: string;
}

const ARTICLE = /^([\d.]+)(?:\(([\d.]+)\))?(?:\(([\d.]+)\))?$/;

/**
 * A citation as the language writes it: `п. 5 ч. 1 ст. 6 Закона № 152-ФЗ`, `art. 6(1)(5) of 152-FZ`.
 * Throws a TypeError for an article that is not of the form 6(1)(5).
 */
export function cite({ law, article }: Citation, language: Language): string {
  const [, main, part, point] = ARTICLE.exec(article) ?? [];
  if (main === undefined) throw new TypeError(`${article} is no article`);
  if (language === 'en') return `art. ${article} of ${LAWS[law].en}`;
  const places = [
    point === undefined ? '' : `п. ${point}`,
    part === undefined ? '' : `ч. ${part}`,
    `ст. ${main}`,
  ];
  return `${places.filter(Boolean).join(' ')} ${LAWS[law].ru}`;
}

/** Places that the texts name beside the grounds of purposes and the articles of clocks. */
export const CITATIONS = {
  consent: { law: '152-FZ', article: '9' },
  'consent-separate': { law: '152-FZ', article: '9(1)' },
  'withdrawal-other-grounds': { law: '152-FZ', article: '9(2)' },
  distribution: { law: '152-FZ', article: '10.1' },
  access: { law: '152-FZ', article: '14' },
  promotions: { law: '152-FZ', article: '15' },
  advertising: { law: '38-FZ', article: '18' },
  localisation: { law: '152-FZ', article: '18(5)' },
  protection: { law: '152-FZ', article: '19' },
  blocking: { law: '152-FZ', article: '21(1)' },
  breach: { law: '152-FZ', article: '21(3.1)' },
  crossborder: { law: '152-FZ', article: '12' },
} as const satisfies Record<string, Citation>;
