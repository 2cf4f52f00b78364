import type { CaseState } from '../../shared/domain/cases/type.ts';
import { CASES_DUE, caseFile } from '../../shared/records/case-file.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';

/** What the daily work needs. */
export interface DailyDeps extends RecordDeps {
  readonly newId: () => string;
  /** Ms that this run may still go on. */
  readonly remaining: () => number;
  /** One case failed; codes and ids only. The run goes on with the others. */
  readonly report: (code: 'daily-failed', about: { readonly case: string; readonly error: unknown }) => void;
}

/** What a run came to. `unfinished`: its time was up; the next one goes on, what is done is not done again. */
export interface Run {
  readonly lookedAt: number;
  readonly done: number;
  readonly failed: number;
  readonly unfinished: boolean;
}

const PAGE = 100;
/** So many cases are worked on at the same time. */
const SIDE_BY_SIDE = 8;
/** Work that is begun must have this long to end, ms. */
const RESERVE_MS = 5_000;

/**
 * Goes through the open cases by the day to finish by and does `work` with those that `wants` picks. One that fails is
 * reported and does not stop the others. Memory is one page; a run that is cut off or comes twice does no harm, since
 * each case decides on its own record whether there is anything to do.
 * @param upTo last `workBy` to look at, a local date; all if not said
 */
export async function forEachOpenCase(
  deps: DailyDeps,
  at: number,
  upTo: string | undefined,
  wants: (state: CaseState) => boolean,
  work: (reference: string) => Promise<boolean>,
): Promise<Run> {
  const run = { lookedAt: 0, done: 0, failed: 0, unfinished: false };
  let cursor: string | undefined;
  do {
    const page = await deps.records.listDue(CASES_DUE, {
      ...(upTo === undefined ? {} : { upTo: `${upTo}#~` }),
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const items = await deps.records.getMany(page.items, at);
    const states = items.flatMap((item) => (item === undefined ? [] : [caseFile(item, deps).state]));
    run.lookedAt += states.length;
    const waiting = states
      .filter(wants)
      .map(({ body: { reference } }) => reference)
      [Symbol.iterator]();
    const worker = async (): Promise<void> => {
      for (const reference of waiting) {
        if (deps.remaining() < RESERVE_MS) {
          run.unfinished = true;
          return;
        }
        try {
          if (await work(reference)) run.done += 1;
        } catch (error) {
          run.failed += 1;
          deps.report('daily-failed', { case: reference, error });
        }
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    cursor = page.cursor;
    if (cursor !== undefined && deps.remaining() < RESERVE_MS) run.unfinished = true;
  } while (cursor !== undefined && !run.unfinished);
  return run;
}
