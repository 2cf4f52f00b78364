import type { Regime } from '../../law/regimes.ts';
import type { RuleId } from '../../law/rules.ts';

/** What a breach obliges to (B1–B5): each duty has its own end, and the case does not close while one is open. */
export interface DutyFacts {
  /** The regime that asks for it; absent where the company's own policy does. */
  readonly regime?: Regime;
  /** The term in which it is to be done; absent where none is stated. */
  readonly rule?: RuleId;
  /** From which instant the term runs: the detection by whomever, or our own knowing (S10). */
  readonly from?: 'detectedAt' | 'awareAt';
  /** A notice that somebody must get, and whose filing is recorded; else people are told. */
  readonly notice: boolean;
  /** The notice that must have been filed before: the second one quotes its number. */
  readonly after?: Duty;
  /** Fields of the notice without which it is not filed. */
  readonly needs?: readonly NoticeField[];
  /** Fields believed to be asked for besides: they may stay empty. */
  readonly asks?: readonly NoticeField[];
}

/**
 * Fields of a notice to an authority. Those of article 21(3.1) are `needs` of the duties below; the others are believed to be
 * asked for by order 187, whose text was not read: they may stay empty.
 */
export const NOTICE_FIELDS = [
  'incident', // what happened
  'causes', // presumed causes; in the second notice: what was found
  'harm', // presumed harm to the people
  'measures', // what was done about it
  'contact', // who is authorised to deal with the authority
  'result', // result of the inquiry
  'persons', // whose actions caused it, if any
  'data', // categories of data, and whether they are current
  'records', // number of records
  'people', // number of people
  'known', // how it became known
  'consequences', // likely consequences (GDPR 33(3))
  'detected', // when it was detected
  'first', // number and time of the first notice
  'document', // document of the inquiry
  'delay', // why it comes late (GDPR 33(1))
  'operator', // who notifies: name, taxpayer and register number, addresses, telephone
  'inn',
  'ogrn',
  'address', // of the state register
  'post', // for letters
  'mail',
  'tel',
  'responsible', // for the processing of personal data (art. 22.1), with the post
] as const;
export type NoticeField = (typeof NOTICE_FIELDS)[number];

/** Who notifies, as all notices are believed to give it. */
const SENDER = ['operator', 'inn', 'ogrn', 'address', 'post', 'mail', 'tel', 'responsible'] as const;

const DUTY_TABLE = {
  /** 21(3.1)(1): 24 hours from the detection. */
  'first-notice': {
    regime: 'ru',
    rule: 'ru-breach-first',
    from: 'detectedAt',
    notice: true,
    needs: ['incident', 'causes', 'harm', 'measures', 'contact'],
    asks: ['detected', 'known', 'data', 'records', 'people', ...SENDER],
  },
  /** 21(3.1)(2): 72 hours from the same detection. */
  'final-notice': {
    regime: 'ru',
    rule: 'ru-breach-final',
    from: 'detectedAt',
    notice: true,
    after: 'first-notice',
    needs: ['result', 'persons'],
    asks: ['first', 'causes', 'harm', 'measures', 'document', 'contact', ...SENDER],
  },
  /** GDPR 33: 72 hours from our own knowing. */
  'gdpr-notice': {
    regime: 'gdpr',
    rule: 'gdpr-breach-authority',
    from: 'awareAt',
    notice: true,
    needs: ['incident', 'contact', 'consequences', 'measures'],
    asks: ['detected', 'data', 'records', 'people', 'delay', 'operator', 'address', 'mail', 'tel'],
  },
  /** The company's own rule: everybody affected is told [3.5]. */
  people: { rule: 'breach-tell-people', from: 'detectedAt', notice: false },
  /** GDPR 34: without undue delay, no number stated. */
  'gdpr-people': { regime: 'gdpr', notice: false },
  /** 19(12): the state system of incidents; ask counsel. */
  'incident-system': {
    regime: 'ru',
    notice: true,
    asks: ['incident', 'detected', 'measures', 'operator', 'inn', 'contact'],
  },
} as const satisfies { readonly [duty: string]: Omit<DutyFacts, 'after'> & { readonly after?: string } };

export type Duty = keyof typeof DUTY_TABLE;
export const DUTIES = /* @__PURE__ */ Object.keys(DUTY_TABLE) as [Duty, ...Duty[]];

/** What there is to know of a duty. */
export const dutyFacts = (duty: Duty): DutyFacts => DUTY_TABLE[duty];

/** Duties under the regimes of a breach. */
export const dutiesUnder = (regimes: readonly Regime[]): readonly Duty[] =>
  DUTIES.filter((duty) => {
    const { regime } = dutyFacts(duty);
    return regime === undefined || regimes.includes(regime);
  });

/** Notices: duties that are met by filing something. */
export const NOTICES = /* @__PURE__ */ DUTIES.filter((duty) => DUTY_TABLE[duty].notice) as [Duty, ...Duty[]];

/** All fields of a notice, first those without which it is not filed. */
export const fieldsOfNotice = (duty: Duty): readonly NoticeField[] => {
  const { needs = [], asks = [] } = dutyFacts(duty);
  return [...needs, ...asks];
};

/** Fields that a notice lacks. */
export const missingIn = (
  duty: Duty,
  fields: { readonly [F in NoticeField]?: string | undefined },
): readonly NoticeField[] =>
  (dutyFacts(duty).needs ?? []).filter((field) => (fields[field] ?? '').trim() === '');
