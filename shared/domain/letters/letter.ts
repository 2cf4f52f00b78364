import * as z from 'zod/mini';
import { holdField } from './hold.ts';
import { LETTER_KINDS, LETTER_READERS } from './kinds.ts';

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
  /**
   * The mailing of which it is a part. Its whole life is single writes of this record: it stands in no list and no chain tells
   * of it by itself, for each chunk of a mailing has one event with the hash of all that became of it.
   */
  mailing: z.optional(z.string()),
  kind: z.enum(LETTER_KINDS),
  to: z.enum(LETTER_READERS),
  language: z.enum(['ru', 'en']),
  channel: z.enum(['mail', 'print']),
  status: z.enum(LETTER_STATUSES),
  /** Instant it was queued, ISO UTC. */
  at: z.string(),
  /** What was known of its kind when it was queued (N6). */
  delivery: z.enum(['at-least-once', 'at-most-once']),
  heldFor: z.optional(holdField),
  /** Sealed text it carries (decision letters are frozen with the decision, K4). */
  text: z.optional(z.string()),
  /** Codes and dates the template needs beside the case: what its kind says (`dataOf` in kinds.ts). */
  data: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  attempts: attemptsField,
  ...sendingFields,
});
export type LetterBody = z.infer<typeof letterBody>;
