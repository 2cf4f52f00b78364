import type { Change } from '../cases/change.ts';
import { plain } from '../cases/doing.ts';
import { CLOSING_MS } from '../registration/closing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { blocksWanted } from './blocks.ts';
import { type Asked, about, partOf } from './changing.ts';
import type { ErasureRun, FrozenPlan } from './erasure-run.ts';
import type { RequestBody } from './standing.ts';

/** The person's own wish takes the place of both officers: the plan as it is at that moment, and its hash. */
export interface EraseOwnCommand {
  readonly act: 'erase-own';
  readonly plan: FrozenPlan;
  readonly hash: string;
}

/** Who decided it where no officer did: the person, in a session and with a fresh code (R7). */
export const BY_PERSON = 'requester';

/**
 * Whether a request is an erasure of one's own account, asked in a session with a fresh code and alleging nothing: it follows
 * the closing of an account, without officers (S3, R7) – if its plan touches nothing that is held, disputed or refused.
 */
export function isOwnErasure(body: Pick<RequestBody, 'own' | 'clocks'>): boolean {
  const { by, proof } = body.own;
  const isTheirs = by === 'subject' && proof.state === 'proven' && proof.how === 'session';
  return isTheirs && partOf(body, 'erasure')?.state === 'asked' && blocksWanted(body).length === 0;
}

/**
 * The destruction begins its 72 hours by the person's own wish (S3, R7). Refusals: `officers-needed` – it is not their own
 * account, or the plan touches what is held, disputed or refused –, `nobody-known`.
 */
export function eraseOwn(doing: Asked, { plan, hash }: EraseOwnCommand): Result<Change> {
  const { moved: body, asking } = doing;
  if (body.person === undefined) return refuse('nobody-known');
  if (!isOwnErasure(body) || plan.touches.length > 0 || body.own.erasure !== undefined)
    return refuse('officers-needed');
  const at = new Date(asking.at).toISOString();
  const due = new Date(asking.at + CLOSING_MS).toISOString();
  const decided = { by: BY_PERSON, at };
  const erasure: ErasureRun = {
    ...{ state: 'approved', parts: ['erasure'], plan, hash, due },
    ...{ proposed: decided, approved: decided },
  };
  const moved = { ...body, own: { ...body.own, erasure } };
  return accept(about(plain(doing, moved, { plan: hash, due, own: true }), ['erasure']));
}
