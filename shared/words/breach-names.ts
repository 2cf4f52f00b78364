import { bilingual } from './bilingual.ts';

/** What the states of a breach, and the acts that only it has, are called. */
export const BREACH_NAMES = /* @__PURE__ */ bilingual(
  {
    states: { open: 'Не всё сделано', ready: 'Всё сделано, закройте дело', closed: 'Закрыто' },
    acts: {
      draft: 'Написать уведомление',
      file: 'Уведомление подано',
      supplement: 'Дополнение подано',
      decline: 'Не делать – с основанием',
      told: 'Людям сообщено',
      detection: 'Исправить время обнаружения',
      conclude: 'Закрыть дело',
    },
  },
  {
    states: { open: 'Not everything is done', ready: 'All is done, close it', closed: 'Closed' },
    acts: {
      draft: 'Write a notice',
      file: 'Notice filed',
      supplement: 'Supplement filed',
      decline: 'Not to do it, with the ground',
      told: 'People told',
      detection: 'Correct the time of detection',
      conclude: 'Close the case',
    },
  },
);

/** Words of the codes of a breach: duties, notices, data, grounds. */
export const BREACH_CODES = /* @__PURE__ */ bilingual(
  {
    duties: {
      'first-notice': 'Первое уведомление в Роскомнадзор (24 часа)',
      'final-notice': 'Уведомление о результатах расследования (72 часа)',
      'gdpr-notice': 'Уведомление надзорного органа по GDPR (72 часа)',
      people: 'Сообщить людям',
      'gdpr-people': 'Сообщить людям по ст. 34 GDPR',
      'incident-system': 'Государственная система учёта инцидентов (ч. 12 ст. 19; спросите юриста)',
    },
    duty: {
      open: 'не сделано',
      done: 'сделано',
      declined: 'решено не делать',
    },
    fields: {
      incident: 'Что случилось',
      causes: 'Предполагаемые причины',
      harm: 'Предполагаемый вред людям',
      measures: 'Что сделано',
      contact: 'Кто уполномочен говорить с Роскомнадзором',
      result: 'Результаты расследования',
      persons: 'Из-за чьих действий (если есть)',
      data: 'Категории данных, актуальны ли они',
      records: 'Число записей',
      people: 'Число людей',
      known: 'Как стало известно',
      consequences: 'Вероятные последствия',
    },
    natures: { loss: 'данные утрачены', disclosure: 'данные раскрыты' },
    detectors: {
      staff: 'сотрудник',
      authority: 'ведомство',
      processor: 'обработчик',
      outsider: 'посторонний',
    },
    kinds: {
      name: 'имя',
      email: 'адрес электронной почты',
      phone: 'телефон',
      'postal-address': 'почтовый адрес',
      organisation: 'организация',
      consents: 'согласия',
      messages: 'что нам написали',
      documents: 'сведения о документах',
      technical: 'технические данные',
      payments: 'платежи',
      other: 'другое',
    },
    ways: { portal: 'через портал', post: 'почтой', 'e-mail': 'по электронной почте' },
    grounds: {
      'no-harm': 'права людей не нарушены',
      'no-breach': 'это был инцидент, но не утечка',
      'risk-unlikely': 'риск для людей маловероятен (ст. 33(1) GDPR)',
      encrypted: 'утраченное нельзя прочесть (ст. 34(3)(a) GDPR)',
      'public-notice': 'сообщено публично (ст. 34(3)(c) GDPR)',
      'not-ours': 'за эти данные отвечает другой',
      'not-obliged': 'обязанность на нас не распространяется, юрист спрошен',
    },
    conclusions: { breach: 'утечка', 'no-breach': 'инцидент, утечки не было' },
  },
  {
    duties: {
      'first-notice': 'First notice to Roskomnadzor (24 hours)',
      'final-notice': 'Notice of the result of the inquiry (72 hours)',
      'gdpr-notice': 'Notice to the supervisory authority, GDPR (72 hours)',
      people: 'Tell the people',
      'gdpr-people': 'Tell the people, GDPR art. 34',
      'incident-system': 'State system of incidents (19(12); ask counsel)',
    },
    duty: { open: 'not done', done: 'done', declined: 'decided not to be done' },
    fields: {
      incident: 'What happened',
      causes: 'Presumed causes',
      harm: 'Presumed harm to the people',
      measures: 'Measures taken',
      contact: 'Who is authorised to deal with the authority',
      result: 'Result of the inquiry',
      persons: 'Whose actions caused it, if any',
      data: 'Categories of data, and whether they are current',
      records: 'Number of records',
      people: 'Number of people',
      known: 'How it became known',
      consequences: 'Likely consequences',
    },
    natures: { loss: 'data were lost', disclosure: 'data were disclosed' },
    detectors: {
      staff: 'a member of staff',
      authority: 'an authority',
      processor: 'a processor',
      outsider: 'an outsider',
    },
    kinds: {
      name: 'name',
      email: 'e-mail address',
      phone: 'telephone number',
      'postal-address': 'postal address',
      organisation: 'organisation',
      consents: 'consents',
      messages: 'what was written to us',
      documents: 'particulars of documents',
      technical: 'technical data',
      payments: 'payments',
      other: 'other',
    },
    ways: { portal: 'by the portal', post: 'by post', 'e-mail': 'by e-mail' },
    grounds: {
      'no-harm': 'nobody’s rights were harmed',
      'no-breach': 'it was an incident and no breach',
      'risk-unlikely': 'a risk to people is unlikely (GDPR 33(1))',
      encrypted: 'what was lost cannot be read (GDPR 34(3)(a))',
      'public-notice': 'told by a public notice (GDPR 34(3)(c))',
      'not-ours': 'others answer for these data',
      'not-obliged': 'the duty does not concern us; counsel was asked',
    },
    conclusions: { breach: 'a breach', 'no-breach': 'an incident, no breach' },
  },
);

/** The name of a code of one of those lists, or the code. */
export const breachWord = (
  list: keyof (typeof BREACH_CODES)['ru'],
  code: string | number | undefined,
  language: 'ru' | 'en',
): string => {
  const words: { readonly [code: string]: string } = BREACH_CODES[language][list];
  return words[String(code)] ?? String(code);
};
