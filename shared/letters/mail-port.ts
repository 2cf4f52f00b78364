/**
 * The mail port: one call hands one message to the mail service, once. It never tries again by itself – whether a
 * letter may go twice is the letter's own business (N6) – and it never throws for what a mail service can answer.
 */
export interface MailPort {
  send(message: OutgoingMessage): Promise<SendOutcome>;
}

export interface OutgoingMessage {
  readonly raw: Uint8Array;
  /** Envelope sender and recipients, bare addresses. */
  readonly from: string;
  readonly to: readonly string[];
  /** Value of the tag that events come back with (tag.ts). */
  readonly tag: string;
}

export type SendOutcome =
  /** Taken over; `messageId` is the mail service's own. */
  | { readonly type: 'accepted'; readonly messageId: string }
  /** Certainly not taken, for the moment: over the rate, over the quota, or nobody there. */
  | { readonly type: 'throttled'; readonly code: string; readonly retryAfterMs?: number }
  /** Nothing at all can be sent until somebody acts: sending paused, sender not verified, no permission. */
  | { readonly type: 'paused'; readonly code: string }
  /** This message will never be taken. */
  | { readonly type: 'refused'; readonly code: string }
  /** The call was made, its answer never came: the message may have been taken. */
  | { readonly type: 'unknown'; readonly code: string };

/** The call's own limit; the check at the wire and the sending lie within it (invariant 5). */
export const CALL_TIMEOUT_MS = 5_000;
