import { accept, type Result, refuse } from '../result.ts';
import { holdUntil, type PersonDecision } from './address.ts';
import type { ProfileBody } from './person.ts';

/**
 * Why an officer releases a hold (R5, G17). The ledger holds the code; words of the officer's own are sealed with the
 * person's records, and the ledger holds `other` with their keyed hash.
 */
const RELEASE_REASONS = [
  'mailbox-lost', // the person cannot read the old mailbox any more, and has shown who they are
  'mailbox-closed', // the old mailbox is no more: an employer or a provider has closed it
  'court', // a court or an authority demands it
] as const;

/** A code of the closed list, or `other` with the officer's words. */
export interface ReleaseReason {
  readonly code: (typeof RELEASE_REASONS)[number] | 'other';
  readonly text?: string;
}

/** A reason as it was given: one of the codes, or free text (its length the edge has seen to). */
export function releaseReasonOf(given: string): ReleaseReason {
  const code = RELEASE_REASONS.find((known) => known === given.trim());
  return code === undefined ? { code: 'other', text: given.trim() } : { code };
}

/** Who releases, why, and what the edge drew. */
export interface Releasing {
  readonly by: `staff:${string}`;
  readonly code: ReleaseReason['code'];
  /** Id of the sealed words of the reason, and their keyed hash; absent where a code says all. */
  readonly words?: { readonly id: string; readonly hash: string };
  readonly newId: () => string;
}

/**
 * An officer releases the hold after a change of address (R5): from now on the present address alone proves, as if the 72
 * hours were over. The old address keeps its link that undoes the change for its own 72 hours, and both are told. Refused
 * as `nothing-held` when no hold lasts – or the account is not open: one that is being closed has been proven already.
 * @param at ISO instant
 */
export function releaseHold(
  body: ProfileBody,
  { by, code, words, newId }: Releasing,
  at: string,
): Result<PersonDecision> {
  const until = holdUntil(body, Date.parse(at));
  if (until === undefined || body.state !== 'active') return refuse('nothing-held');
  const revision = body.revision + 1;
  const event = { type: 'hold-released', by, reason: code, revision } as const;
  return accept({
    body: { ...body, revision, releasedAt: at },
    events: [
      words === undefined
        ? { ...event, data: { until } }
        : { ...event, text: words.hash, data: { until, text: words.id } },
    ],
    letters: [
      { id: newId(), kind: 'hold-released', to: 'owner' },
      { id: newId(), kind: 'hold-released', to: 'owner-old' },
    ],
  });
}
