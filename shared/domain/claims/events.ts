/** Types of ledger events that only a claim has. */
export const CLAIM_EVENTS = [
  'consumer-flagged',
  'answered',
  'withdrawal-asked',
  'withdrawn',
  'settled',
  'went-to-court',
] as const;
