import type { OwnerReader } from '../letters/kinds.ts';
import type { LetterBody } from '../letters/letter.ts';
import type { PersonLetter } from '../letters/new-letter.ts';
import { accept, type Result, refuse } from '../result.ts';
import type { PersonDecision } from './address.ts';
import type { PersonActor } from './events.ts';
import type { PersonProof, ProfileBody } from './person.ts';

/** Hours between the asking and the closing, in which it can be cancelled (R7). */
export const CLOSING_MS = 72 * 3_600_000;
/** While the last letter is on its way, it is looked at again after this. */
const AGAIN_MS = 5 * 60_000;

/** Every address known to be the person's: while a change can be undone the old one too. */
export const knownReaders = ({ undo }: Pick<ProfileBody, 'undo'>): readonly OwnerReader[] =>
  undo === undefined ? ['owner'] : ['owner', 'owner-old'];

const toAll = (
  body: ProfileBody,
  kind: 'closing-asked' | 'closing-cancelled',
  newId: () => string,
): readonly PersonLetter[] => knownReaders(body).map((to) => ({ id: newId(), kind, to }));

/** Who had it decided, where it is not the person's own wish: a request, and who approved its plan (S3). */
export interface DecidedFor {
  /** Reference of the case. */
  readonly case: string;
  readonly by: PersonActor;
  /** ISO instant at which it is looked at before it is due; absent: it is not. */
  readonly look?: string | undefined;
}

/**
 * The data are to be destroyed: in 72 hours, unless somebody who holds one of the account's addresses cancels that – because
 * the person closes the account (R7), or because a request for it was approved (S3, S8).
 */
export function askClosing(
  body: ProfileBody,
  proof: PersonProof,
  at: string,
  newId: () => string,
  decided?: DecidedFor,
): Result<PersonDecision> {
  if (body.state !== 'active') return refuse('closing-under-way');
  const revision = body.revision + 1;
  const due = new Date(Date.parse(at) + CLOSING_MS).toISOString();
  const of = decided === undefined ? {} : { case: decided.case };
  const look = decided?.look;
  return accept({
    body: {
      ...body,
      state: 'closing',
      revision,
      closing: { ...proof, at, due, ...of, ...(look === undefined ? {} : { look }) },
    },
    events: [{ type: 'closing-asked', by: decided?.by ?? 'person', revision, data: { due, ...of } }],
    letters: toAll(body, 'closing-asked', newId),
  });
}

/** The closing is cancelled: the account is as it was. Nothing where none is under way. */
export function cancelClosing(
  body: ProfileBody,
  newId: () => string,
  by: PersonActor = 'person',
): PersonDecision | undefined {
  const { closing, ...kept } = body;
  if (closing === undefined || body.state !== 'closing') return undefined;
  const revision = body.revision + 1;
  return {
    body: { ...kept, state: 'active', revision },
    events: [{ type: 'closing-cancelled', by, revision }],
    letters: toAll(body, 'closing-cancelled', newId),
  };
}

/** What a closing that has fallen due does next. */
export type ClosingStep =
  | { readonly kind: 'write'; readonly change: PersonDecision; readonly at: string }
  | { readonly kind: 'wait'; readonly at: string }
  | { readonly kind: 'destroy' };

/**
 * The last letter comes first: it needs the address. Only when it was handed to the mail service, or will never be, the
 * data go (R7). Every step may be repeated.
 * @param letter status of the last letter; undefined while there is none
 */
export function closingStep(
  body: ProfileBody,
  letter: LetterBody['status'] | undefined,
  at: number,
  newId: () => string,
): ClosingStep {
  const again = new Date(at + AGAIN_MS).toISOString();
  if (body.closing === undefined) return { kind: 'wait', at: again };
  if (body.closing.letter === undefined || letter === undefined) {
    const id = newId();
    const change: PersonDecision = {
      body: { ...body, closing: { ...body.closing, letter: id } },
      events: [],
      letters: [{ id, kind: 'account-closed', to: 'owner' }],
    };
    return { kind: 'write', change, at: again };
  }
  return isOnItsWay(letter) ? { kind: 'wait', at: again } : { kind: 'destroy' };
}

const isOnItsWay = (status: LetterBody['status']): boolean =>
  status === 'held' || status === 'queued' || status === 'sending';
