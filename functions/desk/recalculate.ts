import { recalculate } from '../../shared/domain/cases/recalculate.ts';
import { commitCase, readCase } from '../../shared/records/case-file.ts';
import { decideSurely, OVERTAKEN } from '../../shared/records/decide-again.ts';
import { type DailyDeps, forEachOpenCase, type Run } from './daily.ts';

/**
 * Counts open cases anew whose clocks were counted with another calendar than the one loaded now (G12, S5): a date that
 * moves does so with its event, its letter and new timers.
 * @param at epoch ms of the schedule's event
 */
export const recalculateCases = (deps: DailyDeps, at: number): Promise<Run> =>
  forEachOpenCase(
    deps,
    at,
    undefined,
    (state) => recalculate(state, at, () => '') !== undefined,
    (reference) => recalculateOne(deps, reference, at),
  );

/** @returns whether its dates were counted anew */
const recalculateOne = (deps: DailyDeps, reference: string, at: number): Promise<boolean> =>
  decideSurely(deps, {
    read: () => readCase(deps, reference, at),
    async decide(file) {
      const made = file && recalculate(file.state, at, deps.newId);
      if (file === undefined || made === undefined) return false;
      return (await commitCase(deps, file, made, at)) === 'ok' || OVERTAKEN;
    },
  });
