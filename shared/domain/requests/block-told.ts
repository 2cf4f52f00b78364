import type { CaseLetter } from '../letters/new-letter.ts';
import type { RequestBody } from './standing.ts';

/** Letters of a request that say what becomes of a block with what they tell of. */
const TELL_OF_BLOCKS: ReadonlySet<string> = new Set([
  'request-receipt',
  'request-unproven',
  'request-answer',
  'request-later',
  'request-unblocked',
]);

/**
 * Whether the owner of the data learns what becomes of a block by a letter of the request itself: one that goes to the
 * address on file. An authority's, a representative's and a paper's answers go elsewhere; the owner then gets a letter of
 * their own, which does not say who asked (S4).
 */
export const ownerIsTold = (
  { own: { by, proof, mandate } }: Pick<RequestBody, 'own'>,
  letters: readonly CaseLetter[],
): boolean =>
  // Nothing goes to the mailbox of somebody who is dead.
  mandate?.kind === 'heir' ||
  letters.some(
    ({ kind, to, channel }) =>
      TELL_OF_BLOCKS.has(kind) &&
      channel !== 'print' &&
      (to === 'subject' || (by === 'subject' && to === 'requester' && proof.how !== 'document')),
  );
