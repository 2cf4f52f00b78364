import { BREACH_EVENTS } from '../breaches/events.ts';
import { BREACH_STATUSES } from '../breaches/statuses.ts';
import { BREACH_TYPED } from '../breaches/typed.ts';
import { CLAIM_EVENTS } from '../claims/events.ts';
import { CLAIM_STATUSES } from '../claims/statuses.ts';
import { CLAIM_TYPED } from '../claims/typed.ts';
import { REQUEST_EVENTS } from '../requests/events.ts';
import { REQUEST_STATUSES } from '../requests/statuses.ts';
import { REQUEST_TYPED } from '../requests/typed.ts';
import { COMMON_EVENTS, type CommonEvent } from './events.ts';
import type { StatusFacts } from './type.ts';
import type { TypedFields } from './typed.ts';

/**
 * What can be named of each kind of case without the machine that moves it: its states, its events and what is typed. Schemas
 * and lists need no more, and doors that only read carry no acts, clocks and calendars. A new kind is an entry here and in
 * kinds.ts.
 */
const NAMES = {
  claim: { statuses: CLAIM_STATUSES, events: CLAIM_EVENTS, typed: CLAIM_TYPED },
  request: { statuses: REQUEST_STATUSES, events: REQUEST_EVENTS, typed: REQUEST_TYPED },
  breach: { statuses: BREACH_STATUSES, events: BREACH_EVENTS, typed: BREACH_TYPED },
} as const satisfies {
  readonly [kind: string]: {
    readonly statuses: { readonly [status: string]: StatusFacts };
    readonly events: readonly string[];
    readonly typed: TypedFields;
  };
};

export type CaseKind = keyof typeof NAMES;
export const CASE_KINDS = /* @__PURE__ */ Object.keys(NAMES) as [CaseKind, ...CaseKind[]];

/** What is typed into cases of each kind. */
export const typedOf = (kind: CaseKind): TypedFields => NAMES[kind].typed;

/** States of one kind. */
export type StatusOf<K extends CaseKind> = keyof (typeof NAMES)[K]['statuses'] & string;
/** Events that only cases of one kind have. */
export type OwnEvent<K extends CaseKind> = (typeof NAMES)[K]['events'][number];
export type CaseStatus = { [K in CaseKind]: StatusOf<K> }[CaseKind];

/** States of all kinds, each once; which moves are lawful is said by each kind. */
export const CASE_STATUSES = /* @__PURE__ */ eachOnce(() =>
  Object.values(NAMES).flatMap(({ statuses }) => Object.keys(statuses)),
) as [CaseStatus, ...CaseStatus[]];

/** Types of ledger events about a case, of all kinds. */
export type CaseEventType = CommonEvent | (typeof NAMES)[CaseKind]['events'][number];
export const CASE_EVENTS = /* @__PURE__ */ eachOnce(() => [
  ...COMMON_EVENTS,
  ...Object.values(NAMES).flatMap(({ events }) => events),
]) as [CaseEventType, ...CaseEventType[]];

/** Made when it is wanted: a door that keeps no cases carries no kind of them. */
function eachOnce(all: () => readonly string[]): readonly string[] {
  return [...new Set(all())];
}
