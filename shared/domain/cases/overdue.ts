import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import { type CaseBody, isRunning } from './case.ts';

/** Whether the case is past its day without a sending that counts. */
export function isOverdue(body: Pick<CaseBody, 'status' | 'dueOn'>, at: number): boolean {
  return isRunning(body) && localDate(at, REGIME_ZONE) > body.dueOn;
}
