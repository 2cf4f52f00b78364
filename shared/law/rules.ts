import { REGIME_ZONES, type Regime, type Zone } from './regimes.ts';

/**
 * The legal clocks that have a length: 152-FZ, order 179, the Consumer Protection Law, the company's policy and GDPR.
 * Not legal advice: rows of confidence G are general knowledge and must be confirmed by counsel. Names in words are in
 * rule-names.ts; duties without a length are listed in README.md.
 */

/** What starts a clock. */
export type StartEvent =
  | 'receipt' // the request, claim or demand is received
  | 'first-request'
  | 'evidence' // the supporting information is submitted
  | 'detection'
  | 'awareness'
  | 'purpose-reached'
  | 'blocking'
  | 'destruction'
  | 'consent'
  | 'notice' // the authority has the notice
  | 'change'
  | 'end-of-processing';

/**
 * How the length is counted. `working-days`: day 1 is the next working day after the start date, the last is the n-th
 * (rule W). `calendar-days`: start date + n (C). `months`: same day-number n months on, none -> last day (M, E).
 * `day-of-next-month`: that day of the month after the start's. `hours`: exact instant + n x 3600 s (H).
 * `instant`: at once.
 */
export type Counting =
  | 'working-days'
  | 'calendar-days'
  | 'months'
  | 'day-of-next-month'
  | 'hours'
  | 'instant';

/** One rule of counting. The id is its key in {@link RULES}; `<id>-extended` is the same clock after its one extension. */
export interface Rule {
  readonly law: '152-FZ' | 'order-179' | 'consumer-law' | 'company-policy' | 'GDPR';
  /** Articles, e.g. `14(3), 20(1)`; empty for the company's policy. */
  readonly article: string;
  readonly regime: Regime;
  readonly from: StartEvent;
  readonly counting: Counting;
  /** Days, months or hours; the day-number for `day-of-next-month`; 0 for `instant`. */
  readonly length: number;
  /** Whether a last day that is off moves to the next working day (Civil Code 193; Reg. 1182/71 art. 3(4)). */
  readonly moves: boolean;
  /** Which days off count; `none` for rules that never need to know. */
  readonly calendar: 'ru' | 'weekends' | 'none';
  /** Zone in which the start date is read (G11). */
  readonly zone: Zone;
  /** Staff are late after the unmoved date (a promise, or a term we read strictly) or after the last lawful one. */
  readonly overdueAfter: 'nominal' | 'due';
  /** Whose term it is: ours, or a wait for the authority or the person. */
  readonly whose: 'operator' | 'authority' | 'subject';
  /** O official text read, Q quoted by a source that was read, G general knowledge (ask counsel), P the company's own policy. */
  readonly confidence: 'O' | 'Q' | 'G' | 'P';
}

const RU = {
  law: '152-FZ',
  regime: 'ru',
  from: 'receipt',
  moves: false,
  calendar: 'ru',
  zone: REGIME_ZONES.ru,
  overdueAfter: 'due',
  whose: 'operator',
  confidence: 'Q',
} as const;
const GDPR = {
  ...RU,
  law: 'GDPR',
  regime: 'gdpr',
  moves: true,
  calendar: 'weekends',
  counting: 'months',
} as const;

type Rest = Partial<Rule>;
const working = (length: number, article: string, rest: Rest = {}): Rule => ({
  ...RU,
  counting: 'working-days',
  length,
  article,
  ...rest,
});
const calendarDays = (length: number, article: string, rest: Rest = {}): Rule => ({
  ...RU,
  counting: 'calendar-days',
  length,
  article,
  moves: true,
  ...rest,
});
const hours = (length: number, article: string, rest: Rest = {}): Rule => ({
  ...RU,
  counting: 'hours',
  length,
  article,
  calendar: 'none',
  from: 'detection',
  ...rest,
});
const atOnce = (article: string, rest: Rest = {}): Rule => ({
  ...RU,
  counting: 'instant',
  length: 0,
  article,
  calendar: 'none',
  ...rest,
});
const gdprMonths = (length: number, article: string, rest: Rest = {}): Rule => ({
  ...GDPR,
  length,
  article,
  ...rest,
});

const G = { confidence: 'G' } as const;
const fixed = { moves: false, calendar: 'none' } as const;

