import type { RefusalCode } from '../words/refusals.ts';

/** A refusal: its code, the field it concerns, and codes or numbers for the sentence (never personal data). */
export interface Refusal {
  /** One of the table of `shared/words`: a code has its status and its sentence there, or does not compile. */
  readonly code: RefusalCode;
  readonly field?: string;
  readonly data?: { readonly [name: string]: string | number };
}
