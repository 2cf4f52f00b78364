import { CASES, type CaseTypes, type KnownCase } from '../../domain/cases/kinds.ts';
import type { CaseKind } from '../../domain/cases/names.ts';
import { ACTS, type ActTable } from '../acts.ts';
import { BREACH_VIEW } from './breach.ts';
import { CLAIM_VIEW } from './claim.ts';
import type { KindView } from './kind-view.ts';
import { REQUEST_VIEW } from './request.ts';

/** How cases of the product's kinds are told of. */
const VIEWS = { claim: CLAIM_VIEW, request: REQUEST_VIEW, breach: BREACH_VIEW } as const satisfies {
  readonly [K in CaseKind]: KindView<KnownCase<K>>;
};

/** Kinds of case with all that doors need of them: the product's, or – as an argument – others in their place. */
export interface Kinds {
  readonly types: CaseTypes;
  readonly acts: ActTable;
  readonly views: { readonly [kind: string]: KindView };
}
export const KINDS: Kinds = { types: CASES, acts: ACTS, views: VIEWS };

/** The view of a kind. Throws for one that is not in the table: no schema lets such a case in. */
export function viewOf(kind: string, { views }: Kinds): KindView {
  const view = Object.hasOwn(views, kind) ? views[kind] : undefined;
  if (view === undefined) throw new TypeError(`nothing is told of a ${kind}`);
  return view;
}
