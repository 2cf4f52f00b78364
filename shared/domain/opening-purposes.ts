import type { StoppedBy } from './consent/block.ts';

/** Whose sealed data can be opened: a case's, a person's, a member of staff's. */
export type OpenedSubject = 'case' | 'person' | 'staff';

/** Whose data a purpose opens, and which blocks of a person's data stop it (S4). */
interface OpeningFacts {
  readonly of: readonly OpenedSubject[];
  readonly stoppedBy: StoppedBy;
}

/**
 * Why sealed personal data are opened: a closed list. Every opening names one (shared/records/opening.ts). Under a full block
 * stays allowed what S4 leaves: keeping and checking, the owner's own view and change, letters of cases, of security, of the
 * policy and of the closing, destruction, answers. A kind of letter or a transfer that it does not leave gets a purpose of its own.
 */
export const OPENING_PURPOSES = {
  /** Its owner looks at it, or is given all that is held: by session, by the secret link of a case. */
  'own-view': { of: ['case', 'person'], stoppedBy: 'none' },
  /** Its owner changes it. */
  'own-change': { of: ['person'], stoppedBy: 'none' },
  /** Its owner makes it public; taking it back opens nothing. */
  publication: { of: ['person'], stoppedBy: 'full' },
  /** Anybody reads what its owner has made public. */
  'public-page': { of: ['person'], stoppedBy: 'full' },
  /** A letter to them is written, or previewed, or printed. */
  letter: { of: ['case', 'person', 'staff'], stoppedBy: 'none' },
  /** Staff look, with a reason that is in the ledger (G10). */
  'staff-view': { of: ['case', 'person'], stoppedBy: 'none' },
  /** What a request asks is carried out: what it says is written into the record that it is about (S7). */
  'carry-out': { of: ['case', 'person'], stoppedBy: 'none' },
  /** The file of a case is given away (K5). */
  'case-file': { of: ['case'], stoppedBy: 'none' },
  /** An address that somebody has proven is compared with the record's. */
  proof: { of: ['case', 'person'], stoppedBy: 'none' },
  /** Pages and acts name a member of staff. */
  naming: { of: ['staff'], stoppedBy: 'none' },
  /** What has ended goes from a record, hashes move to another key, a name is kept as the login has it now. */
  upkeep: { of: ['case', 'person', 'staff'], stoppedBy: 'none' },
  /** The act of a destruction names whose data they were. */
  destruction: { of: ['person'], stoppedBy: 'none' },
} as const satisfies { readonly [purpose: string]: OpeningFacts };
export type OpeningPurpose = keyof typeof OPENING_PURPOSES;

/** Purposes for which data of such a subject are opened. */
export type PurposeFor<S extends OpenedSubject> = {
  [P in OpeningPurpose]: S extends (typeof OPENING_PURPOSES)[P]['of'][number] ? P : never;
}[OpeningPurpose];
