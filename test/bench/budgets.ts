/** Limits that `npm run bench` and the unit tests hold. Each is the product's budget or says why it is another. */
import type { DoorName } from '../../shared/names.ts';
import type { Operation } from './measure-units.ts';

/** A budget, and where it is not the product's own, why. */
export interface Limit {
  readonly kilobytes: number;
  readonly why?: string;
}

/**
 * Kilobytes of 1,024 bytes, minified, of what a cold start loads. The product's budget for a door with DynamoDB, KMS and
 * pages is 350; the doors without pages are held to what they weigh.
 */
export const BUNDLE_LIMITS: Readonly<Record<DoorName, Limit>> = {
  'site-public': { kilobytes: 150 },
  'claims-public': { kilobytes: 350 },
  'policy-public': { kilobytes: 350 },
  'policy-desk': {
    kilobytes: 400,
    why: '350 + 17 KB of jose (sign-in) + pages that post and preview both languages',
  },
  'policy-task': { kilobytes: 240 },
  'cases-public': {
    kilobytes: 395,
    why: '350 + 45 KB of words: state, next step and every counted day, in Russian and English',
  },
  'claims-desk': {
    kilobytes: 440,
    why: '350 + 17 KB of jose (sign-in) + 70 KB: forms of all acts, case words',
  },
  'desk-desk': {
    kilobytes: 465,
    why: '350 + 17 KB of jose (sign-in) + 95 KB: list, case and print pages, case words',
  },
  'consent-public': { kilobytes: 375, why: '350 + 17 KB of jose (receipts) + 8 KB of words' },
  'consent-desk': {
    kilobytes: 425,
    why: '350 + 17 KB of jose (sign-in) + 50 KB: texts of policy and consents, of which an act records the first version',
  },
  'registration-public': { kilobytes: 350 },
  'account-desk': {
    kilobytes: 440,
    why: '350 + 17 KB of jose (sign-in) + 70 KB: words of cases, consents, people, the source of the policy',
  },
  'publication-public': { kilobytes: 350 },
  'published-public': { kilobytes: 350 },
  'letters-task': { kilobytes: 350 },
  'cases-task': { kilobytes: 275 },
  'desk-task': { kilobytes: 275 },
  'outbox-task': { kilobytes: 250 },
  'ledger-task': { kilobytes: 240 },
};

/** Own time of a door per warm request, ms. */
export const WARM_LIMITS = {
  request: { p50: 1, p99: 5 },
  page: { p50: 3, p99: 10 },
} as const;

/**
 * Request units of each operation, tables and indexes together. The product's budget is 12 for a claim opened; the others
 * are held to what they take now, so that none grows unseen.
 */
export const UNIT_LIMITS: Readonly<Record<Operation, { readonly write: number; readonly read: number }>> = {
  'claim opened': { write: 12, read: 0 },
  'claim opened, with guards (network counter, idempotency)': { write: 15, read: 2 },
  'workflow started by the dispatcher': { write: 0, read: 1 },
  'workflow: first step': { write: 6, read: 2 },
  'workflow: wait entered, nothing due': { write: 4, read: 2 },
  'workflow: milestone with a reminder': { write: 11, read: 3 },
  'letter sent: receipt': { write: 12, read: 6 },
  'letter sent: reminder to staff': { write: 10, read: 4 },
  'letter sent: answer': { write: 11, read: 6 },
  'letter delivered: receipt': { write: 7, read: 3 },
  'letter delivered: answer': { write: 11, read: 3 },
  'status page': { write: 0, read: 5 },
  'case page of staff with its personal part': { write: 1, read: 6 },
  'claim answered': { write: 11, read: 3 },
  'workflow ended by the dispatcher': { write: 2, read: 2 },
};

/** Time of the list with 100,000 open cases as a multiple of the time with 100. */
export const LIST_RATIO = 1.2;

/** The local cloud: from `npm start` to ready, a jump of 30 days, seconds; claims a second with workflows and letters. */
export const LOCAL_LIMITS = { ready: 10, jump: 10, claims: 15 } as const;

/** One deadline with its explanation, ms. */
export const CLOCK_LIMIT = 0.2;

/** Cold start as a multiple of the door's AWS clients alone, and of the same source as NodejsFunction builds it by default. */
export const COLD_LIMITS = { floor: 1.4, usual: 0.6 } as const;

/** A page with everything that a browser fetches for it. */
export const PAGE_LIMITS = { kilobytes: 40, requests: 3 } as const;

/** State transitions of a claim's workflow: answered in time without reminders; beside one a milestone. */
export const TRANSITION_LIMITS = { inTime: 4, beside: 4 } as const;
