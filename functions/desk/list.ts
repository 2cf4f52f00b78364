import type { CaseLine } from '../../shared/api/case-view.ts';
import type { ListQuery } from '../../shared/api/desk.ts';
import { presentLine } from '../../shared/api/present-case.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import { isOpen, statusFacts } from '../../shared/domain/cases/kinds.ts';
import { CASES_CLOSED, CASES_DUE } from '../../shared/records/case-file.ts';
import { caseKind } from '../../shared/records/kinds/cases.ts';
import { storedOf } from '../../shared/records/kinds/kind.ts';
import type { Records } from '../../shared/records/port.ts';

/** Cases on a page. */
const PAGE = 50;
/** Cases that one request with a filter looks at, at the most; the cursor goes on from there. */
const MOST_LOOKED_AT = 500;

/** A page of a list, and where the next one begins; null at the end. */
export interface Listed {
  readonly items: readonly CaseLine[];
  readonly cursor: string | null;
}

/**
 * Cases by the day to finish by, earliest first; without a filter all that are not closed (D1). References, kinds, dates
 * and states only (G10). A page costs the same however long the list is. With a filter on what the index does not hold a
 * page may be shorter than the list, even empty, and still have a cursor; or up to 99 cases long.
 * Throws BadCursor for a cursor that is none of ours.
 * @param at epoch ms: what counts as overdue
 */
export async function listCases(
  query: ListQuery,
  at: number,
  { records }: { readonly records: Records },
): Promise<Listed> {
  const group = query.status === undefined || isOpen(query.status) ? CASES_DUE : CASES_CLOSED;
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
    const found = await records.getMany(page.items, at);
    for (const item of found) {
      const body = item && storedOf(caseKind, item).body;
      // The index lags behind the records for a moment: what left the list meanwhile is not shown.
      if (body !== undefined && isWanted(body, query)) items.push(presentLine(body, at));
    }
    cursor = page.cursor;
    lookedAt += page.items.length;
  } while (filtered && cursor !== undefined && items.length < PAGE && lookedAt < MOST_LOOKED_AT);
  return { items, cursor: cursor ?? null };
}

const isWanted = (body: CaseBody, { status, kind, assignee, due }: ListQuery): boolean =>
  (status === undefined ? statusFacts(body).listed : body.status === status) &&
  (kind === undefined || body.kind === kind) &&
  (assignee === undefined || body.assignee === assignee) &&
  (due === undefined || body.workBy <= due);
