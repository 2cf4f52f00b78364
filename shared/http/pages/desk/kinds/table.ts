import type { ActTable, FieldName, OwnAct } from '../../../../api/acts.ts';
import type { CaseKind } from '../../../../domain/cases/names.ts';
import type { Language } from '../../../../language.ts';
import { pageKind, type WithKinds, word } from '../../kinds/table.ts';
import { ACT_WORDS } from '../../texts/acts.ts';
import { BREACH_DESK } from './breach.ts';
import { CLAIM_DESK } from './claim.ts';
import type { DeskKind, DeskKinds } from './desk-kind.ts';
import { REQUEST_DESK } from './request.ts';

/** The kinds of case as the desk shows them. */
const DESK_KINDS = { claim: CLAIM_DESK, request: REQUEST_DESK, breach: BREACH_DESK } as const satisfies {
  readonly [K in CaseKind]: DeskKind<OwnAct<K>, FieldName<K>>;
};

/** Where the kinds of the desk and their acts stand, if they are not the product's: in the context of its pages. */
export interface WithDesk extends WithKinds {
  readonly deskKinds?: DeskKinds;
  readonly acts?: ActTable;
}

/** How the desk shows a kind. Throws for one that is not in the table: no schema lets such a case in. */
export function deskKind(kind: string, { deskKinds = DESK_KINDS }: WithDesk): DeskKind {
  const found = Object.hasOwn(deskKinds, kind) ? deskKinds[kind] : undefined;
  if (found === undefined) throw new TypeError(`the desk shows no ${kind}`);
  return found;
}

/** Words of an act: what it is called, its button, and what it does. */
export function actTerms(
  kind: string,
  act: string,
  language: Language,
  from: WithDesk,
): { readonly name: string; readonly button: string; readonly about: string } {
  const all = ACT_WORDS[language];
  const { names } = pageKind(kind, from);
  const own = deskKind(kind, from).acts[language];
  return {
    name: word(act, names[language].acts, all.act),
    button: word(act, own.buttons, all.button),
    about: word(act, own.about, all.about),
  };
}
