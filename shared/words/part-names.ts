import type { Language } from '../language.ts';

/** What is asked for in a request, as people read it (S1). */
export const PART_NAMES = {
  access: { ru: 'Узнать, какие данные о вас есть', en: 'To learn what is held about you' },
  correction: { ru: 'Исправить данные', en: 'To have data corrected' },
  erasure: { ru: 'Отозвать согласие и удалить данные', en: 'To withdraw consent and have data erased' },
  'erasure-unlawful': {
    ru: 'Удалить данные, полученные незаконно или ненужные',
    en: 'To have data erased that are unlawful or not needed',
  },
  'withdraw-consent': { ru: 'Отозвать согласие', en: 'To withdraw consent' },
  stop: { ru: 'Прекратить обработку', en: 'To have processing stopped' },
  'objection-promotions': { ru: 'Не присылать рекламу', en: 'To get no promotions' },
  'objection-automated': {
    ru: 'Возразить против решения, которое приняла программа',
    en: 'To object to a decision made by a program',
  },
  complaint: { ru: 'Проверить, законно ли используются данные', en: 'To have unlawful use examined' },
  unpublish: { ru: 'Убрать данные из открытого доступа', en: 'To have public data taken back' },
  information: { ru: 'Ответить ведомству', en: 'To answer an authority' },
} as const;

/** The name of a part of that code, or the code. */
export const partName = (part: string | number | undefined, language: Language): string => {
  const names: { readonly [part: string]: { readonly [L in Language]: string } } = PART_NAMES;
  return names[String(part)]?.[language] ?? String(part);
};

/** Why something that was asked is refused, with the norm (S5): one sentence of the answer, before the officer's own words. */
export const GROUND_WORDS = {
  'early-repeat': {
    ru: 'Повторно запросить те же сведения можно через 30 дней после прошлого обращения (ч. 4–6 ст. 14 Закона № 152-ФЗ).',
    en: 'The same information may be asked for again 30 days after the request before (art. 14(4)–(6) of law 152-FZ).',
  },
  form: {
    ru: 'В обращении нет сведений, без которых его нельзя исполнить (ч. 3 ст. 14 Закона № 152-ФЗ).',
    en: 'The request lacks what it must name to be carried out (art. 14(3) of law 152-FZ).',
  },
  'not-proven': {
    ru: 'Не подтверждено, что обратились Вы или тот, кто вправе действовать за Вас (ч. 3 ст. 14 Закона № 152-ФЗ).',
    en: 'It was not proven that you asked, or somebody who may act for you (art. 14(3) of law 152-FZ).',
  },
  'kept-by-law': {
    ru: 'Эти данные закон велит хранить (п. 2 ч. 1 ст. 6 Закона № 152-ФЗ); какой именно и до какого времени, сказано ниже.',
    en: 'The law demands that these data be kept (art. 6(1)(2) of law 152-FZ); which law, and until when, is said below.',
  },
  'kept-for-dispute': {
    ru: 'Эти данные нужны для спора о праве (п. 3 ч. 1 ст. 6 Закона № 152-ФЗ); до его конца они заблокированы для всего другого.',
    en: 'These data are needed for a legal dispute (art. 6(1)(3) of law 152-FZ); until it ends they are blocked for everything else.',
  },
  'data-of-others': {
    ru: 'Ответ раскрыл бы данные других людей (п. 4 ч. 8 ст. 14 Закона № 152-ФЗ).',
    en: 'The answer would disclose data of other people (art. 14(8)(4) of law 152-FZ).',
  },
  'nothing-held': {
    ru: 'В этой программе и в опрошенных системах по этому адресу ничего не хранится.',
    en: 'In this program and the systems asked we hold nothing under this address.',
  },
} as const;
