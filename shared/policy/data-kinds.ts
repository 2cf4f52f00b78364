import type { Both } from './bilingual.ts';

/** Kinds of data that purposes need; the policy, the consents and the register of processing list them by these names. */
export const DATA_KINDS = {
  email: { ru: 'адрес электронной почты', en: 'e-mail address' },
  name: { ru: 'имя', en: 'name' },
  language: { ru: 'язык общения', en: 'language' },
  phone: { ru: 'телефон', en: 'phone number' },
  organisation: { ru: 'организация', en: 'organisation' },
  postal: { ru: 'почтовый адрес для ответа', en: 'postal address for the answer' },
  messages: { ru: 'текст обращений и ответов на них', en: 'text of messages and of the answers to them' },
  tickets: { ru: 'номера и темы обращений в поддержку', en: 'numbers and subjects of support tickets' },
  representation: { ru: 'сведения о доверенности представителя', en: 'particulars of a power of attorney' },
  technical: {
    ru: 'сетевой адрес, сведения о браузере, страница и время посещения',
    en: 'network address, browser, page and time of a visit',
  },
} as const satisfies Record<string, Both>;
export type DataKind = keyof typeof DATA_KINDS;
