import { isOverdue, isRunning, lacksOf } from '../domain/cases/type.ts';
import { CASES_DUE, caseFile } from '../records/case-file.ts';
import type { RecordDeps } from '../records/deps.ts';
import type { DigestLine } from './content.ts';

/** More lines than anybody reads; of the rest the digest tells that there are more. */
const MOST_LINES = 100;

/** What is due on a day (D0): overdue cases, and those with `workBy` on the day or earlier. */
export interface DueDigest {
  readonly overdue: readonly DigestLine[];
  readonly today: readonly DigestLine[];
  /** Whether the list goes on. */
  readonly more: number;
}

/**
 * Reads what the officers' digest tells. No digest is written when both lists are empty.
 * @param day local date, `2026-12-07`; `at` epoch ms
 */
export async function dueDigest(
  deps: Pick<RecordDeps, 'records' | 'types'>,
  day: string,
  at: number,
): Promise<DueDigest> {
  const { records } = deps;
  const overdue: DigestLine[] = [];
  const today: DigestLine[] = [];
  let more = 0;
  let cursor: string | undefined;
  do {
    // The order is `<workBy>#<reference>`; `~` comes after every reference.
    const page = await records.listDue(CASES_DUE, {
      upTo: `${day}#~`,
      limit: MOST_LINES,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const items = await records.getMany(page.items, at);
    for (const item of items) {
      if (item === undefined) continue;
      const { state } = caseFile(item, deps);
      const { body } = state;
      if (!isRunning(state)) continue;
      const list = isOverdue(state, at) ? overdue : today;
      if (overdue.length + today.length < MOST_LINES)
        list.push({
          reference: body.reference,
          workBy: body.workBy,
          ends: body.dueAt ?? body.dueOn,
          lacks: lacksOf(state),
        });
      else more += 1;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { overdue, today, more };
}
