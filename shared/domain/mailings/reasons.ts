/** Why an officer pauses, resumes or stops telling many (closed list): a code for the ledger; nothing is typed that could be about a person. */
export const MAILING_REASONS = ['wrong-text', 'wrong-people', 'mail-service', 'other'] as const;
export type MailingReason = (typeof MAILING_REASONS)[number];
