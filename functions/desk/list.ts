import type { CaseLine, Totals } from '../../shared/api/case-view.ts';
import type { ListQuery } from '../../shared/api/desk.ts';
import { type CaseTypes, isOpen, statusFacts } from '../../shared/domain/cases/kinds.ts';
import { isPast } from '../../shared/domain/cases/urgency.ts';
import { CASES_CLOSED, CASES_DUE } from '../../shared/records/case-file.ts';
import { type CaseRow, rowOf } from '../../shared/records/case-row.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { readTotals } from '../../shared/records/totals.ts';

/** Cases on a page. */
const PAGE = 50;
/** Cases that one request with a filter looks at, at the most; the cursor goes on from there. */
const MOST_LOOKED_AT = 500;

/** A page of a list, and where the next one begins; null at the end. */
export interface Listed {
  readonly items: readonly CaseLine[];
  readonly cursor: string | null;
  /** How many there are in all, as last counted; null where this page shows them all, or with a filter. */
  readonly totals: Totals | null;
}

/** One line of a staff list, without personal data (G10). `at` (epoch ms) decides what is overdue. */
export function presentLine(row: CaseRow, at: number, types?: CaseTypes): CaseLine {
  const { reference, kind, status, receivedAt, workBy, dueOn, channel, language, last } = row;
  return {
    ...{ reference, kind, status, receivedAt, workBy, dueOn, channel, language },
    dueAt: row.dueAt ?? null,
    topic: row.topic ?? null,
    overdue: statusFacts(row, types).runs && isPast(row, at),
    assignee: row.assignee ?? null,
    held: row.held,
    triage: row.triage,
    provisional: row.provisional,
    lastAct: last ?? null,
  };
}

/**
 * Cases by the day to finish by, earliest first; without a filter all that are not closed (D1). References, kinds, dates
 * and states only (G10), as the index carries them: no case is read, and a page costs the same however long the list is.
 * With a filter a page may be shorter than the list, even empty, and still have a cursor; or up to 99 cases long.
 * Throws BadCursor for a cursor that is none of ours.
 * @param at epoch ms: what counts as overdue
 */
export async function listCases(
  query: ListQuery,
  at: number,
  { records, types }: Pick<RecordDeps, 'records' | 'types'>,
): Promise<Listed> {
  const group = query.status === undefined || isOpen(query.status, types) ? CASES_DUE : CASES_CLOSED;
  const filtered = [query.status, query.kind, query.assignee].some((value) => value !== undefined);
  // The order is `<workBy>#<reference>`; `~` comes after every reference.
  const upTo = query.due === undefined ? {} : { upTo: `${query.due}#~` };
  const items: CaseLine[] = [];
  let cursor = query.cursor;
  let lookedAt = 0;
  do {
    const page = await records.listDue(group, {
      ...upTo,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const rows = page.items.map((entry) => rowOf(entry, types)).filter((row) => isWanted(row, query));
    items.push(...rows.map((row) => presentLine(row, at, types)));
    cursor = page.cursor;
    lookedAt += page.items.length;
  } while (filtered && cursor !== undefined && items.length < PAGE && lookedAt < MOST_LOOKED_AT);
  const isWhole = cursor === undefined && query.cursor === undefined;
  const totals =
    filtered || query.due !== undefined || isWhole ? undefined : await readTotals({ records }, at);
  return { items, cursor: cursor ?? null, totals: totals ?? null };
}

const isWanted = (row: CaseRow, { status, kind, assignee }: ListQuery): boolean =>
  (status === undefined || row.status === status) &&
  (kind === undefined || row.kind === kind) &&
  (assignee === undefined || row.assignee === assignee);
