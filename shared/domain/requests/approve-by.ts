import { addDays } from '../../law/dates.ts';
import { addWorkingDays } from '../../law/working-days.ts';
import type { CaseBody } from '../cases/case.ts';
import type { RequestBody } from './standing.ts';

/** Days between the second approval and the destruction, in which it can be cancelled: 72 hours (S3). */
const WAIT_DAYS = 3;

const isDestruction = (id: string): boolean => id.endsWith('.destroy') || id.endsWith('.later');

/**
 * The last day on which a destruction must be approved so that it is done in its term (S3, issue 10): the day to finish by,
 * less the 72 hours in which it can be cancelled, less one working day. Undefined where none is owed, or it is approved.
 */
export function approveBy({ clocks, own }: Pick<RequestBody, 'clocks' | 'own'>): string | undefined {
  const { erasure } = own;
  if (erasure?.state === 'approved' || erasure?.state === 'destroyed') return undefined;
  const [first] = clocks
    .filter(({ id, state }) => state === 'running' && isDestruction(id))
    .map(({ workBy }) => workBy)
    .toSorted();
  return first === undefined ? undefined : addWorkingDays(addDays(first, -WAIT_DAYS), -1);
}

/** The same of a case of whatever kind: only a request has a destruction. */
export const approvalDue = (body: CaseBody): string | undefined =>
  body.kind === 'request' ? approveBy(body as RequestBody) : undefined;
