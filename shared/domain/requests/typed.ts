import type { TypedFields } from '../cases/typed.ts';

const one = (ru: string, en: string, most: number) =>
  ({ label: { ru, en }, lines: 'one', most, optional: true }) as const;

/** Longest value of a field before and after its correction. */
export const VALUE_MOST = 500;

const was = (ru: string, en: string) => one(`${ru}: как сейчас`, `${en}: as it is`, VALUE_MOST);
const shouldBe = (ru: string, en: string) => one(`${ru}: как надо`, `${en}: as it should be`, VALUE_MOST);

/**
 * What a requester types, beside whom it is about: what is asked for, in words (S1), each field that is wrong before and after
 * (S7, corrections.ts), and what names an authority to act or an authority's letter (S3).
 */
export const REQUEST_TYPED = {
  text: {
    label: { ru: 'О чём просят', en: 'What is asked for' },
    lines: 'many',
    most: 10_000,
    optional: true,
  },
  nameIs: was('Имя', 'Name'),
  nameShouldBe: shouldBe('Имя', 'Name'),
  phoneIs: was('Телефон', 'Phone'),
  phoneShouldBe: shouldBe('Телефон', 'Phone'),
  organisationIs: was('Организация', 'Organisation'),
  organisationShouldBe: shouldBe('Организация', 'Organisation'),
  languageIs: was('Язык писем', 'Language of letters'),
  languageShouldBe: shouldBe('Язык писем', 'Language of letters'),
  mandateNumber: one('Номер доверенности', 'Number of the power of attorney', 100),
  authority: one('Ведомство', 'Authority', 200),
  letterNumber: one('Номер письма ведомства', "Number of the authority's letter", 100),
  documentSeen: one('Показан документ', 'Document shown', 300),
  askedIn: one('На каком языке написано', 'Language it was written in', 35),
} as const satisfies TypedFields;
