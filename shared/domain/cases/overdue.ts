import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import type { CaseBody } from './case.ts';

/** States in which an answer is still owed: decided but not accepted by the mail service is not sent (K4). */
const OWED: ReadonlySet<CaseBody['status']> = new Set(['open', 'returned', 'answered']);

/** Whether the case is past its day without a sending that counts. */
export function isOverdue(body: Pick<CaseBody, 'status' | 'dueOn'>, at: number): boolean {
  return OWED.has(body.status) && localDate(at, REGIME_ZONE) > body.dueOn;
}
