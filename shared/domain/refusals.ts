/**
 * Every way in which an operation can say no. shared/http/refusals.ts maps each to a status and a sentence in both
 * languages; a code without a sentence does not compile.
 */
export const REFUSAL_CODES = [
  'not-found', // 404: no such case, letter or item, or not yours to see
  'link-invalid', // 404: the secret link is wrong, replaced or expired
  'stale-revision', // 409: somebody changed the record meanwhile; data.revision is the present one
  'act-not-lawful', // 409: the act does not fit the case's state; data.act, data.status
  'clock-running', // 409: the case cannot end while a duty is open that the act neither does nor ends; data.clocks
  'address-required', // 422: neither e-mail nor postal address to answer to
  'reasons-required', // 422: partly or rejected without reasons (K4)
  'receipt-in-future', // 422: paper received tomorrow (K1)
  'receipt-too-early', // 422: before the first loaded calendar year
  'receipt-unchanged', // 422: the corrected date is the date already recorded
  'consumer-unchanged', // 422: the flag already stands so
  'posted-in-future', // 422
  'posted-before-answer', // 422: handed to the post before it was decided
  'unknown-staff', // 422: assignee is not in the staff directory
  'idempotency-mismatch', // 422: same key, other body (G3)
  'too-many-requests', // 429: network limit; the sentence gives the postal address
  'too-many-codes', // 429: twenty codes a day for one account, claim or registration and purpose, by who asks (G16)
  'code-needed', // 422: neither a link nor a code with its challenge
  'code-wrong', // 422: data.left tries remain
  'code-expired', // 410
  'code-exhausted', // 422: five wrong tries; ask for a new code
  'text-missing', // 422: a posted document lacks one of its languages (G13)
  'one-language', // 422: people are asked again although one language alone has changed, and nobody has said that it is meant (P3)
  'text-unchanged', // 422: the posted texts are those in force
  'start-in-past', // 422: a version cannot have been in force before it was posted (P1)
  'start-too-far', // 422: mistyped
  'text-replaced', // 409: the text that was shown is not in force, was shown too long ago, not by us, or to somebody else (C2)
  'field-empty', // 422: the profile has nothing in the field that is to be published (R6)
  'box-unticked', // 422: a form gives a consent only with its box ticked (C1)
  'link-expired', // 410: the right link, too late
  'link-used', // 410: the right link, a second time
  'link-elsewhere', // 403: the right link, in a session of another account than the one it is about (R5)
  'address-taken', // 409: somebody confirmed the same address first (told only to who has proven it)
  'address-unchanged', // 422: it is the address on file already
  'address-held', // 409: the address changed a moment ago and can be undone; data.until
  'closing-under-way', // 409: the account is asked to be closed; cancel first
  'old-code-needed', // 422: for 72 hours after a change the old address proves too (R5)
  'nothing-held', // 409: no hold to release: over, released already, or the account is not open (R5)
  'reason-required', // 400: the personal part is shown with a reason only (G10)
  'unknown-purpose', // 422: no such purpose
  'not-by-consent', // 422: the purpose rests on no consent; data.purpose
  'text-needed', // 422: which text, and the proof that it was shown
  'consent-in-future', // 422: a paper or a call of tomorrow; data.today
  'purpose-not-yours', // 403: the settings do not let this program ask about that purpose (C4)
  'unknown-person', // 404: nobody has this id
  'no-account', // 404: the account is gone while its session still stands
  'registration-unfinished', // 409: the address is proven, no account is made yet (R1); data.finish, data.until
  'registration-finished', // 409: the account is made already (R1)
  'no-session', // 404: no such session of this person, or ended already
  'no-event', // 404: no consent event of that name in this person's chain
  'policy-changed', // 409: a version must be acknowledged first (P3); data.version, data.acknowledge
  'field-by-field', // 422: public data are consented to one field at a time (R6)
  'busy', // 503: others changed the same record again and again; nothing was written
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A refusal: its code, the field it concerns, and codes or numbers for the sentence (never personal data). */
export interface Refusal {
  readonly code: RefusalCode;
  readonly field?: string;
  readonly data?: { readonly [name: string]: string | number };
}
