import type { FieldName, OwnAct } from '../../../api/acts.ts';
import type { CaseKind, OwnEvent, StatusOf } from '../../../domain/cases/names.ts';
import type { StatusFacts } from '../../../domain/cases/type.ts';
import { factsOf } from '../../../domain/cases/type.ts';
import type { Language } from '../../../language.ts';
import { KIND_NAMES } from '../../../words/case-names.ts';
import { ACT_WORDS } from '../texts/acts.ts';
import { CASE_WORDS } from '../texts/case-words.ts';
import { CLAIM_PAGE } from './claim.ts';
import type { PageKind, PageKinds } from './page-kind.ts';

/** The kinds of case as pages show them. */
export const PAGE_KINDS = { claim: { ...CLAIM_PAGE, names: KIND_NAMES.claim } } as const satisfies {
  readonly [K in CaseKind]: PageKind<StatusOf<K>, OwnEvent<K>, OwnAct<K>, FieldName<K>>;
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

type Words = { readonly [code: string]: string };
const word = (code: string, ...tables: readonly Words[]): string =>
  tables.find((table) => Object.hasOwn(table, code))?.[code] ?? code;

/** Words of a kind beside those that all kinds have, and – where it has none of its own – those. */
export interface Terms {
  readonly kind: string;
  state(status: string): string;
  event(type: string): string;
  act(act: string): string;
  button(act: string): string;
  about(act: string): string;
  /** A code of a decision; undefined where it is none of this kind's. */
  reason(code: string): string | undefined;
}

/** The words of a kind of case in a language. */
export function termsOf(kind: string, language: Language, from: WithKinds): Terms {
  const found = pageKind(kind, from);
  const [names, words] = [found.names[language], found.words[language]];
  const all = ACT_WORDS[language];
  return {
    kind: words.kind,
    state: (status) => word(status, names.states),
    event: (type) => word(type, words.events, CASE_WORDS[language].event),
    act: (act) => word(act, names.acts, all.act),
    button: (act) => word(act, words.buttons, all.button),
    about: (act) => word(act, words.about, all.about),
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
