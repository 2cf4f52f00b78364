import type { StatusFacts } from '../cases/type.ts';

/** States of a claim (K1–K5). */
export const CLAIM_STATUSES = {
  open: { runs: true, owed: 'answer', listed: true, witness: 'opened', tone: 'calm' },
  /** Decided; the answer is written and has not left. */
  answered: { runs: true, owed: 'sending', listed: true, witness: 'answered', tone: 'calm' },
  /** Accepted by the mail service. */
  sent: { runs: false, listed: true, witness: 'answered', tone: 'good' },
  /** No delivery event within 72 h (K4). */
  unconfirmed: { runs: false, listed: true, witness: 'answered', tone: 'warn' },
  /** The answer came back or could not leave: the case is open again and asks for the postal way. */
  returned: { runs: true, owed: 'posting', listed: true, witness: 'reopened', tone: 'bad' },
  /** Closed in the ordinary way, or by post. */
  delivered: { runs: false, listed: false, witness: 'answered', tone: 'good' },
  withdrawn: { runs: false, listed: false, witness: 'withdrawn', tone: 'quiet' },
  settled: { runs: false, listed: false, witness: 'settled', tone: 'good' },
  court: { runs: false, listed: false, witness: 'went-to-court', tone: 'quiet' },
} as const satisfies { readonly [status: string]: StatusFacts };

export type ClaimStatus = keyof typeof CLAIM_STATUSES;
