import type { Regime } from '../../law/regimes.ts';
import type { RuleId } from '../../law/rules.ts';
import { type PartKind, partFacts } from './parts.ts';

/**
 * What starts a clock of a request (S2). The answer's clock starts with the receipt, whoever asks and whether or not it is
 * known who does; the others on the day of their own event.
 */
export type StartedBy = 'receipt' | 'proven' | 'evidence-received' | 'found-unlawful' | 'blocked-instead';

/** A clock of a part: what starts it, what meets it, what ends it otherwise, and the rule of its one extension. */
export interface RequestClock {
  readonly part: PartKind;
  readonly regime: Regime;
  readonly rule: RuleId;
  readonly from: StartedBy;
  readonly metBy: readonly string[];
  readonly stoppedBy: readonly string[];
  readonly extended?: RuleId;
}

/**
 * Acts by which a part is answered in writing: the sending counts (K4). What is not destroyed because it has to be kept is
 * answered so, and that meets the clock of the destruction: *nothing to destroy: kept on article …, person told* (S2).
 */
const ANSWER = ['answered', 'refused'] as const;
/** A part that is withdrawn, or a case that is joined to another, owes nothing more. */
const ENDS = ['part-withdrawn', 'joined', 'settled'] as const;

const ru = (part: PartKind, rule: RuleId, metBy: readonly string[], rest: Partial<RequestClock> = {}) => ({
  part,
  regime: 'ru' as const,
  rule,
  from: 'receipt' as const,
  metBy,
  stoppedBy: ENDS,
  ...rest,
});
const gdpr = (part: PartKind, rule: RuleId, extended: RuleId, metBy: readonly string[] = ANSWER) => ({
  part,
  regime: 'gdpr' as const,
  rule,
  from: 'receipt' as const,
  metBy,
  stoppedBy: ENDS,
  extended,
});

/** Who asks what is held is answered by getting it (S6). */
const DISCLOSED = [...ANSWER, 'disclosed'] as const;

const answer = (part: PartKind, metBy: readonly string[] = ANSWER) =>
  ru(part, 'ru-access-answer', metBy, { extended: 'ru-access-answer-extended' });
/** What is not destroyed in its term is blocked, and destroyed within six months (21(6)): that clock takes the other's place. */
const destroy = (part: PartKind, rule: RuleId, rest: Partial<RequestClock> = {}) =>
  ru(part, rule, ['destroyed', ...ANSWER], { stoppedBy: [...ENDS, 'blocked-instead'], ...rest });
const later = (part: PartKind) =>
  ru(part, 'ru-cannot-destroy-six-months', ['destroyed'], {
    from: 'blocked-instead',
    // What was found to be used unlawfully is destroyed, whoever asks for it no more.
    ...(partFacts(part).blocks === 'unlawful-use' ? { stoppedBy: [] } : {}),
  });

/**
 * The clocks of a request by their ids, `<part>.<duty>` (S1). Two parts may have the same rule: each has its own clock, met
 * by what is done about that part.
 */
export const REQUEST_CLOCKS = {
  'access.answer': answer('access', DISCLOSED),
  'correction.answer': answer('correction'),
  'correction.correct': ru('correction', 'ru-correct', ['corrected'], {
    from: 'evidence-received',
    stoppedBy: [...ENDS, 'refused'],
  }),
  'erasure.destroy': destroy('erasure', 'ru-withdrawal-destroy'),
  'erasure.stop': ru('erasure', 'ru-stop-demand', ['stopped', 'destroyed', ...ANSWER], {
    extended: 'ru-stop-demand-extended',
  }),
  'erasure.later': later('erasure'),
  'erasure-unlawful.answer': answer('erasure-unlawful'),
  'erasure-unlawful.destroy': destroy('erasure-unlawful', 'ru-destroy-proven-unlawful-or-unneeded', {
    from: 'evidence-received',
  }),
  'erasure-unlawful.later': later('erasure-unlawful'),
  'withdraw-consent.destroy': destroy('withdraw-consent', 'ru-withdrawal-destroy'),
  'withdraw-consent.later': later('withdraw-consent'),
  'stop.stop': ru('stop', 'ru-stop-demand', ['stopped', 'refused'], {
    extended: 'ru-stop-demand-extended',
  }),
  'objection-promotions.stop': ru('objection-promotions', 'ru-marketing-stop', ['stopped'], {
    from: 'proven',
    // Of who is not known here nothing can be stopped.
    stoppedBy: [...ENDS, 'refused'],
  }),
  'objection-automated.answer': ru('objection-automated', 'ru-automated-decision-objection', ANSWER),
  'complaint.answer': answer('complaint'),
  // Answered or not, it is stopped in three working days, and made lawful or destroyed in ten, side by side.
  'complaint.stop': ru('complaint', 'ru-unlawful-stop', ['stopped', 'destroyed'], {
    from: 'found-unlawful',
    stoppedBy: [],
  }),
  'complaint.destroy': ru('complaint', 'ru-unlawful-destroy', ['destroyed', 'made-lawful'], {
    from: 'found-unlawful',
    stoppedBy: ['blocked-instead'],
  }),
  'complaint.later': later('complaint'),
  'unpublish.stop': ru('unpublish', 'ru-distribution-stop', ['unpublished', 'refused']),
  'information.answer': ru('information', 'ru-authority-request', ANSWER, {
    extended: 'ru-authority-request-extended',
  }),
  'access.gdpr': gdpr('access', 'gdpr-answer', 'gdpr-answer-extended', DISCLOSED),
  'correction.gdpr': gdpr('correction', 'gdpr-rectify', 'gdpr-rectify-extended'),
  'erasure.gdpr': gdpr('erasure', 'gdpr-erase', 'gdpr-erase-extended'),
  'erasure-unlawful.gdpr': gdpr('erasure-unlawful', 'gdpr-erase', 'gdpr-erase-extended'),
  'withdraw-consent.gdpr': gdpr('withdraw-consent', 'gdpr-answer', 'gdpr-answer-extended'),
  'stop.gdpr': gdpr('stop', 'gdpr-restrict', 'gdpr-restrict-extended'),
  'objection-promotions.gdpr': gdpr('objection-promotions', 'gdpr-answer', 'gdpr-answer-extended'),
  'objection-automated.gdpr': gdpr('objection-automated', 'gdpr-answer', 'gdpr-answer-extended'),
  // What was found to be used unlawfully is erased, or made lawful, under either regime (17(1)(d)).
  'complaint.gdpr-erase': {
    ...gdpr('complaint', 'gdpr-erase', 'gdpr-erase-extended'),
    from: 'found-unlawful',
    metBy: ['destroyed', 'made-lawful'],
    stoppedBy: [],
  },
  'complaint.gdpr': gdpr('complaint', 'gdpr-restrict', 'gdpr-restrict-extended'),
  'unpublish.gdpr': gdpr('unpublish', 'gdpr-answer', 'gdpr-answer-extended'),
} as const satisfies { readonly [id: string]: RequestClock };

export type RequestClockId = keyof typeof REQUEST_CLOCKS;

/** Ids of the clocks that start with an event, for a part, under the regimes of a case. */
export const clocksStartedBy = (
  from: StartedBy,
  part: PartKind,
  regimes: readonly Regime[],
): readonly RequestClockId[] =>
  (Object.entries(REQUEST_CLOCKS) as [RequestClockId, RequestClock][])
    .filter(([, clock]) => clock.part === part && clock.from === from && regimes.includes(clock.regime))
    .map(([id]) => id);
