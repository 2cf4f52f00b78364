/**
 * Reasons for which staff look at the personal part of a case (G10, G17). The ledger holds the code; whoever gives words
 * of their own has them sealed in the case, and the ledger holds `other` with their keyed hash.
 */
export const READ_REASONS = [
  'answer', // to prepare the answer
  'contact', // to write to or call the claimant
  'check', // to check facts, proof, duplicates
  'complaint', // somebody complained about the handling
  'lawyer', // for the lawyer
  'court', // for the court
  'notice', // to write or file a notice to an authority
  'audit', // internal or external audit
] as const;
type ReadReason = (typeof READ_REASONS)[number] | 'other';

/** Why somebody reads: a code of the closed list, and their words where they gave some. */
export interface GivenReason {
  readonly code: ReadReason;
  readonly text?: string;
}

/** A reason as it was given: one of the codes, or free text (at most 200 characters: the edge has seen to that). */
export function readReasonOf(given: string): GivenReason {
  const code = READ_REASONS.find((known) => known === given.trim());
  return code === undefined ? { code: 'other', text: given.trim() } : { code };
}