export const RULES = {
  // Requests of subjects and of the authority. An extension counts 10 + 5 through, from receipt.
  'ru-access-answer': working(10, '14(3), 20(1)'),
  'ru-access-answer-extended': working(15, '14(3), 20(1)'),
  'ru-access-refusal': working(10, '14(8), 20(2)'),
  'ru-access-refusal-extended': working(15, '14(8), 20(2)'),
  // The person's own waiting time, so nothing moves; a repeat on or before the day may be refused with reasons.
  'ru-access-repeat-earliest': calendarDays(30, '14(4)-(6)', {
    ...fixed,
    ...G,
    from: 'first-request',
    whose: 'subject',
  }),
  'ru-correct': working(7, '20(3), 21(2)', { from: 'evidence' }),
  'ru-destroy-proven-unlawful-or-unneeded': working(7, '20(3)', { from: 'evidence' }),
  'ru-block-disputed': atOnce('21(1)'),
  // Stop and destroy run in parallel from the same detection, not one after the other.
  'ru-unlawful-stop': working(3, '21(3)', { from: 'detection' }),
  'ru-unlawful-destroy': working(10, '21(3)', { from: 'detection' }),
  'ru-purpose-reached-destroy': calendarDays(30, '21(4)', { from: 'purpose-reached' }),
  'ru-withdrawal-destroy': calendarDays(30, '21(5)'),
  'ru-stop-demand': working(10, '21(5.1)'),
  'ru-stop-demand-extended': working(15, '21(5.1)', G),
  // The law does not name the start; we count from the blocking, which the main term requires.
  'ru-cannot-destroy-six-months': {
    ...RU,
    article: '21(6)',
    counting: 'months',
    length: 6,
    from: 'blocking',
    moves: true,
  },
  'ru-destruction-proof': atOnce('21(7)', { from: 'destruction' }),
  'ru-destruction-proof-retention': {
    ...RU,
    ...fixed,
    law: 'order-179',
    article: '8',
    counting: 'months',
    length: 36,
    from: 'destruction',
  },
  'ru-authority-request': working(10, '20(4)', G),
  'ru-authority-request-extended': working(15, '20(4)', G),
  'ru-marketing-stop': atOnce('15(2)'),
  'ru-automated-decision-objection': calendarDays(30, '16(4)', G),

  // Claims. The company promises the nominal day; the moved day is only the later reading of the law (K2).
  'ru-claim-30': calendarDays(30, '', { law: 'company-policy', confidence: 'P', overdueAfter: 'nominal' }),
  // Statutory, and the policy cannot lengthen it; read strictly until counsel says otherwise.
  'ru-consumer-money-10': calendarDays(10, '22', { ...G, law: 'consumer-law', overdueAfter: 'nominal' }),

  // Breach: both from the same detection, whoever detects; 72 h is not 24 + 72.
  'ru-breach-first': hours(24, '21(3.1)'),
  'ru-breach-final': hours(72, '21(3.1)'),
  // The company's own rule: the law states no term for telling the people.
  'breach-tell-people': hours(72, '', { law: 'company-policy', confidence: 'P' }),

  // Publication, transfers, register.
  'ru-distribution-publish-conditions': working(3, '10.1(10)', { ...G, from: 'consent' }),
  // The consent ends on receipt and we stop at once; three working days is the outer limit.
  'ru-distribution-stop': working(3, '10.1(12)-(14)', G),
  'ru-crossborder-authority-review': working(10, '12(9), (11)', {
    confidence: 'O',
    from: 'notice',
    whose: 'authority',
  }),
  'ru-crossborder-info-request': working(10, '12', G),
  'ru-crossborder-info-request-extended': working(15, '12', G),
  'ru-register-notice': calendarDays(30, '22(1), (4)', { from: 'notice', whose: 'authority' }),
  'ru-register-change-notice': {
    ...RU,
    ...G,
    article: '22(7)',
    counting: 'day-of-next-month',
    length: 15,
    from: 'change',
    moves: true,
  },
  'ru-register-end-notice': working(10, '22(7)', { ...G, from: 'end-of-processing' }),

  // GDPR. An extension is two months more, counted from receipt and not from a moved date.
  'gdpr-answer': gdprMonths(1, '12(3)'),
  'gdpr-answer-extended': gdprMonths(3, '12(3)'),
  'gdpr-refusal': gdprMonths(1, '12(4)'),
  'gdpr-rectify': gdprMonths(1, '12(3), 16', G),
  'gdpr-rectify-extended': gdprMonths(3, '12(3), 16', G),
  'gdpr-erase': gdprMonths(1, '12(3), 17', G),
  'gdpr-erase-extended': gdprMonths(3, '12(3), 17', G),
  'gdpr-restrict': gdprMonths(1, '12(3), 18', G),
  'gdpr-restrict-extended': gdprMonths(3, '12(3), 18', G),
  // Strict reading: exact hours from awareness, neither the next full hour nor two working days of Reg. 1182/71.
  'gdpr-breach-authority': hours(72, '33(1)', { ...G, law: 'GDPR', regime: 'gdpr', from: 'awareness' }),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** Whether the text is the id of a rule with a length. */
export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(RULES, id);
}

/** Ids of all rules. */
export const RULE_IDS: readonly RuleId[] = Object.keys(RULES).filter(isRuleId);

/** The rule of an id. */
export function ruleOf(id: RuleId): Rule {
  return RULES[id];
}

const LAWS = {
  '152-FZ': '152-FZ art.',
  'order-179': 'Order 179 of 28.10.2022 p.',
  'consumer-law': 'Consumer Protection Law art.',
  'company-policy': 'company policy',
  GDPR: 'GDPR art.',
} as const;

/** Where the rule is written, e.g. `152-FZ art. 14(3), 20(1)`; Russian wording in words.ts. */
export function articleOf(rule: Rule): string {
  return `${LAWS[rule.law]} ${rule.article}`.trimEnd();
}
