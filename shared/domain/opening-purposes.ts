/** Whose sealed data can be opened: a case's, a person's, a member of staff's. */
export type OpenedSubject = 'case' | 'person' | 'staff';

/**
 * Why sealed personal data are opened: a closed list, each with whose data it opens. Every opening names one
 * (shared/records/opening.ts); what a purpose may do while data are blocked is said by purpose.
 */
export const OPENING_PURPOSES = {
  /** Its owner looks at it, or is given all that is held: by session, by the secret link of a case. */
  'own-view': ['case', 'person'],
  /** Its owner changes it. */
  'own-change': ['person'],
  /** Its owner makes it public, or takes it back. */
  publication: ['person'],
  /** Anybody reads what its owner has made public. */
  'public-page': ['person'],
  /** A letter to them is written, or previewed, or printed. */
  letter: ['case', 'person', 'staff'],
  /** Staff look, with a reason that is in the ledger (G10). */
  'staff-view': ['case', 'person'],
  /** What a request asks is carried out: what it says is written into the record that it is about (S7). */
  'carry-out': ['case', 'person'],
  /** The file of a case is given away (K5). */
  'case-file': ['case'],
  /** An address that somebody has proven is compared with the record's. */
  proof: ['case', 'person'],
  /** Pages and acts name a member of staff. */
  naming: ['staff'],
  /** What has ended goes from a record, hashes move to another key, a name is kept as the login has it now. */
  upkeep: ['case', 'person', 'staff'],
  /** The act of a destruction names whose data they were. */
  destruction: ['person'],
} as const satisfies { readonly [purpose: string]: readonly OpenedSubject[] };
export type OpeningPurpose = keyof typeof OPENING_PURPOSES;

/** Purposes for which data of such a subject are opened. */
export type PurposeFor<S extends OpenedSubject> = {
  [P in OpeningPurpose]: S extends (typeof OPENING_PURPOSES)[P][number] ? P : never;
}[OpeningPurpose];
