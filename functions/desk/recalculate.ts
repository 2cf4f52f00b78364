import { recalculate } from '../../shared/domain/claims/recalculate.ts';
import { commitCase, readCase } from '../../shared/records/case-file.ts';
import { RecordsUnavailable } from '../../shared/records/port.ts';
import { type DailyDeps, forEachOpenCase, type Run } from './daily.ts';

const TRIES = 5;

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
    (body) => recalculate({ body }, at, () => '') !== undefined,
    (reference) => recalculateOne(deps, reference, at),
  );

async function recalculateOne(deps: DailyDeps, reference: string, at: number): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const file = await readCase(deps, reference, at);
    const made = file && recalculate(file.state, at, deps.newId);
    if (file === undefined || made === undefined) return false;
    if ((await commitCase(deps, file, made, at)) === 'ok') return true;
  }
  throw new RecordsUnavailable('others change the same case again and again');
}
