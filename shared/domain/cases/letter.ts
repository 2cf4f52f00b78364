import * as z from 'zod/mini';
import { holdField } from '../letters/hold.ts';

/** Letters the program knows. Each has a template in shared/letters/templates (ru, en). */
export const LETTER_KINDS = [
  'claim-receipt',
  'claim-answer',
  'claim-corrected', // receipt date corrected, clock recomputed
  'claim-withdrawal-code',
  'claim-withdrawn',
  'case-reminder', // to the assignee or the team
  'case-escalation', // to the officers
  'case-due',
  'case-overdue',
  'case-returned', // staff task: the answer bounced, go the postal way
  'case-unconfirmed', // staff task: no delivery event in 72 h
  'receipts-digest', // further receipts of one day merged for one address
  'desk-digest', // D0
  'letters-held', // T3: letters wait for a person, once a day
  'ledger-root', // A1: daily signed root to the auditor
  'registration-confirm', // R2: link and code that prove an address
  'account-exists', // R3: somebody registered an address that has an account
  'sign-in-code', // R4
  'address-confirm', // R5: link and code that prove a new address
  'address-changed', // R5: to the new and the old address, which may undo it
  'address-undone',
  'hold-released', // R5: an officer has released the hold; to both addresses
  'fresh-code', // R7: a code asked for before something that cannot be undone
  'closing-asked', // R7: with the link that cancels
  'closing-cancelled',
  'account-closed', // R7: the last letter
  'policy-changed', // P3: a new version is in force
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/**
 * Letters that go at most once (N6): those that hold nothing but a code, whose reader has the page before them that asks
 * for the next one. An attempt of unknown outcome may be made again only after its lease, and by then the code is dead.
 */
const AT_MOST_ONCE: ReadonlySet<LetterKind> = new Set([
  'claim-withdrawal-code',
  'sign-in-code',
  'fresh-code',
]);

/**
 * How often a letter leaves when nobody knows whether it did (N6). At least once, at the price of a double: what law or
 * policy asks for, and whatever somebody waits for without a page that would tell – its link is made again as the same one.
 */
export const deliveryOf = (kind: LetterKind): LetterBody['delivery'] =>
  AT_MOST_ONCE.has(kind) ? 'at-most-once' : 'at-least-once';

export const LETTER_STATUSES = [
  'held', // waits for its hour to be over, or for a person (`heldFor` says why)
  'queued',
  'sending', // an attempt has begun; its outcome is not known yet
  'sent',
  'delivered',
  'bounced',
  'complained',
  'unconfirmed',
  'stopped', // will not be sent; `stopReason` says why
  'printed', // postal: put into the print queue / handed over
] as const;

/**
 * Who gets a letter. `requester`: at the address of the case; `owner`: the person at the address on file, `owner-new` at
 * one that waits for its proof, `owner-old` at the one before (R5); the others are staff.
 */
export const LETTER_READERS = [
  'requester',
  'owner',
  'owner-new',
  'owner-old',
  'assignee',
  'team',
  'officers',
  'auditor',
] as const;
export type LetterReader = (typeof LETTER_READERS)[number];
/** Readers of letters about a person's own record. */
export type OwnerReader = Extract<LetterReader, `owner${string}`>;
export type StaffReader = Exclude<LetterReader, 'requester' | OwnerReader>;

/** Each try to send a letter, and what came of it. */
export const attemptsField = z.array(
  z.object({ at: z.string(), outcome: z.optional(z.string()), messageId: z.optional(z.string()) }),
);

/** What is known of a letter's sending and its outcome. */
export const sendingFields = {
  /** Template version and SHA-256 of what was sent. */
  template: z.optional(z.string()),
  hash: z.optional(z.string()),
  messageId: z.optional(z.string()),
  sentAt: z.optional(z.string()),
  outcomeAt: z.optional(z.string()),
  stopReason: z.optional(z.string()),
  /** How a `bounced` letter came back: only a permanent bounce outweighs a delivery. */
  bounced: z.optional(z.enum(['permanent', 'transient', 'refused'])),
};

/** Body of an item of kind `letter` (N6). Rendered at send time from the records; holds codes, never addresses or text. */
export const letterBody = z.object({
  id: z.string(),
  /** Case it belongs to, or person; neither for digests and roots. */
  reference: z.optional(z.string()),
  person: z.optional(z.string()),
  kind: z.enum(LETTER_KINDS),
  to: z.enum(LETTER_READERS),
  language: z.enum(['ru', 'en']),
  channel: z.enum(['mail', 'print']),
  status: z.enum(LETTER_STATUSES),
  /** Instant it was queued, ISO UTC. */
  at: z.string(),
  /** What {@link deliveryOf} said of its kind when it was queued (N6). */
  delivery: z.enum(['at-least-once', 'at-most-once']),
  heldFor: z.optional(holdField),
  /** Sealed text it carries (decision letters are frozen with the decision, K4). */
  text: z.optional(z.string()),
  /** Codes and dates the template needs beside the case. */
  data: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  attempts: attemptsField,
  ...sendingFields,
});
export type LetterBody = z.infer<typeof letterBody>;
