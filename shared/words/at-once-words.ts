import type { Language } from '../language.ts';

/** What the letter says that the program has done at once, by what was asked (C3, R6). The letter itself says what, when and how to complain. */
const SENTENCES = {
  'withdraw-consent': {
    ru: 'Согласия отозваны: с момента обращения данные по ним в этой программе не используются.',
    en: 'The consents are withdrawn: since your request this program has used no data on them.',
  },
  stop: {
    ru: 'Обработка прекращена: всё, что держалось на согласии, в этой программе больше не делается. По договору и по закону продолжается только то, без чего нельзя вести учётную запись, отвечать на обращения и защищать вход (п. 2, 5 и 7 ч. 1 ст. 6 Закона № 152-ФЗ).',
    en: 'The processing has stopped: this program does nothing any more that rested on a consent. What the contract and the law need goes on: keeping the account, answering requests, guarding the sign-in (art. 6(1)(2), (5) and (7) of law 152-FZ).',
  },
  'objection-promotions': {
    ru: 'Рекламных писем больше не будет. Письма о ваших обращениях и об учётной записи приходят по-прежнему.',
    en: 'There will be no more promotional letters. Letters about your requests and your account come as before.',
  },
  unpublish: {
    ru: 'Сведения убраны из открытого доступа: на общедоступной странице их больше нет.',
    en: 'The data are public no more: the public page does not show them.',
  },
} as const satisfies { readonly [part: string]: { readonly [L in Language]: string } };

/** The text of the answer to what was done at once. */
export const atOnceText = (parts: readonly (keyof typeof SENTENCES)[], language: Language): string =>
  parts.map((part) => SENTENCES[part][language]).join('\n\n');
