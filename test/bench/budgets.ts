/** Limits that `npm run bench` and the unit tests hold. Each is the product's budget or says why it is another. */
import type { DoorName } from '../../shared/names.ts';
import type { Operation } from './measure-units.ts';

/** Kilobytes of 1,024 bytes, minified, that a cold start of a door loads. */
export interface BundleLimit {
  /** For a program, an event or a step of a workflow. */
  readonly start: number;
  /** For the heaviest page; only doors that show pages have one. */
  readonly page?: number;
}

/**
 * The product's budget is 350, and each door is held to what it weighs, so that none grows unseen. Some are over it since
 * what libraries carry along is left in (2026-11-29, infra/bundling/README.md): what a person waits for is the import, and
 * that budget, `COLD_LIMITS`, became the stricter one in exchange. Doors that decide on requests bring along every act of theirs
 * (2026-11-30: the end of an authority to act, the second regime); the site has the OpenAPI document, each page every address and the
 * names of letters (2026-11-30: acts of destruction, legal holds, transfers).
 */
export const BUNDLE_LIMITS: Readonly<Record<DoorName, BundleLimit>> = {
  // Its page for programs lists every refusal.
  'site-public': { start: 140, page: 355 },
  'claims-public': { start: 410, page: 460 },
  'requests-public': { start: 400, page: 450 },
  'requests-desk': { start: 345, page: 405 },
  'claims-desk': { start: 345, page: 395 },
  'breaches-desk': { start: 355, page: 405 },
  'cases-public': { start: 410, page: 525 },
  'cases-task': { start: 390 },
  // Acts that change a person's records bring the profile and its consents along.
  'desk-desk': { start: 460, page: 620 },
  'desk-task': { start: 350 },
  'policy-public': { start: 300, page: 365 },
  // With the progress of telling people.
  'policy-desk': { start: 360, page: 425 },
  'policy-task': { start: 255 },
  'mailings-task': { start: 415 },
  'consent-public': { start: 345, page: 395 },
  'consent-desk': { start: 310 },
  'consent-task': { start: 280 },
  'registration-public': { start: 375, page: 435 },
  // The plan of a closing is made of every kind of record, those of cases among them.
  'account-public': { start: 395, page: 530 },
  'lifecycle-task': { start: 375 },
  'erasures-task': { start: 395 },
  'erasures-desk': { start: 390, page: 440 },
  'erasures-public': { start: 390, page: 440 },
  'people-desk': { start: 385, page: 485 },
  'publication-public': { start: 370, page: 415 },
  'published-public': { start: 305, page: 365 },
  'exports-public': { start: 415, page: 500 },
  'exports-task': { start: 350 },
  'letters-task': { start: 415 },
  'recipients-public': { start: 410, page: 455 },
  'outbox-task': { start: 275 },
  'ledger-task': { start: 245 },
};

/** The product's budget, and why some pages are over it. */
export const BUNDLE_BUDGET = {
  kilobytes: 350,
  over: 'over 350: on top of what every start loads come the drawing and the words of the page in two languages',
} as const;

/** An export of a person with 1,000 records: own time in ms, memory of its process in MB, a part of any export in KB (S6). */
export const EXPORT_LIMITS = { ms: 1_000, megabytes: 128, kilobytes: 4_096 } as const;

/** Most memory of the daily root over a million heads, MB, resident (A1). */
export const ROOT_MEMORY = 200;

/** Own time of a door per warm request, ms. */
export const WARM_LIMITS = {
  request: { p50: 1, p99: 5 },
  page: { p50: 3, p99: 10 },
} as const;

/**
 * Request units of each operation, tables and indexes together. The product's budget is 13 for a claim opened (one of it the index of the ledger's days, one that of addresses); the others
 * are held to what they take now, so that none grows unseen.
 */
