import type { CaseType } from '../../../domain/cases/type.ts';
import type { Language } from '../../../language.ts';

type InBoth<Words> = { readonly [language in Language]: Words };

/** What the states of a kind, and the acts that only it has, are called: on pages, and where an act is refused. */
export interface KindNames<Status extends string = string, Act extends string = string> {
  readonly states: { readonly [S in Status]: string };
  readonly acts: { readonly [A in Act]: string };
}

/** Further words of a kind. */
export interface KindWords<Event extends string = string> {
  /** What it is. */
  readonly kind: string;
  readonly events: { readonly [E in Event]: string };
  /** Codes by which its decisions are recorded, as the file of the case tells them. */
  readonly reasons: { readonly [code: string]: string };
  /** What its clocks are called to its requester, where not by their rules. */
  readonly clocks: { readonly [clock: string]: string };
  /** How its receipt is dated. */
  readonly received: string;
  /** Said once it was sent by the form; with letters that wait, what that means. */
  readonly taken?: { readonly title: string; readonly held: string };
  /** Where its requester may withdraw it. */
  readonly withdraw?: {
    readonly title: string;
    readonly lead: string;
    readonly post: string;
    readonly confirm: string;
  };
}

/** How pages show a kind of case. */
export interface PageKind<
  Status extends string = string,
  Event extends string = string,
  Act extends string = string,
> {
  readonly type: Pick<CaseType, 'statuses' | 'typed' | 'letters'>;
  readonly names: InBoth<KindNames<Status, Act>>;
  readonly words: InBoth<KindWords<Event>>;
}

/** Kinds of case by their names. */
export interface PageKinds {
  readonly [kind: string]: PageKind;
}
