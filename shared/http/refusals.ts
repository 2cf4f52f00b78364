import type { Refusal } from '../domain/refusals.ts';
import type { Language } from '../language.ts';
import { REFUSALS } from '../words/refusals.ts';

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
