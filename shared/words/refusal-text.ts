import type { Both, Language } from '../language.ts';
import { formatDate, formatInstant } from '../law/date-words.ts';
import { REGIME_ZONE } from '../law/regimes.ts';

/** What a sentence may quote: data of the refusal (codes and numbers) and facts of the deployment. */
interface Quoted {
  readonly data: { readonly [name: string]: string | number };
  /** Where a claim can be sent on paper. */
  readonly postalAddress: string;
}

export interface RefusalText {
  readonly status: number;
  readonly title: Both;
  /** What is wrong and the way out, in one or two sentences. */
  readonly sentence: { readonly [L in Language]: (quoted: Quoted) => string };
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
}

type Sentence = string | ((quoted: Quoted) => string);

const says = (sentence: Sentence) => (typeof sentence === 'string' ? () => sentence : sentence);

/** One refusal: its status, and title and sentence in each language. */
export const entry = (
  status: number,
  ru: readonly [string, Sentence],
  en: readonly [string, Sentence],
  retryAfter?: number,
): RefusalText => ({
  status,
  title: { ru: ru[0], en: en[0] },
  sentence: { ru: says(ru[1]), en: says(en[1]) },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** A date of the refusal as people write it (G13). */
export const day = (date: string | number | undefined, language: Language) =>
  formatDate(String(date), language);

/** An instant of the refusal, with its zone. */
export const instant = (iso: string | number | undefined, language: Language) =>
  formatInstant(Date.parse(String(iso)), REGIME_ZONE, language);
