import type { RuleId } from '../law/rules.ts';
import type { Both } from './bilingual.ts';
import type { Citation } from './citations.ts';
import type { DataKind } from './data-kinds.ts';
import type { RecipientId } from './recipients.ts';
import type { RetentionRule } from './retention.ts';

/** Legal grounds of processing (152-FZ art. 6(1)). */
export type Ground = 'consent' | 'contract' | 'law' | 'legitimate-interest';

/** One purpose for which data are used (C1, P4). */
export interface Purpose {
  readonly ground: Ground;
  /** Where the law says so; the ground's own article first. */
  readonly articles: readonly Citation[];
  readonly name: Both;
  /** One sentence: what is done, and what is not. */
  readonly explanation: Both;
  readonly data: readonly DataKind[];
  /** ISO duration for which a consent holds; `null`: until it is withdrawn, or as long as the ground lasts. */
  readonly validity: string | null;
  /** Rule by which data of this purpose are kept. */
  readonly kept: RetentionRule;
  /** What happens when the person withdraws or objects, for people … */
  readonly onWithdrawal: Both;
  /** … and the clocks that begin then (C5). */
  readonly clocks: readonly RuleId[];
  readonly recipients: readonly RecipientId[];
}

const FZ_152 = '152-FZ';

/** Every purpose of the program. A new one needs its texts here and, with the ground *consent*, a document of its own (C1). */
export const PURPOSES = {
  account: {
    ground: 'contract',
    articles: [{ law: FZ_152, article: '6(1)(5)' }],
    name: { ru: 'Учётная запись', en: 'Account' },
    explanation: {
      ru: 'Открываем учётную запись по вашему выбору, узнаём вас при входе и показываем всё, что храним о вас.',
      en: 'We open an account if you choose to have one, recognise you when you sign in and show you all that we hold about you.',
    },
    data: ['email', 'name', 'language', 'phone', 'organisation'],
    validity: null,
    kept: 'profile',
    onWithdrawal: {
      ru: 'Закройте учётную запись: данные, которые не нужны по закону, будут уничтожены.',
      en: 'Close the account: what the law does not ask us to keep is destroyed.',
    },
    clocks: ['ru-purpose-reached-destroy'],
    recipients: ['hosting', 'mail'],
  },
  'service-letters': {
    ground: 'contract',
    articles: [{ law: FZ_152, article: '6(1)(5)' }],
    name: { ru: 'Служебные письма', en: 'Service letters' },
    explanation: {
      ru: 'Сообщаем о ходе ваших обращений в поддержку и об изменениях в работе сайтов; рекламы в этих письмах нет.',
      en: 'We tell you how your support tickets go on and what changes on our sites; these letters hold no advertising.',
    },
    data: ['email', 'name', 'language', 'tickets'],
    validity: null,
    kept: 'profile',
    onWithdrawal: {
      ru: 'Частоту писем выбираете вы; полностью они прекращаются с закрытием учётной записи.',
      en: 'You choose how often they come; they stop altogether when the account is closed.',
    },
    clocks: ['ru-purpose-reached-destroy'],
    recipients: ['hosting', 'mail'],
  },
  claims: {
    ground: 'law',
    articles: [
      { law: FZ_152, article: '6(1)(2)' },
      { law: FZ_152, article: '6(1)(5)' },
    ],
    name: { ru: 'Претензии', en: 'Claims' },
    explanation: {
      ru: 'Принимаем досудебные претензии, отвечаем на них письменно и храним доказательства ответа.',
      en: 'We take pre-court claims, answer them in writing and keep the proof of the answer.',
    },
    data: ['name', 'email', 'postal', 'messages', 'representation'],
    validity: null,
    kept: 'case-file',
    onWithdrawal: {
      ru: 'Претензию можно отозвать; дело хранится, пока из него может возникнуть спор.',
      en: 'A claim can be withdrawn; its file is kept as long as it may lead to a dispute.',
    },
    clocks: [],
    recipients: ['hosting', 'mail', 'authority'],
  },
  requests: {
    ground: 'law',
    articles: [{ law: FZ_152, article: '6(1)(2)' }],
    name: { ru: 'Обращения субъектов данных', en: 'Requests of data subjects' },
    explanation: {
      ru: 'Выполняем требования о доступе, исправлении, блокировании и уничтожении данных и доказываем, что выполнили их.',
      en: 'We fulfil requests for access, correction, blocking and destruction, and prove that we did.',
    },
    data: ['name', 'email', 'messages', 'representation'],
    validity: null,
    kept: 'case-file',
    onWithdrawal: {
      ru: 'Обращение можно отозвать; запись о нём остаётся, потому что её требует закон.',
      en: 'A request can be withdrawn; its record stays because the law asks for it.',
    },
    clocks: [],
    recipients: ['hosting', 'mail', 'authority'],
  },
  security: {
    ground: 'legitimate-interest',
    articles: [
      { law: FZ_152, article: '6(1)(7)' },
      { law: FZ_152, article: '19' },
    ],
    name: { ru: 'Безопасность', en: 'Security' },
    explanation: {
      ru: 'Защищаем учётные записи и формы от взлома и массовой рассылки; для рекламы и статистики эти данные не используем.',
      en: 'We protect accounts and forms against break-in and mass submission; these data serve neither advertising nor statistics.',
    },
    data: ['technical'],
    validity: null,
    kept: 'person-session',
    onWithdrawal: {
      ru: 'Без этих данных нельзя защитить учётную запись; они стираются по истечении своего срока.',
      en: 'An account cannot be protected without them; they are erased when their term is over.',
    },
    clocks: [],
    recipients: ['hosting'],
  },
  promotions: {
    ground: 'consent',
    articles: [
      { law: FZ_152, article: '6(1)(1)' },
      { law: FZ_152, article: '15' },
      { law: '38-FZ', article: '18' },
    ],
    name: { ru: 'Рекламные письма', en: 'Promotional letters' },
    explanation: {
      ru: 'Присылаем новости о продуктах и предложения — только тем, кто на это согласился.',
      en: 'We send news about products, and offers – only to those who agreed to it.',
    },
    data: ['email', 'name', 'language'],
    validity: 'P3Y',
    kept: 'profile',
    onWithdrawal: {
      ru: 'Письма прекращаются сразу; на учётную запись и обращения это не влияет.',
      en: 'The letters stop at once; your account and your requests are not affected.',
    },
    clocks: ['ru-marketing-stop', 'ru-withdrawal-destroy'],
    recipients: ['hosting', 'mail'],
  },
  distribution: {
    ground: 'consent',
    articles: [
      { law: FZ_152, article: '6(1)(1)' },
      { law: FZ_152, article: '10.1' },
    ],
    name: { ru: 'Общедоступные сведения', en: 'Public data' },
    explanation: {
      ru: 'Показываем всем посетителям те поля профиля, которые вы сами выбрали, с вашими условиями и запретами.',
      en: 'We show every visitor those fields of your profile that you chose, with your conditions and bans.',
    },
    data: ['name', 'organisation', 'phone'],
    validity: 'P3Y',
    kept: 'profile',
    onWithdrawal: {
      ru: 'Поле исчезает с общедоступной страницы сразу; в журнале остаётся, с какого и по какой день оно было видно.',
      en: 'The field leaves the public page at once; the journal keeps from when to when it could be seen.',
    },
    clocks: ['ru-distribution-stop', 'ru-withdrawal-destroy'],
    recipients: ['hosting', 'public'],
  },
  partners: {
    ground: 'consent',
    articles: [{ law: FZ_152, article: '6(1)(1)' }],
    name: { ru: 'Передача партнёрам', en: 'Transfer to partners' },
    explanation: {
      ru: 'Передаём ваши данные партнёрам компании, чтобы они могли связаться с вами о своих продуктах.',
      en: 'We hand your data to partners of the company so that they can contact you about their products.',
    },
    data: ['email', 'name', 'phone', 'organisation'],
    validity: 'P1Y',
    kept: 'profile',
    onWithdrawal: {
      ru: 'Передачи прекращаются сразу; партнёрам, которые уже получили данные, мы сообщим об отзыве.',
      en: 'Transfers stop at once; partners who have the data already are told of the withdrawal.',
    },
    clocks: ['ru-stop-demand', 'ru-withdrawal-destroy'],
    recipients: ['hosting', 'partners'],
  },
} as const satisfies Record<string, Purpose>;
export type PurposeId = keyof typeof PURPOSES;

/** Every purpose, in the order in which the policy names them. */
export const PURPOSE_IDS = /* @__PURE__ */ Object.keys(PURPOSES) as readonly PurposeId[];

/** Purposes that rest on a consent of their own. */
export type ConsentPurpose = {
  [P in PurposeId]: (typeof PURPOSES)[P]['ground'] extends 'consent' ? P : never;
}[PurposeId];

export const CONSENT_PURPOSES = [
  'promotions',
  'distribution',
  'partners',
] as const satisfies readonly ConsentPurpose[];

export const isPurpose = (text: string): text is PurposeId => Object.hasOwn(PURPOSES, text);
export const isConsentPurpose = (text: string): text is ConsentPurpose =>
  CONSENT_PURPOSES.some((purpose) => purpose === text);

/** A purpose with its types widened, for those who walk over all. */
export const purposeOf = (id: PurposeId): Purpose => PURPOSES[id];
