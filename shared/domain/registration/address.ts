import type { PersonLetter } from '../letters/new-letter.ts';
import { accept, type Result, refuse } from '../result.ts';
import type { NewPersonEvent } from './events.ts';
import type { PersonDetails, PersonProof, ProfileBody } from './person.ts';

/** Hours during which the old address may undo a change, and disclosure and erasure are held (R5). */
export const HOLD_MS = 72 * 3_600_000;
/** A new address has so long to be proven; then it is destroyed unproven. */
export const CHANGE_MS = 24 * 3_600_000;
/** An address whose change was undone is told so, and goes after this. */
const UNDONE_MS = 24 * 3_600_000;

/** What a decision about a person changes. */
export interface PersonDecision {
  readonly body: ProfileBody;
  readonly details?: PersonDetails;
  readonly events: readonly NewPersonEvent[];
  readonly letters: readonly PersonLetter[];
}

/** A new address that was asked for, with what the edge found out and drew. */
export interface AskedAddress {
  readonly email: string;
  /** Keyed look-up hash of the new address. */
  readonly lookup: string;
  /** It is the present address, by whatever key that one was hashed. */
  readonly same: boolean;
  /** Somebody has an account with it (G7). */
  readonly known: boolean;
  readonly proof: PersonProof;
  readonly letter: string;
}

/**
 * Until when disclosure and erasure need codes of both addresses, ISO; undefined when they do not, or when an officer has
 * released the hold (R5).
 */
export function holdUntil(
  { changedAt, releasedAt }: Pick<ProfileBody, 'changedAt' | 'releasedAt'>,
  at: number,
): string | undefined {
  if (changedAt === undefined || releasedAt !== undefined) return undefined;
  const until = Date.parse(changedAt) + HOLD_MS;
  return at < until ? new Date(until).toISOString() : undefined;
}

/** The change that waits, if it is about this very address: asked for again, its tries stay used (G16). */
export const waitingFor = ({ change }: Pick<ProfileBody, 'change'>, lookup: string) =>
  change?.lookup === lookup ? change : undefined;

/** Under this id a change's code is made and its tries are counted: the same however often it is sent. */
export const addressCodeId = (person: string, { at }: { readonly at: string }): string =>
  `${person}.address.${at}`;

/**
 * A new address is asked for: it waits for its proof (R5). While the last change can be undone there is no other, or who
 * took an account over could push the owner's undo link out.
 */
export function askAddress(
  body: ProfileBody,
  details: PersonDetails,
  asked: AskedAddress,
  at: string,
): Result<PersonDecision> {
  if (body.state === 'closing') return refuse('closing-under-way');
  if (body.undo !== undefined) return refuse('address-held', { data: { until: body.undo.until } });
  if (asked.same) return refuse('address-unchanged', { field: 'email' });
  const { email, lookup, known, proof, letter } = asked;
  const since = waitingFor(body, lookup)?.at ?? at;
  const { undone: _, ...kept } = body;
  const revision = body.revision + 1;
  return accept({
    body: { ...kept, revision, change: { ...proof, lookup, at: since, ...(known ? { known } : {}) } },
    details: { ...details, newEmail: email },
    events: [{ type: 'address-change-asked', by: 'person', revision }],
    // The same letter for an address that is somebody's: what it says is decided when it is written (G7).
    letters: [{ id: letter, kind: 'address-confirm', to: 'owner-new' }],
  });
}

/** What a proven change needs beside the record. */
export interface ProvenChange {
  /** Proof of the undo link. */
  readonly undo: PersonProof;
  /** Ids of the letters to the new and the old address. */
  readonly letters: readonly [string, string];
}

/** The new address is proven: it is the person's, the old one may undo that, and a hold begins (R5). Nothing without a waiting change. */
export function addressProven(
  body: ProfileBody,
  details: PersonDetails,
  { undo, letters: [toNew, toOld] }: ProvenChange,
  at: string,
): PersonDecision | undefined {
  const { change, releasedAt: _, ...kept } = body;
  const { newEmail, ...others } = details;
  if (change === undefined || change.known === true || newEmail === undefined) return undefined;
  const revision = body.revision + 1;
  return {
    body: {
      ...kept,
      revision,
      lookup: change.lookup,
      changedAt: at,
      codesFrom: at,
      undo: { ...undo, lookup: body.lookup },
    },
    details: { ...others, email: newEmail, oldEmail: details.email },
    events: [{ type: 'address-changed', by: 'person', revision }],
    letters: [
      { id: toNew, kind: 'address-changed', to: 'owner' },
      { id: toOld, kind: 'address-changed', to: 'owner-old' },
    ],
  };
}

/**
 * The old address undoes the change (R5): everything is as before, codes sent meanwhile sign nobody in. After a release the
 * new address alone could ask for a closing; that ends with the change. One that both addresses proved stays.
 */
export function undoAddress(
  body: ProfileBody,
  details: PersonDetails,
  newId: () => string,
  at: string,
): PersonDecision | undefined {
  const { undo, change: _, changedAt: __, releasedAt, ...kept } = body;
  const { oldEmail, ...others } = details;
  if (undo === undefined || oldEmail === undefined) return undefined;
  const revision = body.revision + 1;
  const until = new Date(Date.parse(at) + UNDONE_MS).toISOString();
  const { closing, ...open } = kept;
  // One that two officers have approved for a request is not by the new address's wish alone (S3).
  const ended = releasedAt !== undefined && closing !== undefined && closing.case === undefined;
  const back: ProfileBody = ended ? { ...open, state: 'active' } : kept;
  return {
    body: { ...back, revision, lookup: undo.lookup, codesFrom: at, undone: { until } },
    details: { ...others, email: oldEmail, newEmail: details.email },
    events: [
      { type: 'address-change-undone', by: 'person', revision },
      ...(ended ? ([{ type: 'closing-cancelled', by: 'person', revision }] as const) : []),
    ],
    letters: [
      { id: newId(), kind: 'address-undone', to: 'owner' },
      { id: newId(), kind: 'address-undone', to: 'owner-new' },
      ...(ended ? ([{ id: newId(), kind: 'closing-cancelled', to: 'owner' }] as const) : []),
    ],
  };
}

/** Nobody proved the new address in time, or one that was undone has been told: it goes. */
export function dropChange(body: ProfileBody, details: PersonDetails): PersonDecision {
  const { change: _, undone: __, ...kept } = body;
  const { newEmail: ___, ...others } = details;
  const revision = body.revision + 1;
  return {
    body: { ...kept, revision },
    details: others,
    events: [{ type: 'address-change-lapsed', by: 'system', revision }],
    letters: [],
  };
}

/** The change can no longer be undone: the old address goes. */
export function dropOldAddress(body: ProfileBody, details: PersonDetails): PersonDecision {
  const { undo: _, changedAt: __, releasedAt: ___, ...kept } = body;
  const { oldEmail: ____, ...others } = details;
  const revision = body.revision + 1;
  return {
    body: { ...kept, revision },
    details: others,
    events: [{ type: 'old-address-destroyed', by: 'system', revision }],
    letters: [],
  };
}
