import type { ErasureActName } from '../../shared/api/erasures.ts';
import { normalAddress } from '../../shared/domain/email.ts';
import { type Result, refuse } from '../../shared/domain/result.ts';
import type { Staff } from '../../shared/identity/who.ts';
import type { IdempotentRequest } from '../../shared/records/idempotency.ts';
import { askTheHead } from './ask-head.ts';
import { approveErasure, type Decided, proposeErasure } from './decide-erasure.ts';
import type { ShowDeps } from './show-erasure.ts';
import { stopErasure } from './stop-erasure.ts';

/** A decision as staff ask for it, its body checked by the act's schema. */
export interface AskedAct {
  readonly reference: string;
  readonly act: ErasureActName;
  readonly body: { readonly revision: number; readonly part?: string; readonly hash?: string };
  readonly staff: Pick<Staff, 'sub' | 'role' | 'email'>;
  readonly once?: IdempotentRequest | undefined;
}

/** An officer, or – for the second approval – the deputy that the settings name (S3). */
function mayDecide({ act, staff }: AskedAct, { settings }: ShowDeps): Result<undefined> {
  if (staff.role === 'officer') return { ok: true, value: undefined };
  const { deputy } = settings.staff;
  const isDeputy =
    act === 'approve' &&
    deputy !== undefined &&
    staff.email !== undefined &&
    normalAddress(staff.email) === normalAddress(deputy);
  return isDeputy ? { ok: true, value: undefined } : refuse('not-deputy');
}

/** Does what staff decide about a destruction: proposes, approves, asks the head of the company, calls off (S3, S8). */
export async function decideErasure(asked: AskedAct, at: number, deps: ShowDeps): Promise<Decided> {
  const allowed = mayDecide(asked, deps);
  if (!allowed.ok) return allowed;
  const { reference, act, body, staff, once } = asked;
  const decision = { reference, revision: body.revision, by: `staff:${staff.sub}` as const, once };
  switch (act) {
    case 'plan':
      return proposeErasure({ ...decision, part: body.part ?? 'all' }, at, deps);
    case 'approve':
      return approveErasure({ ...decision, hash: body.hash ?? '' }, at, deps);
    case 'ask-head':
      return askTheHead(decision, at, deps);
    case 'call-off':
      return stopErasure(decision, at, deps);
  }
}
