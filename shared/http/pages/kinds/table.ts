import type { OwnAct } from '../../../api/acts.ts';
import { BREACH_STATUSES } from '../../../domain/breaches/statuses.ts';
import { BREACH_TYPED } from '../../../domain/breaches/typed.ts';
import type { CaseKind, OwnEvent, StatusOf } from '../../../domain/cases/names.ts';
import type { StatusFacts } from '../../../domain/cases/type.ts';
import { factsOf } from '../../../domain/cases/type.ts';
import { CLAIM_LETTERS } from '../../../domain/claims/letters.ts';
import { CLAIM_STATUSES } from '../../../domain/claims/statuses.ts';
import { CLAIM_TYPED } from '../../../domain/claims/typed.ts';
import { REQUEST_ANSWERS } from '../../../domain/requests/letters.ts';
import { REQUEST_STATUSES } from '../../../domain/requests/statuses.ts';
import { REQUEST_TYPED } from '../../../domain/requests/typed.ts';
import type { Language } from '../../../language.ts';
import { KIND_NAMES } from '../../../words/case-names.ts';
import { CASE_WORDS } from '../texts/case-words.ts';
import { BREACH_CASE_WORDS } from './breach-words.ts';
import { CLAIM_CASE_WORDS } from './claim-words.ts';
import type { PageKind, PageKinds } from './page-kind.ts';
import { REQUEST_CASE_WORDS } from './request-words.ts';

/** The kinds of case as pages show them. */
export const PAGE_KINDS = {
  claim: {
    type: { statuses: CLAIM_STATUSES, typed: CLAIM_TYPED, letters: CLAIM_LETTERS },
    names: KIND_NAMES.claim,
    words: CLAIM_CASE_WORDS,
  },
  request: {
    type: { statuses: REQUEST_STATUSES, typed: REQUEST_TYPED, letters: REQUEST_ANSWERS },
    names: KIND_NAMES.request,
    words: REQUEST_CASE_WORDS,
  },
  breach: {
    type: { statuses: BREACH_STATUSES, typed: BREACH_TYPED, letters: {} },
    names: KIND_NAMES.breach,
    words: BREACH_CASE_WORDS,
  },
} as const satisfies {
  readonly [K in CaseKind]: PageKind<StatusOf<K>, OwnEvent<K>, OwnAct<K>>;
};

/** Where the kinds stand, if they are not the product's: in the context of a page. */
export interface WithKinds {
  readonly kinds?: PageKinds;
}

/** How pages show a kind. Throws for one that is not in the table: no schema lets such a case in. */
export function pageKind(kind: string, { kinds = PAGE_KINDS }: WithKinds): PageKind {
  const found = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (found === undefined) throw new TypeError(`no page shows a ${kind}`);
  return found;
}

/** Words by code. */
export type Words = { readonly [code: string]: string };
/** The word of a code: of the first table that has it, else the code itself. */
export const word = (code: string, ...tables: readonly Words[]): string =>
  tables.find((table) => Object.hasOwn(table, code))?.[code] ?? code;

/** Words of a kind beside those that all kinds have, and – where it has none of its own – those. */
export interface Terms {
  readonly kind: string;
  state(status: string): string;
  event(type: string): string;
  /** A code of a decision; undefined where it is none of this kind's. */
  reason(code: string): string | undefined;
}

/** The words of a kind of case in a language. */
export function termsOf(kind: string, language: Language, from: WithKinds): Terms {
  const found = pageKind(kind, from);
  const [names, words] = [found.names[language], found.words[language]];
  return {
    kind: words.kind,
    state: (status) => word(status, names.states),
    event: (type) => word(type, words.events, CASE_WORDS[language].event),
    reason: (code) => (Object.hasOwn(words.reasons, code) ? words.reasons[code] : undefined),
  };
}

/** What there is to know of the state of a case. */
export const stateFacts = (
  { kind, status }: { readonly kind: string; readonly status: string },
  from: WithKinds,
): StatusFacts => {
  const { statuses } = pageKind(kind, from).type;
  return factsOf({ kind, statuses }, status);
};
