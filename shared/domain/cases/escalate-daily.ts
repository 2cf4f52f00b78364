import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import { overdueAt } from '../clock-ends.ts';
import type { LetterBody } from '../letters/letter.ts';
import { type Change, change } from './change.ts';
import { drivingClocks } from './clocks.ts';
import { clockData, markPassed, milestonesOf } from './planned.ts';
import { type CaseState, isOverdue } from './type.ts';

/**
 * Escalates an overdue case once a local day until its answer has been sent (K3). Nothing when it is not overdue, or the
 * officers were told today already – by the workflow's own milestone at 00:00, or by an earlier run.
 *
 * Moves no revision: it is a call for an answer, not a change of the case. A clock that is overdue has all its milestones
 * behind it, whether their timer lived to act or not; marking them passed keeps a late workflow from telling a second time.
 * @param letters of the case; @param at epoch ms of the daily run
 */
export function escalateDaily(
  state: CaseState,
  letters: readonly Pick<LetterBody, 'kind' | 'at'>[],
  at: number,
): Change | undefined {
  if (!isOverdue(state, at)) return undefined;
  const { body } = state;
  const day = localDate(at, REGIME_ZONE);
  const toldToday = letters.some(
    (letter) => letter.kind === 'case-overdue' && localDate(Date.parse(letter.at), REGIME_ZONE) === day,
  );
  if (toldToday) return undefined;
  const past = milestonesOf(state).filter(
    (milestone) => milestone.at <= at && overdueAt(milestone.clock) <= at,
  );
  const late = past.at(-1)?.clock;
  const several = drivingClocks(state.type, body.clocks).length > 1;
  const data = late === undefined ? {} : clockData(late, several);
  return change(
    { ...body, clocks: markPassed(body.clocks, past) },
    {
      events: [{ type: 'milestone', by: 'system', data: { milestone: 'overdue', day } }],
      letters: [
        {
          id: overdueLetterId(day),
          kind: 'case-overdue',
          to: 'officers',
          ...(Object.keys(data).length === 0 ? {} : { data }),
        },
      ],
    },
  );
}

/** Id of the day's letter: a run that comes twice queues it once. */
export const overdueLetterId = (day: string): string => `overdue-${day}`;
