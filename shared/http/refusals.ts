import type { Refusal, RefusalCode } from '../domain/refusals.ts';
import type { Language } from '../language.ts';
import type { RefusalText } from './refusal-text.ts';
import { COMMON_REFUSALS } from './refusals-of-all.ts';
import { CASE_REFUSALS } from './refusals-of-cases.ts';
import { CONSENT_REFUSALS } from './refusals-of-consents.ts';
import { PEOPLE_REFUSALS } from './refusals-of-people.ts';

/** Status and sentence of every refusal of the domain. A code without an entry does not compile. */
export const REFUSALS: { readonly [code in RefusalCode]: RefusalText } = {
  ...COMMON_REFUSALS,
  ...CASE_REFUSALS,
  ...PEOPLE_REFUSALS,
  ...CONSENT_REFUSALS,
};

/** A refusal told to a person or a program. */
export interface ToldRefusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly retryAfter?: number;
}

/** Status and sentence of a refusal in the reader's language. `postalAddress` in the same language. */
export function tellRefusal(refusal: Refusal, language: Language, postalAddress: string): ToldRefusal {
  const { status, title, sentence, retryAfter } = REFUSALS[refusal.code];
  return {
    status,
    title: title[language],
    detail: sentence[language]({ data: refusal.data ?? {}, postalAddress }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
