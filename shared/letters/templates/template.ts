import { formatDate, type Language } from '../../law/date-words.ts';
import type { Letterhead } from '../content.ts';
import { type Block, facts, paragraph } from '../document.ts';

/** What a template writes for one content: the subject and the body; compose.ts adds what all letters share. */
export interface Written {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

/** A template in one language. */
type Write<Content> = (content: Content, head: Letterhead) => Written;

/**
 * A kind of letter in both languages, made of its content. `version` is stored with each letter (N6): raise it with every change of the
 * wording, so that the file of a case says which wording was sent.
 */
export interface Template<Content> {
  readonly version: string;
  readonly ru: Write<Content>;
  readonly en: Write<Content>;
}

/** The subject of every letter to a requester about one case: stable, so that mail programs keep one thread (N3). */
export const claimSubject = (reference: string, language: Language): string =>
  language === 'ru' ? `Претензия № ${reference}` : `Claim No. ${reference}`;

/** The subject of every letter to staff about one case. */
export const caseSubject = (reference: string, language: Language): string =>
  language === 'ru' ? `Дело № ${reference}` : `Case No. ${reference}`;

/** The first lines of every letter: whose it is and when it was written. */
export function opening(reference: string, head: Letterhead): Block {
  return head.language === 'ru'
    ? facts(['Номер', reference], ['Дата письма', formatDate(head.date, 'ru')])
    : facts(['Reference', reference], ['Date of this letter', formatDate(head.date, 'en')]);
}

/** The first line of letters about a person's own record: they have no reference. */
export const dated = (head: Letterhead): Block =>
  head.language === 'ru'
    ? facts(['Дата письма', formatDate(head.date, 'ru')])
    : facts(['Date of this letter', formatDate(head.date, 'en')]);

export const greeting = (language: Language, name?: string): Block => {
  const hello = language === 'ru' ? 'Здравствуйте' : 'Hello';
  return paragraph(
    name === undefined ? `${hello}!` : language === 'ru' ? `${hello}, ${name}!` : `${hello} ${name},`,
  );
};

/** Forms of *minute* beside a number: how long something is good for, and within how many. */
export const MINUTES = {
  lasting: { ru: ['минуту', 'минуты', 'минут'], en: ['minute', 'minutes'] },
  within: { ru: ['минуты', 'минут', 'минут'], en: ['minute', 'minutes'] },
} as const;
