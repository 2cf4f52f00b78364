import { bothChanges, type Change } from '../domain/cases/change.ts';
import { decideAct } from '../domain/cases/decide.ts';
import { caseOf } from '../domain/cases/kinds.ts';
import type { Asking } from '../domain/cases/type.ts';
import { askClosing, CLOSING_MS } from '../domain/registration/closing.ts';
import { isOwnErasure } from '../domain/requests/own-erasure.ts';
import type { RequestBody } from '../domain/requests/standing.ts';
import { accept, type Result } from '../domain/result.ts';
import type { AtOnce } from './carry-at-once.ts';
import { currentPlan } from './current-plan.ts';
import type { RecordDeps } from './deps.ts';
import { planHash } from './erasure-plan.ts';
import { personWrites, readPerson } from './person-file.ts';
import { newProof } from './person-proofs.ts';
import type { RandomBytes } from './secrets.ts';

/**
 * Begins, with a request of who is signed in, the destruction of their own account: 72 hours with a cancel link to every known
 * address, as a closing, and no officers (S3, R7). The change comes back as it was – officers decide then – where the request
 * is of another kind, the plan touches what is held, disputed or refused, or the account is closing already.
 * @param made the request as it is opened, and whatever else is done at once
 */
export async function eraseOwnAtOnce(
  deps: RecordDeps & { readonly random: RandomBytes },
  made: Change,
  { at, newId }: Pick<Asking, 'at' | 'newId'>,
): Promise<Result<AtOnce>> {
  const asItWas = accept({ made, writes: [], chapters: [] });
  const body = made.body as RequestBody;
  if (body.person === undefined || !isOwnErasure(body)) return asItWas;
  const owner = await readPerson(deps, body.person, at);
  if (owner?.body.state !== 'active') return asItWas;
  const plan = await currentPlan(body.person, at, deps);
  if (plan.touches.length > 0) return asItWas;
  const command = { act: 'erase-own', plan, hash: planHash(plan) };
  const next = decideAct(caseOf(body, made.todo ?? undefined), command, { by: 'requester', at, newId });
  if (!next.ok) return next;
  const proof = newProof(deps.secrets, { lifeMs: CLOSING_MS, long: false }, deps.random, at);
  const asked = { case: body.reference, by: 'person' } as const;
  const closing = askClosing(owner.body, proof, new Date(at).toISOString(), newId, asked);
  if (!closing.ok) return closing;
  const { writes, chapters } = await personWrites(deps, owner, closing.value, at);
  return accept({ made: bothChanges(made, next.value), writes, chapters });
}
