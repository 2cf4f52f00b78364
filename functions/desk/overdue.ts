import { escalateDaily } from '../../shared/domain/cases/escalate-daily.ts';
import { isOverdue } from '../../shared/domain/cases/type.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { commitCase, lettersOf, readCase } from '../../shared/records/case-file.ts';
import { decideSurely, OVERTAKEN } from '../../shared/records/decide-again.ts';
import { type DailyDeps, forEachOpenCase, type Run } from './daily.ts';

/**
 * The daily sweep of what is overdue (K3): the officers get one letter a case and local day until the answer has been
 * sent, each with its event. Found by the record, so that a case whose workflow died is escalated too.
 * @param at epoch ms of the schedule's event
 */
export const escalateOverdue = (deps: DailyDeps, at: number): Promise<Run> =>
  forEachOpenCase(
    deps,
    at,
    // `workBy` is never after the day from which a case is overdue.
    localDate(at, REGIME_ZONE),
    (state) => isOverdue(state, at),
    (reference) => escalateOne(deps, reference, at),
  );

/** @returns whether a letter was queued */
const escalateOne = (deps: DailyDeps, reference: string, at: number): Promise<boolean> =>
  decideSurely(deps, {
    read: () => readCase(deps, reference, at),
    async decide(file) {
      const made = file && escalateDaily(file.state, await lettersOf(deps, reference), at);
      if (file === undefined || made === undefined) return false;
      return (await commitCase(deps, file, made, at)) === 'ok' || OVERTAKEN;
    },
  });
