import type { OwnerReader } from '../letters/kinds.ts';
import type { LetterBody } from '../letters/letter.ts';
import type { PersonLetter } from '../letters/new-letter.ts';
import { accept, type Result, refuse } from '../result.ts';
import type { PersonDecision } from './address.ts';
import type { PersonProof, ProfileBody } from './person.ts';

/** Hours between the asking and the closing, in which it can be cancelled (R7). */
export const CLOSING_MS = 72 * 3_600_000;
/** Days after which the last backup of what was destroyed has lapsed: the tables' point-in-time recovery goes back so far. */
export const BACKUP_DAYS = 35;
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

/** The account is to be closed: in 72 hours, unless somebody who holds one of its addresses cancels that (R7). */
export function askClosing(
  body: ProfileBody,
  proof: PersonProof,
  at: string,
  newId: () => string,
): Result<PersonDecision> {
  if (body.state !== 'active') return refuse('closing-under-way');
  const revision = body.revision + 1;
  const due = new Date(Date.parse(at) + CLOSING_MS).toISOString();
  return accept({
    body: { ...body, state: 'closing', revision, closing: { ...proof, at, due } },
    events: [{ type: 'closing-asked', by: 'person', revision, data: { due } }],
    letters: toAll(body, 'closing-asked', newId),
  });
}

/** The closing is cancelled: the account is as it was. Nothing where none is under way. */
export function cancelClosing(body: ProfileBody, newId: () => string): PersonDecision | undefined {
  const { closing, ...kept } = body;
  if (closing === undefined || body.state !== 'closing') return undefined;
  const revision = body.revision + 1;
  return {
    body: { ...kept, state: 'active', revision },
    events: [{ type: 'closing-cancelled', by: 'person', revision }],
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
