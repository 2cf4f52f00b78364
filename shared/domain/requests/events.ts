/** Types of ledger events that only a request has. */
export const REQUEST_EVENTS = [
  'proven',
  'proof-code-asked',
  'proof-handed',
  'person-agreed',
  'proof-lapsed',
  'disowned',
  'unproven-forgotten',
  'withdrawal-asked',
  'mandate-ended', // who asked for the person may not any more (S3)
  'taken-on', // by the person
  'gdpr-added', // the second regime stands beside the first
  'evidence-asked', // to know who asks (GDPR 12(6)): pauses nothing
  'evidence-received',
  'found-lawful',
  'found-unlawful',
  'answered',
  'refused',
  'disclosed', // everything held, by a link (S6)
  'disclosure-held', // not by the program itself (R5)
  'link-renewed',
  'link-ended',
  'corrected',
  'stopped',
  'made-lawful',
  'consents-withdrawn',
  'unpublished',
  'plan-proposed', // what goes and what stays, by the first officer (S3)
  'plan-approved', // by the second, the head of the company, or the person whose own account it is
  'head-asked', // the head of the company got the link that approves
  'erasure-called-off', // by the person's link, an officer, or the program: the clocks go on
  'erasure-failed', // a store failed; it is tried again
  'destroyed',
  'kept',
  'others-asked',
  'other-answered',
  'other-code-asked',
  'other-shown',
  'blocked-instead',
  'block-lifted',
  'extension-noticed',
  'extended',
  'extension-returned',
  'part-withdrawn',
  'settled',
  'joined',
] as const;
