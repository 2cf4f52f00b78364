import type { StatusFacts } from '../cases/type.ts';

/** States of a request (S1–S5): where it stands as a whole, made from its parts, its answers and its clocks (standing.ts). */
export const REQUEST_STATUSES = {
  /** Nobody knows yet who asks; the clocks run all the same (S2). */
  unproven: { runs: true, owed: 'answer', listed: true, witness: 'opened', tone: 'calm' },
  /** Something is asked that has no answer yet. */
  open: { runs: true, owed: 'answer', listed: true, witness: 'opened', tone: 'calm' },
  /** All is decided; an answer is written and has not left. */
  answered: { runs: true, owed: 'sending', listed: true, witness: 'opened', tone: 'calm' },
  /** An answer or a notice came back, or cannot leave. */
  returned: { runs: true, owed: 'posting', listed: true, witness: 'reopened', tone: 'bad' },
  /** All answers have left, and something is still to be done: a clock runs. */
  following: { runs: true, owed: 'doing', listed: true, witness: 'opened', tone: 'warn' },
  sent: { runs: false, listed: true, witness: 'opened', tone: 'good' },
  /** No delivery event within 72 h (K4). */
  unconfirmed: { runs: false, listed: true, witness: 'opened', tone: 'warn' },
  delivered: { runs: false, listed: false, witness: 'opened', tone: 'good' },
  /** All that was asked was taken back. */
  withdrawn: { runs: false, listed: false, witness: 'part-withdrawn', tone: 'quiet' },
  settled: { runs: false, listed: false, witness: 'settled', tone: 'good' },
  joined: { runs: false, listed: false, witness: 'joined', tone: 'quiet' },
} as const satisfies { readonly [status: string]: StatusFacts };

export type RequestStatus = keyof typeof REQUEST_STATUSES;
