import type { Language } from '../law/date-words.ts';

/** A text in both languages of the product (G13). */
export type Both = { readonly [language in Language]: string };
