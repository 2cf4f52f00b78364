/** Types of ledger events about a case. Codes only: who, what, when, why are the event's own fields (A1, G17). */
export const CASE_EVENTS = [
  'opened',
  'execution-started',
  'milestone',
  'assigned',
  'substituted',
  'noted',
  'held',
  'resumed',
  'receipt-date-corrected',
  'recalculated',
  'consumer-flagged',
  'triage-cleared',
  'answered',
  'letter-released', // held for its hour, it goes by itself
  'letter-sent',
  'letter-delivered',
  'letter-bounced',
  'letter-complained',
  'letter-unconfirmed',
  'letter-stopped',
  'letter-printed',
  'posted',
  'reopened',
  'closed',
  'withdrawal-asked',
  'withdrawn',
  'settled',
  'went-to-court',
  'read-personal', // a member of staff opened the personal part, with a reason
  'exported', // bundle
] as const;
export type CaseEventType = (typeof CASE_EVENTS)[number];

/** Who did it: the requester, the program itself, or a member of staff by OIDC subject. */
export type Actor = 'requester' | 'system' | `staff:${string}`;