export const UNIT_LIMITS: Readonly<Record<Operation, { readonly write: number; readonly read: number }>> = {
  'claim opened': { write: 13, read: 0 },
  'claim opened, with guards (network counter, idempotency)': { write: 16, read: 2 },
  'workflow started by the dispatcher': { write: 0, read: 1 },
  'workflow: first step': { write: 7, read: 2 },
  'workflow: wait entered, nothing due': { write: 4, read: 2 },
  'workflow: milestone with a reminder': { write: 12, read: 3 },
  // A counter for what caused it, and a look at the others': none eats another's letters (T3).
  'letter sent: receipt': { write: 17, read: 9 },
  'letter sent: reminder to staff': { write: 11, read: 4 },
  'letter sent: answer': { write: 15, read: 6 },
  'letter delivered: receipt': { write: 8, read: 3 },
  'letter delivered: answer': { write: 12, read: 3 },
  'status page': { write: 0, read: 5 },
  'case page of staff with its personal part': { write: 2, read: 6 },
  'claim answered': { write: 11, read: 3 },
  'workflow ended by the dispatcher': { write: 0, read: 1 },
  'registration taken': { write: 7, read: 5 },
  'registration taken, with guards (network counter, idempotency)': { write: 9, read: 6 },
  'consent kept with a registration': { write: 2, read: 3 },
  // As for a receipt.
  'letter sent: confirmation of an address': { write: 15, read: 7 },
  // By the code, whose try is counted (G16): the link makes no account (R1).
  'address confirmed': { write: 9, read: 2 },
  'address confirmed, with guards and two consents': { write: 18, read: 5 },
  'letter delivered: confirmation of an address': { write: 5, read: 2 },
  'code to sign in asked for, with guards (network, codes)': { write: 7, read: 5 },
  'letter sent: code to sign in': { write: 9, read: 4 },
  'signed in': { write: 8, read: 4 },
  'consent given': { write: 2, read: 1 },
  'consent given, with guards (session, account, text, idempotency)': { write: 2, read: 5 },
  'consent refused': { write: 2, read: 1 },
  'consent withdrawn, with its duty': { write: 6, read: 1 },
  'consent withdrawn, with guards (session, account, idempotency)': { write: 6, read: 4 },
  'consent withdrawn by one click': { write: 6, read: 2 },
  'consent of a paper entered by staff, with guards': { write: 5, read: 6 },
  'check whether it may': { write: 0, read: 2 },
  'check whether it may, six events and a block': { write: 0, read: 2 },
  'check of a program by address': { write: 0, read: 3 },
  // A block is asked where what is published is opened.
  'field made public, with guards (account, text)': { write: 10, read: 6 },
  'public page': { write: 0, read: 6 },
  'own page of what is public': { write: 0, read: 4 },
  'field taken back': { write: 13, read: 4 },
  // Half a unit for the cases of the address.
  'people search': { write: 2, read: 3.5 },
  // Of the eight that it may cost one and a half are left for a block (S4).
  'person page of staff with its personal part': { write: 2, read: 6.5 },
  'request of one kind, unproven': { write: 13, read: 2 },
  'request of one kind that blocks, unproven': { write: 16, read: 4 },
  'request of one kind, with guards (network counter, idempotency)': { write: 16, read: 4 },
  'request proven by code, with its tries': { write: 9, read: 6 },
  'request of one kind, proven': { write: 16, read: 0 },
  // Two above the product's budget of a proven request: the block is an event of the person's own chain, and whose the case is
  // an item beside them. One item of both would be read by every check, or found by none.
  'request of one kind that blocks, proven': { write: 18, read: 1 },
  'request room of staff with its personal part': { write: 2, read: 6 },
};

/** The product's budgets for consents without their guards; what they take now is held above. */
export const CONSENT_UNITS = {
  'consent given': { write: 2, read: 1 },
  'consent refused': { write: 2, read: 1 },
  'consent withdrawn, with its duty': { write: 9, read: 1 },
  'check whether it may, six events and a block': { write: 0, read: 2 },
} as const satisfies Partial<Readonly<Record<Operation, { readonly write: number; readonly read: number }>>>;

/** Units of a registration and its confirmation by code together, guards apart; the product's budget is 14. */
export const REGISTRATION_UNITS = 14;
/** The guards among them: the counter of the network, and that of the tries of a code (G16). */
export const REGISTRATION_GUARDS = 2;

/** The product's budgets for a request of one kind without guards, and for its room; what they take now is held above. */
export const REQUEST_UNITS = {
  'request of one kind, unproven': { write: 18 },
  'request of one kind that blocks, unproven': { write: 18 },
  'request of one kind, proven': { write: 16 },
  'request room of staff with its personal part': { read: 16 },
} as const satisfies Partial<
  Readonly<Record<Operation, { readonly write?: number; readonly read?: number }>>
>;

/** Read units of a page of 50 of what is due, with its totals. */
export const LIST_UNITS = 6;

/** Write units of a destruction as a multiple of deleting every record in transactions and no more. */
export const DESTRUCTION_RATIO = 1.3;

/** Time of the list with 100,000 open cases as a multiple of the time with 100. */
export const LIST_RATIO = 1.2;

/** The local cloud: from `npm start` to ready, a jump of 30 days, seconds; claims a second with workflows and letters. */
export const LOCAL_LIMITS = { ready: 10, jump: 10, claims: 15 } as const;

/** One deadline with its explanation, ms. */
export const CLOCK_LIMIT = 0.2;

/** Import of a door as a multiple of its AWS clients alone, and of the same source as NodejsFunction builds it by default. */
export const COLD_LIMITS = { floor: 1.5, usual: 0.5 } as const;

/** A page with everything that a browser fetches for it. */
export const PAGE_LIMITS = { kilobytes: 40, requests: 3 } as const;

/** State transitions of a claim's workflow: answered in time without reminders; beside one a milestone. */
export const TRANSITION_LIMITS = { inTime: 4, beside: 4 } as const;
