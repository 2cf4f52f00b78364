import type { CaseView, LetterView } from '../../../../api/case-view.ts';
import type { Language } from '../../../../language.ts';
import type { DrawnField } from '../../drawn-field.ts';

/** What the form of an act stands on. */
export interface AboutAct {
  readonly act: string;
  readonly view: Pick<
    CaseView,
    'kind' | 'assignee' | 'consumer' | 'parts' | 'asks' | 'duties' | 'detectedAt' | 'awareAt'
  >;
  readonly context: {
    readonly language: Language;
    readonly at: number;
    readonly directory: readonly { readonly sub: string; readonly role: string; readonly name: string }[];
    /** Who acts. */
    readonly staff: { readonly sub: string };
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

/** Words of the acts that only a kind has: their buttons, and what they do. */
export interface ActTexts<Act extends string = string> {
  readonly buttons: { readonly [A in Act]: string };
  readonly about: { readonly [A in Act]: string };
}

/** What the desk shows of a kind of case beside what it shows of all, and how it asks for its acts. */
export interface DeskKind<Act extends string = string, Field extends string = string> {
  readonly acts: { readonly [language in Language]: ActTexts<Act> };
  /** Its own acts that have no other place on the page, in the order of use, after those that all cases have. */
  readonly order: readonly string[];
  /** Acts that cannot be taken back. */
  readonly grave: readonly string[];
  /** Its decisions: they are written beside what was asked, never without it (S5). */
  readonly beside?: readonly string[];
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
export interface DeskKinds {
  readonly [kind: string]: DeskKind;
}
