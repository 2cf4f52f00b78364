import type { StatusFacts } from '../cases/type.ts';

/** States of a breach (B1–B5), made from its duties. */
export const BREACH_STATUSES = {
  /** A duty is open. */
  open: { runs: true, owed: 'doing', listed: true, witness: 'opened', tone: 'bad' },
  /** Every duty is done or declined with its ground; it is to be closed. */
  ready: { runs: false, listed: true, witness: 'opened', tone: 'warn' },
  closed: { runs: false, listed: false, witness: 'concluded', tone: 'quiet' },
} as const satisfies { readonly [status: string]: StatusFacts };

export type BreachStatus = keyof typeof BREACH_STATUSES;
