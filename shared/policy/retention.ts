import type { Both } from './bilingual.ts';

/** What a term of retention is counted from. */
export type RetentionStart = 'closed' | 'written' | 'last-seen' | 'last-used' | 'unproven';

/** How long one kind of record is kept and on which ground (E1). */
export interface Retention {
  /** ISO duration; `null` has no end. */
  readonly term: string | null;
  readonly from: RetentionStart;
  readonly ground: string;
  /** Whether records under this rule say something about a person; then the policy names the rule (P4). */
  readonly personal: boolean;
  /** What is kept, for the policy. */
  readonly what: Both;
  /** Why it stays when an account is closed, in the words of people (R7); absent where nothing stays. */
  readonly why?: Both;
  /** Setting of the deployment (years or days) that replaces the number of `term`. */
  readonly setting?: 'claimFileYears' | 'technicalDays';
}

/**
 * How long records are kept and on which ground (E1). A kind of record names one of these; what is due is found by the
 * retention sweep, native expiry of `short` is a backstop. The policy's table of terms is made from this list (P4).
 */
export const RETENTION = {
  /** The account: data stay while it is open and go with it (R7). */
  profile: {
    term: 'P0D',
    from: 'closed',
    ground: '152-FZ 21(4): the contract has ended',
    personal: true,
    what: { ru: 'данные учётной записи', en: 'data of an account' },
  },
  /** A registration that nobody confirmed (R2). */
  unconfirmed: {
    term: 'P7D',
    from: 'written',
    ground: '152-FZ 5(7): no contract came about',
    personal: true,
    what: { ru: 'неподтверждённая регистрация', en: 'a registration that was not confirmed' },
  },
  /** Which account an address belongs to: a keyed hash. */
  address: {
    term: 'P0D',
    from: 'closed',
    ground: 'contract: one account per address',
    personal: true,
    what: {
      ru: 'код, по которому запись находят по адресу почты',
      en: 'the code that finds a record by its e-mail address',
    },
  },
  /** Signed-in sessions of people with their technical data (T1). */
  'person-session': {
    term: 'P90D',
    from: 'last-used',
    ground: '152-FZ 19: security of the account',
    personal: true,
    what: {
      ru: 'сеансы входа и технические данные: сетевой адрес, браузер, время',
      en: 'sessions and technical data: network address, browser, time',
    },
    setting: 'technicalDays',
  },
  /** Claims and requests with their letters: until claims arising from them are time-barred. */
  'case-file': {
    term: 'P3Y',
    from: 'closed',
    ground: 'Civil Code 196: general limitation of three years',
    personal: true,
    what: {
      ru: 'претензии и обращения вместе с перепиской',
      en: 'claims and requests with their letters',
    },
    why: {
      ru: 'на случай спора: общий срок исковой давности (ст. 196 ГК РФ)',
      en: 'in case of a dispute: general limitation of actions (art. 196 Civil Code)',
    },
    setting: 'claimFileYears',
  },
  /** Contact and text of a request that nobody has proven; its number, dates and hashes stay with the case (S3). */
  'unproven-request': {
    term: 'P90D',
    from: 'unproven',
    ground: '152-FZ 5(7): it is not known whose request it was',
    personal: true,
    what: {
      ru: 'контакты и текст обращения, которое никто не подтвердил',
      en: 'contact and text of a request that nobody has proven',
    },
    why: {
      ru: 'не известно, чьё это обращение; уничтожаются сами (ч. 7 ст. 5 152-ФЗ)',
      en: 'it is not known whose request it was; they go by themselves (152-FZ art. 5(7))',
    },
  },
  /** Act and log of a destruction, which name the person (order 179). */
  'destruction-proof': {
    term: 'P3Y',
    from: 'written',
    ground: '152-FZ 21(7), order 179 p. 8',
    personal: true,
    what: {
      ru: 'акт и выгрузка из журнала об уничтожении данных',
      en: 'act and log of a destruction of data',
    },
    why: {
      ru: 'закон велит подтвердить уничтожение (ч. 7 ст. 21 152-ФЗ, приказ № 179)',
      en: 'the law wants the destruction proven (152-FZ art. 21(7), order No. 179)',
    },
  },
  /** Events, chain heads, roots: ids, codes and hashes only; they prove who consented to what and when. */
  audit: {
    term: null,
    from: 'written',
    ground: '152-FZ 18.1, 21(7): proof that duties were met',
    personal: true,
    what: {
      ru: 'журнал согласий и действий: номера и коды без имён и адресов',
      en: 'the journal of consents and acts: numbers and codes without names and addresses',
    },
    why: {
      ru: 'доказывает, что обязанности по закону исполнены (ст. 18.1 152-ФЗ)',
      en: 'it proves that duties by law were met (152-FZ art. 18.1)',
    },
  },
  /** Legal holds: which records stay, on which article, until when (S8). */
  'legal-hold': {
    term: 'P0D',
    from: 'closed',
    ground: '152-FZ 21(4)-(5): federal law demands that data be kept',
    personal: true,
    what: {
      ru: 'запреты на уничтожение: что хранить, по какой статье, до какого дня',
      en: 'legal holds: what is to be kept, on which article, until when',
    },
  },
  /** Random ids of those whose data were destroyed, so that a restored copy can be erased again (S8). */
  'erased-list': {
    term: 'P35D',
    from: 'written',
    ground: '152-FZ 21(5), 19(2): what was destroyed does not come back with a copy',
    personal: true,
    what: {
      ru: 'номера уничтоженных записей',
      en: 'numbers of destroyed records',
    },
    why: {
      ru: 'чтобы уничтоженное не вернулось из резервной копии (ч. 2 ст. 19 152-ФЗ)',
      en: 'so that what was destroyed does not come back with a backup (152-FZ art. 19(2))',
    },
  },
  /** Links by which promotional letters are unsubscribed from (G15). */
  unsubscribe: {
    term: 'P3Y',
    from: 'written',
    ground: '152-FZ 9(2): a consent may be withdrawn at any time; 38-FZ 18: at once',
    personal: true,
    what: {
      ru: 'ключи ссылок для отписки от рекламных писем',
      en: 'keys of the links that end promotional letters',
    },
    why: {
      ru: 'отписаться можно в любой момент, и из старого письма (ч. 2 ст. 9 152-ФЗ)',
      en: 'one may unsubscribe at any time, from an old letter too (152-FZ art. 9(2))',
    },
  },
  /** Versions of the policy and of consent texts: public. */
  document: {
    term: null,
    from: 'written',
    ground: '152-FZ 18.1(2): the policy is public; 9(3): proof of what was agreed to',
    personal: false,
    what: { ru: 'редакции политики и согласий', en: 'versions of the policy and of consents' },
  },
  /** A task token is worthless once its wait has ended. */
  wait: {
    term: 'P0D',
    from: 'closed',
    ground: 'needed while the workflow waits',
    personal: false,
    what: { ru: 'ожидание шага процесса', en: 'a waiting step of a workflow' },
  },
  /** Directory of staff: names and addresses of those who work cases. */
  staff: {
    term: 'P3Y',
    from: 'last-seen',
    ground: 'Labour Code 86: proof of who acted, as long as case files',
    personal: true,
    what: {
      ru: 'имена и адреса сотрудников, ведущих дела',
      en: 'names and addresses of staff who work cases',
    },
  },
  session: {
    term: 'PT12H',
    from: 'written',
    ground: 'contract: needed while signed in',
    personal: false,
    what: { ru: 'сеанс сотрудника', en: 'a session of staff' },
  },
  challenge: {
    term: 'P1D',
    from: 'written',
    ground: 'needed to check a code',
    personal: true,
    what: { ru: 'одноразовые коды', en: 'one-time codes' },
    why: { ru: 'удаляются сами', en: 'they go by themselves' },
  },
  idempotency: {
    term: 'P2D',
    from: 'written',
    ground: 'needed to answer a repeated request alike (G3)',
    personal: false,
    what: { ru: 'отметка о принятой форме', en: 'the mark of a form that was taken' },
  },
  counter: {
    term: 'P2D',
    from: 'written',
    ground: '152-FZ 19: defence against mass submission',
    personal: true,
    what: {
      ru: 'счётчики обращений по обезличенным сетевым адресам',
      en: 'counters of submissions by disguised network addresses',
    },
    why: {
      ru: 'защита от массовых обращений (ст. 19 152-ФЗ); удаляются сами',
      en: 'defence against mass submission (152-FZ art. 19); they go by themselves',
    },
  },
} as const satisfies Record<string, Retention>;
export type RetentionRule = keyof typeof RETENTION;

/** Rules in the order of the policy's table. */
export const RETENTION_RULES = /* @__PURE__ */ Object.keys(RETENTION) as readonly RetentionRule[];

/** Terms that a deployment sets itself. */
export interface RetentionTerms {
  readonly claimFileYears: number;
  readonly technicalDays: number;
}

/** The term of a rule in a deployment: its settings replace the number of some. */
export function termOf(rule: RetentionRule, settings: RetentionTerms): string | null {
  const { term, setting }: Retention = RETENTION[rule];
  if (setting === 'claimFileYears') return `P${settings.claimFileYears}Y`;
  if (setting === 'technicalDays') return `P${settings.technicalDays}D`;
  return term;
}
