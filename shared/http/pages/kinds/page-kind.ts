import type { CaseView, LetterView } from '../../../api/case-view.ts';
import type { CaseType } from '../../../domain/cases/type.ts';
import type { Language } from '../../../language.ts';
import type { DrawnField } from '../drawn-field.ts';

type InBoth<Words> = { readonly [language in Language]: Words };

/** What the states of a kind, and the acts that only it has, are called: on pages, and where an act is refused. */
export interface KindNames<Status extends string = string, Act extends string = string> {
  readonly states: { readonly [S in Status]: string };
  readonly acts: { readonly [A in Act]: string };
}

/** Further words of a kind. */
export interface KindWords<Event extends string = string, Act extends string = string> {
  /** What it is. */
  readonly kind: string;
  readonly events: { readonly [E in Event]: string };
  readonly buttons: { readonly [A in Act]: string };
  readonly about: { readonly [A in Act]: string };
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

/** What the form of an act stands on. */
export interface AboutAct {
  readonly act: string;
  readonly view: Pick<CaseView, 'kind' | 'assignee' | 'consumer'>;
  readonly context: {
    readonly language: Language;
    readonly at: number;
    readonly directory: readonly { readonly sub: string; readonly role: string; readonly name: string }[];
  };
}

/** The written answer of a kind: its act `answer` gives it, after a look at the letter that carries it. */
export interface AnswerOfKind {
  /** What was decided, beside the letter that tells it. */
  decision(answer: object, language: Language): readonly (readonly [term: string, value: string])[];
  /** What staff are told to do with an answer that must be printed and posted. */
  asks(
    view: CaseView,
    letter: LetterView,
    at: number,
    language: Language,
  ): { title: string; lead: string } | undefined;
}

/** What the pages of a kind of case show beside what all cases show. */
export interface PageKind<
  Status extends string = string,
  Event extends string = string,
  Act extends string = string,
  Field extends string = string,
> {
  readonly type: Pick<CaseType, 'statuses' | 'typed' | 'letters'>;
  readonly names: InBoth<KindNames<Status, Act>>;
  readonly words: InBoth<KindWords<Event, Act>>;
  /** Its own acts that have no other place on the page, in the order of use, after those that all cases have. */
  readonly order: readonly string[];
  /** Acts that cannot be taken back. */
  readonly grave: readonly string[];
  /** How the fields of its own acts are asked for: `field`, or `act.field` where an act asks in its own way. */
  readonly fields: { readonly [F in Field]: (about: AboutAct) => DrawnField };
  /** Values that a form of one of its acts sends without asking. */
  fixed?(about: Pick<AboutAct, 'act' | 'view'>): Readonly<Record<string, string>>;
  /** The heading of an act, where the state of the case makes it another. */
  title?(act: string, view: Pick<CaseView, 'consumer'>, language: Language): string | undefined;
  /** Marks beside its state, and notes on top of its page. */
  marks?(view: CaseView, language: Language): readonly string[];
  notes?(view: CaseView, language: Language): readonly string[];
  /** Facts beside those that all cases have. */
  facts?(view: CaseView, language: Language): readonly (readonly [term: string, value: string])[];
  readonly answer?: AnswerOfKind;
}

/** Kinds of case by their names. */
export interface PageKinds {
  readonly [kind: string]: PageKind;
}
