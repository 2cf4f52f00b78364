import { caseKind, ownCaseKind, personalKind, textKind, totalsKind, waitKind } from './cases.ts';
import { dutyKind, unsubscribeKind } from './consents.ts';
import { documentKind, documentTextKind } from './documents.ts';
import { erasedKind, erasedListKind } from './erased.ts';
import { legalHoldKind } from './holds.ts';
import type { Kind } from './kind.ts';
import { eventKind, headsKind, rootKind } from './ledger.ts';
import { letterKind } from './letters.ts';
import { mailingChunkKind, mailingKind, mailingTallyKind } from './mailings.ts';
import { addressKind, destructionKind, personSessionKind, profileKind } from './people.ts';
import { personTextKind } from './person-texts.ts';
import { publicPageKind, publishedKind } from './publications.ts';
import { challengeKind, counterKind, idempotencyKind, sessionKind } from './short.ts';
import { staffKind } from './staff.ts';
import { transferKind } from './transfers.ts';

/**
 * Every kind of record the program keeps. A capability adds its kinds in a file of its own and names them here; what is
 * stored under a kind that is not here fails the audit. Doors import the kinds they use, not this list.
 */
export const KINDS = {
  case: caseKind,
  personal: personalKind,
  'own-case': ownCaseKind,
  text: textKind,
  letter: letterKind,
  wait: waitKind,
  totals: totalsKind,
  event: eventKind,
  root: rootKind,
  heads: headsKind,
  idempotency: idempotencyKind,
  counter: counterKind,
  session: sessionKind,
  challenge: challengeKind,
  staff: staffKind,
  profile: profileKind,
  'person-text': personTextKind,
  published: publishedKind,
  'public-page': publicPageKind,
  address: addressKind,
  'person-session': personSessionKind,
  transfer: transferKind,
  'legal-hold': legalHoldKind,
  destruction: destructionKind,
  erased: erasedKind,
  'erased-list': erasedListKind,
  document: documentKind,
  'document-text': documentTextKind,
  mailing: mailingKind,
  'mailing-chunk': mailingChunkKind,
  'mailing-tally': mailingTallyKind,
  unsubscribe: unsubscribeKind,
  duty: dutyKind,
} as const;

/** A kind with its types forgotten, for those who walk over all of them. */
// biome-ignore lint/suspicious/noExplicitAny: ids and bodies of different kinds have nothing in common
export type AnyKind = Kind<any, any>;
/** Kinds by their names: those of the program, unless a test says others. */
export type Kinds = Readonly<Record<string, AnyKind>>;

/** The kind of a stored item, under its present name or one before, or undefined for one that nobody declared. */
export function kindOf(name: string, kinds: Kinds = KINDS): AnyKind | undefined {
  if (Object.hasOwn(kinds, name)) return kinds[name];
  return Object.values(kinds).find(({ formerly }) => formerly?.includes(name));
}
