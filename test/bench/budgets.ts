/** Limits that `npm run bench` and the unit tests hold. Each is the product's budget or says why it is another. */
import type { DoorName } from '../../shared/names.ts';

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

/** Write units of operations, tables and indexes together. What is not named is told, not held. */
export const UNIT_LIMITS: Readonly<Record<string, number>> = {
  'claim opened': 12,
  'claim opened, with guards (network counter, idempotency)': 16,
};

/** The local cloud: from `npm start` to ready, a jump of 30 days, seconds; claims a second with workflows and letters. */
export const LOCAL_LIMITS = { ready: 10, jump: 10, claims: 15 } as const;

/** Import of a bundle: against a handler with the same clients built alike, and against esbuild's defaults. */
export const COLD_LIMITS = { floor: 1.4, defaults: 0.6 } as const;

/** One deadline with its explanation, ms. */
export const CLOCK_LIMIT = 0.2;
