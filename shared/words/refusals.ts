import type { RefusalText } from '../words/refusal-text.ts';
import { COMMON_REFUSALS } from '../words/refusals-of-all.ts';
import { CASE_REFUSALS } from '../words/refusals-of-cases.ts';
import { CONSENT_REFUSALS } from '../words/refusals-of-consents.ts';
import { PEOPLE_REFUSALS } from '../words/refusals-of-people.ts';
import { BREACH_REFUSALS } from './refusals-of-breaches.ts';
import { CARRYING_REFUSALS } from './refusals-of-carrying.ts';
import { ERASURE_REFUSALS } from './refusals-of-erasures.ts';
import { MAILING_REFUSALS } from './refusals-of-mailings.ts';
import { REQUEST_REFUSALS } from './refusals-of-requests.ts';

const TABLE = {
  ...COMMON_REFUSALS,
  ...CASE_REFUSALS,
  ...REQUEST_REFUSALS,
  ...ERASURE_REFUSALS,
  ...CARRYING_REFUSALS,
  ...BREACH_REFUSALS,
  ...PEOPLE_REFUSALS,
  ...CONSENT_REFUSALS,
  ...MAILING_REFUSALS,
};

/** Every way in which an operation can say no: an entry is the code, its status and its sentence in both languages. */
export type RefusalCode = keyof typeof TABLE;

/** Status and sentence of every refusal. */
export const REFUSALS: { readonly [code in RefusalCode]: RefusalText } = TABLE;
