import { localDate } from '../../law/zones.ts';
import type { CaseBody } from './case.ts';

/** Zone of the Russian regime, in which all its legal dates are counted (G11). */
export const REGIME_ZONE = 'Europe/Moscow';

/** States in which an answer is still owed: decided but not accepted by the mail service is not sent (K4). */
const OWED: ReadonlySet<CaseBody['status']> = new Set(['open', 'returned', 'answered']);

/** Whether the case is past its day without a sending that counts. */
export function isOverdue(body: Pick<CaseBody, 'status' | 'dueOn'>, at: number): boolean {
  return OWED.has(body.status) && localDate(at, REGIME_ZONE) > body.dueOn;
}
