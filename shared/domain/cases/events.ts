/**
 * Types of ledger events that every case may have; a kind adds its own (kinds.ts has all). Codes only: who, what, when, why
 * are the event's own fields (A1, G17).
 */
export const COMMON_EVENTS = [
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
  'triage-cleared',
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
  'read-personal', // a member of staff opened the personal part, with a reason
  'exported', // bundle
] as const;
export type CommonEvent = (typeof COMMON_EVENTS)[number];

/** Who did it: the requester, the program itself, or a member of staff by OIDC subject. */
export type Actor = 'requester' | 'system' | `staff:${string}`;
