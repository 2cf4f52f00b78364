import type { Language } from '../law/date-words.ts';
import type { Both } from './bilingual.ts';
import { cite } from './citations.ts';
import { DATA_KINDS } from './data-kinds.ts';
import type { PolicyFacts, Processor } from './facts.ts';
import { keptWords } from './kept-words.ts';
import { type Ground, PURPOSE_IDS, purposeOf } from './purposes.ts';
import { RECIPIENTS } from './recipients.ts';
import { RETENTION, RETENTION_RULES } from './retention.ts';

/**
 * What art. 14(7) of 152-FZ lets a person learn, point by point (S6), as a closed list: an export that lacks one does not
 * compile. `of`: the points of the article.
 */
export const POINTS = {
  confirmation: {
    of: '14(7)(1)',
    title: { ru: 'Обрабатываются ли данные', en: 'Whether data are processed' },
  },
  purposes: {
    of: '14(7)(2), 14(7)(3)',
    title: { ru: 'Цели и правовые основания', en: 'Purposes and legal grounds' },
  },
  methods: { of: '14(7)(3)', title: { ru: 'Способы обработки', en: 'Methods of processing' } },
  operator: {
    of: '14(7)(4)',
    title: { ru: 'Оператор и его место нахождения', en: 'The operator and its place' },
  },
  access: {
    of: '14(7)(4)',
    title: {
      ru: 'Кто имеет доступ к данным и кому они могут быть раскрыты',
      en: 'Who has access, and who may get the data',
    },
  },
  data: {
    of: '14(7)(5)',
    title: { ru: 'Какие данные и откуда они', en: 'Which data, and where they come from' },
  },
  terms: {
    of: '14(7)(6)',
    title: { ru: 'Сроки обработки и хранения', en: 'Terms of processing and keeping' },
  },
  rights: { of: '14(7)(7)', title: { ru: 'Как воспользоваться правами', en: 'How to use your rights' } },
  'cross-border': {
    of: '14(7)(8)',
    title: { ru: 'Трансграничная передача', en: 'Transfers to other countries' },
  },
  processors: {
    of: '14(7)(9)',
    title: { ru: 'Кто обрабатывает данные по нашему поручению', en: 'Who processes the data for us' },
  },
  measures: {
    of: '14(7)(9.1)',
    title: { ru: 'Как исполняются обязанности по статье 18.1', en: 'How the duties of art. 18.1 are met' },
  },
} as const satisfies { readonly [point: string]: { readonly of: string; readonly title: Both } };
export type Point = keyof typeof POINTS;
export const POINT_IDS = /* @__PURE__ */ Object.keys(POINTS) as readonly Point[];

/** A point as it is told: sentences, and lines of a list. */
export interface ToldPoint {
  readonly point: Point;
  readonly article: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly list: readonly string[];
}

type Told = { readonly text?: readonly string[]; readonly list?: readonly string[] };
type Teller = (language: Language, facts: PolicyFacts) => Told;

const GROUNDS: { readonly [G in Ground]: Both } = {
  consent: { ru: 'согласие', en: 'consent' },
  contract: { ru: 'договор', en: 'contract' },
  law: { ru: 'закон', en: 'law' },
  'legitimate-interest': { ru: 'законные интересы', en: 'legitimate interests' },
};

const both =
  (ru: Told, en: Told): Teller =>
  (language) =>
    language === 'ru' ? ru : en;

const processorLine = ({ name, postalAddress, country, recipient }: Processor, language: Language): string =>
  `${name[language]}, ${postalAddress[language]} (${country}) – ${RECIPIENTS[recipient].when[language]}`;

