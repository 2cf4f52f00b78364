import type { Language } from '../language.ts';

/** Sentences for faults of single fields; `n` and `list` are the number or the values in question. */
const MESSAGES = {
  required: { ru: () => 'Заполните это поле.', en: () => 'Fill in this field.' },
  'too-long': {
    ru: (n: string) => `Слишком длинно: не больше ${n} знаков.`,
    en: (n: string) => `Too long: at most ${n} characters.`,
  },
  'too-short': {
    ru: (n: string) => `Слишком коротко: не меньше ${n} знаков.`,
    en: (n: string) => `Too short: at least ${n} characters.`,
  },
  'too-big': { ru: (n: string) => `Не больше ${n}.`, en: (n: string) => `At most ${n}.` },
  'too-small': { ru: (n: string) => `Не меньше ${n}.`, en: (n: string) => `At least ${n}.` },
  type: {
    ru: (n: string) => `Неверный вид значения, нужно: ${n}.`,
    en: (n: string) => `Wrong kind of value, wanted: ${n}.`,
  },
  choice: {
    ru: (list: string) => `Выберите одно из: ${list}.`,
    en: (list: string) => `Choose one of: ${list}.`,
  },
  email: {
    ru: () => 'Проверьте адрес электронной почты, например name@example.ru.',
    en: () => 'Check the e-mail address, for example name@example.com.',
  },
  'email-script': {
    ru: () =>
      'До знака @ почта берёт только латинские буквы, цифры и знаки: на такой адрес письмо не отправить. Домен может быть кириллическим: name@почта.рф. Укажите другой адрес.',
    en: () =>
      'Before the @ mail takes Latin letters, digits and signs only: a letter could not be sent to this address. The domain may be of any script. Give another address.',
  },
  'email-limits': {
    ru: () =>
      'Такой адрес не примет ни один почтовый сервер: до @ не больше 64 знаков, между точками домена — не больше 63, всего — 254. Проверьте адрес.',
    en: () =>
      'No mail server takes an address this long: at most 64 characters before the @, 63 between the dots of the domain, 254 in all. Check the address.',
  },
  date: {
    ru: () => 'Укажите существующую дату в виде ГГГГ-ММ-ДД, например 2026-12-07.',
    en: () => 'Give an existing date as YYYY-MM-DD, for example 2026-12-07.',
  },
  format: {
    ru: () => 'Проверьте запись: в ней есть недопустимые знаки.',
    en: () => 'Check the spelling: it has characters that are not taken here.',
  },
  'control-characters': {
    ru: () => 'Уберите невидимые служебные знаки; наберите текст заново.',
    en: () => 'Remove invisible control characters; type the text again.',
  },
  marks: {
    ru: () => 'Уберите значки, поставленные друг на друга, и невидимые знаки; наберите текст заново.',
    en: () => 'Remove marks heaped upon each other and invisible characters; type the text again.',
  },
  'line-breaks': { ru: () => 'Запишите в одну строку.', en: () => 'Write it on one line.' },
  phone: {
    ru: () => 'Укажите телефон цифрами, например +7 495 123-45-67 или (495) 123-45-67, доб. 12.',
    en: () => 'Give the phone number in digits, for example +7 495 123-45-67 or (495) 123-45-67 ext. 12.',
  },
  'address-required': {
    ru: () => 'Укажите электронную почту или почтовый адрес: иначе ответ некуда отправить.',
    en: () => 'Give an e-mail or a postal address: otherwise the answer has nowhere to go.',
  },
  'part-needed': {
    ru: () => 'Отметьте хотя бы одно: от этого зависит, какие сроки идут.',
    en: () => 'Tick at least one thing: the terms depend on it.',
  },
  'one-address': {
    ru: () => 'Укажите что-то одно: электронную почту или почтовый адрес.',
    en: () => 'Give one of the two: an e-mail or a postal address.',
  },
  choose: { ru: () => 'Выберите один из вариантов.', en: () => 'Choose one.' },
  moment: {
    ru: () =>
      'Укажите дату и время, например 2026-11-30T14:05 (московское время) или с часовым поясом: 2026-11-30T11:05:00Z.',
    en: () =>
      'Give date and time, such as 2026-11-30T14:05 (Moscow time), or with a zone: 2026-11-30T11:05:00Z.',
  },
  'system-code': {
    ru: () =>
      'Код системы — латинские строчные буквы, цифры и дефис, не длиннее 40 знаков: portal, crm, mail.',
    en: () =>
      'The code of a system is lower-case Latin letters, digits and hyphens, 40 at most: portal, crm, mail.',
  },
  'code-shape': {
    ru: () => 'Код – это 6 цифр или 12 знаков из письма. Эта попытка не засчитана.',
    en: () => 'A code is 6 digits, or the 12 characters of the letter. This try was not counted.',
  },
  'account-choice': {
    ru: () => 'Отметьте, что хотите создать учётную запись: без вашего выбора мы её не создаём.',
    en: () => 'Tick that you want an account: without your choice none is made.',
  },
  unknown: { ru: () => 'Такого поля нет.', en: () => 'There is no such field.' },
  doubled: {
    ru: () => 'Поле прислано дважды; пришлите один раз.',
    en: () => 'The field came twice; send it once.',
  },
  invalid: { ru: () => 'Проверьте это поле.', en: () => 'Check this field.' },
} as const satisfies { readonly [code: string]: { readonly [L in Language]: (value: string) => string } };
export type MessageCode = keyof typeof MESSAGES;

export const isMessageCode = (code: string): code is MessageCode => Object.hasOwn(MESSAGES, code);

export const messageOf = (code: MessageCode, language: Language, value = ''): string =>
  MESSAGES[code][language](value);

const TYPE_NAMES: { readonly [type: string]: { readonly [L in Language]: string } } = {
  string: { ru: 'текст', en: 'text' },
  number: { ru: 'число', en: 'number' },
  int: { ru: 'целое число', en: 'whole number' },
  boolean: { ru: 'true или false', en: 'true or false' },
  object: { ru: 'объект', en: 'object' },
  array: { ru: 'список', en: 'list' },
};

/** What a type is called in the reader's language. */
export const typeName = (type: string, language: Language): string => TYPE_NAMES[type]?.[language] ?? type;
