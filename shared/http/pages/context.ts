import type { ComponentChildren } from 'preact';
import type { ActTable } from '../../api/acts.ts';
import type { DeskKinds } from './desk/kinds/desk-kind.ts';
import type { PageKinds } from './kinds/page-kind.ts';

/** Languages of every page and letter (G13); Russian is the default. */
export type Language = 'ru' | 'en';

/** A text in both languages, e.g. from the settings. */
type Bilingual = { readonly [language in Language]: string };

/** What pages say about the deployment: these parts of its runtime settings (shared/settings.ts), as they are. */
export interface SiteFacts {
  readonly operator: {
    readonly name: Bilingual;
    /** For evidence and paper claims. */
    readonly postalAddress: Bilingual;
    /** For questions about privacy; shown as a link. */
    readonly email: string;
    readonly policyUrl?: string | undefined;
  };
  /** Only in the local cloud: pages of the developer's machine. */
  readonly local?: { readonly inbox: string; readonly clock: string } | undefined;
}

/** The member of staff who looks at a desk page. */
export interface StaffFacts {
  readonly sub: string;
  readonly role: 'agent' | 'officer' | 'auditor';
  readonly name: string;
}

/**
 * Hidden fields of a form by name (`_stamp`, `_key`, on the desk also `_csrf`), made by the door. A form is named by the
 * path it posts to.
 */
export type Seal = (action: string) => Readonly<Record<string, string>>;

/** Everything a page function needs beside its view. Pages read no clock and no environment. */
export interface PageContext {
  readonly language: Language;
  /** Path with query of the page; the language switch keeps it. A refused POST gives the address of its form. */
  readonly path: string;
  /** Instant of the request, epoch ms; decides what "today" is. */
  readonly at: number;
  readonly site: SiteFacts;
  readonly seal: Seal;
  /** Kinds of case as pages show them; the product's if not said. */
  readonly kinds?: PageKinds;
}

/** Context of a desk page: who looks, and the staff directory (OIDC subject → name). */
export interface DeskContext extends PageContext {
  readonly staff: StaffFacts;
  readonly directory: readonly StaffFacts[];
  /** Kinds of case as the desk shows them, and what can be done with them; the product's if not said. */
  readonly deskKinds?: DeskKinds;
  readonly acts?: ActTable;
}

/** What a page function gives back; the door wraps it by `renderPage`. */
export interface Page {
  /** Title of the document, without the name of the service. */
  readonly title: string;
  readonly body: ComponentChildren;
  /** Where a GET shows this page, when it may be drawn by a POST elsewhere: the language switch goes there. */
  readonly address?: string;
  /** Desk pages use the whole width. */
  readonly wide?: boolean;
}

/** An error at a field, or of the whole form when `field` is empty. The message is in the reader's language (G6). */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What was typed into a refused form, by dotted name, and why it was refused. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}

/** An untouched form. */
export const EMPTY_FORM: FormState = { values: {}, errors: [] };