const TELLERS: { readonly [P in Point]: Teller } = {
  confirmation: both(
    { text: ['Да: мы обрабатываем персональные данные, которые перечислены в этом документе.'] },
    { text: ['Yes: we process the personal data that are listed in this document.'] },
  ),
  purposes: (language) => ({
    list: PURPOSE_IDS.map((id) => {
      const { name, explanation, ground, articles } = purposeOf(id);
      const cited = articles.map((one) => cite(one, language)).join('; ');
      return `${name[language]} – ${GROUNDS[ground][language]} (${cited}). ${explanation[language]}`;
    }),
  }),
  methods: both(
    {
      text: [
        'Данные обрабатываются с помощью программы: сбор, запись, хранение в зашифрованном виде, уточнение, использование, передача тем, кто назван ниже, блокирование, удаление и уничтожение. Решений, которые влияют на Ваши права, программа сама не принимает.',
      ],
    },
    {
      text: [
        'Data are processed by a program: collected, recorded, kept encrypted, corrected, used, handed to those named below, blocked, erased and destroyed. The program makes no decision of its own that affects your rights.',
      ],
    },
  ),
  operator: (language, { operator }) => ({
    text: [
      [
        operator.name[language],
        ...(operator.inn === undefined
          ? []
          : [language === 'ru' ? `ИНН ${operator.inn}` : `TIN ${operator.inn}`]),
        operator.postalAddress[language],
        operator.email,
      ].join(', '),
    ],
  }),
  access: (language) => ({
    text: [
      language === 'ru'
        ? 'Доступ имеют сотрудники оператора, которые ведут обращения; каждое открытие данных записывается с причиной. Кроме них данные могут получить:'
        : 'Staff of the operator who work cases have access; each opening of data is recorded with its reason. Beside them, data may be got by:',
    ],
    list: Object.values(RECIPIENTS).map(({ name, when }) => `${name[language]} – ${when[language]}`),
  }),
  data: (language) => ({
    text: [
      language === 'ru'
        ? 'Сами данные – в следующих разделах. Источник: Вы сами (формы сайтов, письма, обращения) и Ваш браузер (технические данные). От других лиц мы получаем только то, что они пишут в обращениях, указывая Ваш адрес. Виды данных:'
        : 'The data themselves are in the sections that follow. Their source: yourself (forms of the sites, letters, requests) and your browser (technical data). From others we get only what they write in requests that name your address. Kinds of data:',
    ],
    list: Object.values(DATA_KINDS).map((kind) => kind[language]),
  }),
  terms: (language, { retention }) => ({
    list: RETENTION_RULES.filter((rule) => RETENTION[rule].personal && rule !== 'staff').map(
      (rule) => `${RETENTION[rule].what[language]}: ${keptWords(rule, language, retention)}`,
    ),
  }),
  rights: (language, { operator, baseUrl }) => ({
    text: [
      language === 'ru'
        ? `Вы можете потребовать исправить, заблокировать или уничтожить данные, прекратить обработку, отозвать согласие, возразить против решения программы: на странице ${baseUrl}, письмом на ${operator.email} или на бумаге: ${operator.postalAddress.ru}. Действия оператора можно обжаловать в Роскомнадзор или в суд (статья 17 Закона № 152-ФЗ).`
        : `You may demand that data be corrected, blocked or destroyed, that processing stop, withdraw a consent, object to a decision of a program: at ${baseUrl}, by a letter to ${operator.email}, or on paper to ${operator.postalAddress.en}. What the operator does can be appealed against at Roskomnadzor or in court (152-FZ art. 17).`,
    ],
  }),
  'cross-border': (language, { processors = [] }) => {
    const abroad = processors.filter(({ country }) => country !== 'RU');
    if (abroad.length === 0)
      return {
        text: [
          language === 'ru'
            ? 'Не осуществляется: все, кто обрабатывает данные, находятся в России.'
            : 'None: all who process the data are in Russia.',
        ],
      };
    return {
      text: [
        language === 'ru'
          ? 'Осуществляется, с уведомлением Роскомнадзора по статье 12 Закона № 152-ФЗ. Данные обрабатывают за пределами России:'
          : 'Takes place, with the notice to Roskomnadzor under 152-FZ art. 12. Data are processed outside Russia by:',
      ],
      list: abroad.map((one) => `${one.name[language]} (${one.country})`),
    };
  },
  processors: (language, { processors = [], operator }) =>
    processors.length === 0
      ? {
          text: [
            language === 'ru'
              ? `Никто, кроме самого оператора. Вопросы: ${operator.email}.`
              : `Nobody but the operator. Questions: ${operator.email}.`,
          ],
        }
      : { list: processors.map((one) => processorLine(one, language)) },
  measures: (language, { operator, baseUrl }) => ({
    list:
      language === 'ru'
        ? [
            `назначен ответственный за обработку персональных данных; связь: ${operator.email}`,
            `политика обработки опубликована и доступна всем: ${baseUrl}/policy`,
            'данные хранятся зашифрованными, ключи – отдельно; каждое чтение сотрудником записывается с причиной',
            'сотрудники допущены к данным по ролям; решения об уничтожении принимают двое',
            'журнал действий нельзя изменить: он подписывается каждый день и проверяется независимо',
            'сроки хранения и ответов считает программа; о нарушении срока она сообщает ответственному',
            'об утечке сообщаем Роскомнадзору и тем, кого она касается',
          ]
        : [
            `somebody is responsible for the processing of personal data; contact: ${operator.email}`,
            `the policy is published for everyone: ${baseUrl}/policy`,
            'data are kept encrypted, keys apart; each reading by staff is recorded with its reason',
            'staff get at data by role; two decide on a destruction',
            'the journal of acts cannot be changed: it is signed every day and checked independently',
            'terms of keeping and of answers are counted by the program, which tells who is responsible of a term missed',
            'a breach is reported to Roskomnadzor and to those it concerns',
          ],
  }),
};

/** Every point of art. 14(7), told from the typed policy and the facts of a deployment: nothing is typed twice (P4, S6). */
export const disclosedPoints = (language: Language, facts: PolicyFacts): readonly ToldPoint[] =>
  POINT_IDS.map((point) => {
    const { text = [], list = [] } = TELLERS[point](language, facts);
    const { of, title } = POINTS[point];
    return { point, article: of, title: title[language], text, list };
  });
