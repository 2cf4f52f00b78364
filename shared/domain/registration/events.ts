/** Types of ledger events about a person's record (A1, G10). Consents and blocks have a chain of their own (shared/domain/consent). */
export const PERSON_EVENTS = [
  'registered', // a form was taken; the address is not proven yet
  'confirm-sent', // link and code were asked for again
  'address-proved', // by the letter's link: the address, and nothing that was typed or chosen with it
  'confirmed', // the account is made, by the person's own choice
  'signed-in',
  'session-ended',
  'profile-changed',
  'address-change-asked',
  'address-changed',
  'address-change-undone',
  'hold-released', // an officer: the old address need not prove any more, with a reason (R5)
  'address-change-lapsed', // nobody confirmed the new address; it is destroyed
  'old-address-destroyed', // the change can no longer be undone
  'policy-acknowledged',
  'published',
  'unpublished',
  'withdrawal-settled', // C5: what rested on a withdrawn consent only is gone, or nothing did
  'hold-proposed', // a legal hold on records, by the first officer (S8)
  'hold-approved', // by the second: from here on it keeps back
  'hold-end-proposed', // an officer wants it to end before its day
  'hold-ended', // its day is over, or two officers ended it
  'closing-asked',
  'closing-cancelled',
  'destroyed',
  'act-signed', // an officer recorded the signed act: its day, and the hash of an e-signature (order 179)
  'act-destroyed', // the act of a destruction, after its three years (order 179)
  'leftovers-destroyed', // what an earlier destruction, or a restore, had left over
  'transfer-recorded', // data were handed to somebody else, with evidence (X2)
  'read-personal', // a member of staff opened the personal part, with a reason
  'exported',
  'searched', // a member of staff looked for the person, by exact address or number, with a reason
  'letter-sent',
  'letter-delivered',
  'letter-bounced',
  'letter-complained',
  'letter-stopped',
] as const;
export type PersonEventType = (typeof PERSON_EVENTS)[number];

/** Who did it: the person, the program itself, or a member of staff by OIDC subject. */
export type PersonActor = 'person' | 'system' | `staff:${string}`;

/** An event that a change writes into the person's chain. Ids, codes and dates only (G9). */
export interface NewPersonEvent {
  readonly type: PersonEventType;
  readonly by: PersonActor;
  readonly reason?: string;
  /** Keyed hash of the words of the reason, which are sealed with the person's records (G17). */
  readonly text?: string;
  readonly data?: { readonly [name: string]: string | number | boolean };
  /** Revision of the record after the event, for events that move it. */
  readonly revision?: number;
}

/** A field is public no more, and the program took it back: its account or its consent has ended (R6, R7). */
export const unpublishedEvent = (field: string): NewPersonEvent => ({
  type: 'unpublished',
  by: 'system',
  data: { field },
});

/** What has become of what rested on a withdrawn consent only (C5), and how many records that were. */
export const settledEvent = (
  {
    purpose,
    field,
    event,
  }: { readonly purpose: string; readonly field?: string | undefined; readonly event: number },
  outcome: 'consented-anew' | 'destroyed' | 'nothing-rested',
  records: number,
): NewPersonEvent => ({
  type: 'withdrawal-settled',
  by: 'system',
  data: { purpose, ...(field === undefined ? {} : { field }), withdrawal: event, outcome, records },
});
