import { isDeepStrictEqual } from 'node:util';
import { statusFacts } from '../domain/cases/kinds.ts';
import { AGE_GROUPS, ageGroupOf, isPast, type Urgency, urgencyOf } from '../domain/cases/urgency.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';
import { CASES_DUE } from './case-file.ts';
import { rowOf } from './case-row.ts';
import type { RecordDeps } from './deps.ts';
import { type TotalsBody, totalsKind } from './kinds/cases.ts';
import { putNew, putNext, read } from './kinds/kind.ts';
import type { Remaining } from './work-due.ts';

/** Entries of the list read at a time: half a megabyte. */
const PAGE = 2_000;
/** A list that fits on one page of the desk is counted there, as it is. */
const FITS = 50;
/** A page must have this long, ms. */
const RESERVE_MS = 10_000;

/** A count that says the same is kept anew after this long only: a sweep that finds nothing new writes nothing, ms. */
const SAME_FOR_MS = 3_600_000;

/** Where the totals lie: one list, of all open cases. */
const OPEN = 'open';

/** The totals of all open cases as they were last counted; absent while a page shows them all. */
export const readTotals = async (
  { records }: Pick<RecordDeps, 'records'>,
  at: number,
): Promise<TotalsBody | undefined> => (await read(records, totalsKind, OPEN, at))?.body;

/**
 * Counts the open cases by urgency and by age, and keeps the count in one item (D1): no transaction of a case touches a counter.
 * Entries of the index only are read. A count whose time is up is not kept: the one before stands, with its instant; so
 * does one of the last hour that says the same.
 * @param at epoch ms of the sweep
 */
export async function countOpen(
  deps: Pick<RecordDeps, 'records' | 'types'>,
  at: number,
  remaining: Remaining = () => Number.POSITIVE_INFINITY,
): Promise<'kept' | 'same' | 'fits' | 'unfinished'> {
  const { records, types } = deps;
  const today = localDate(at, REGIME_ZONE);
  const byUrgency: Record<Urgency, number> = { overdue: 0, today: 0, week: 0, later: 0, none: 0 };
  const byAge = AGE_GROUPS.map(() => 0);
  let seen = 0;
  let cursor: string | undefined;
  do {
    if (remaining() < RESERVE_MS) return 'unfinished';
    const limit = seen === 0 ? FITS : PAGE;
    const page = await records.listDue(CASES_DUE, { limit, ...(cursor === undefined ? {} : { cursor }) });
    for (const entry of page.items) {
      const row = rowOf(entry, types);
      const { runs } = statusFacts(row, types);
      byUrgency[urgencyOf({ ...row, runs, overdue: runs && isPast(row, at) }, today)] += 1;
      const group = ageGroupOf(row.receivedAt, today);
      if (runs) byAge[group] = (byAge[group] ?? 0) + 1;
    }
    seen += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  if (seen <= FITS) return 'fits';
  const body: TotalsBody = { at: new Date(at).toISOString(), byUrgency, byAge };
  const before = await read(records, totalsKind, OPEN, at);
  if (before !== undefined && isSame(before.body, body)) return 'same';
  // A race lost is no matter: the other sweep has counted too.
  await records.commit([
    before === undefined ? putNew(totalsKind, OPEN, body) : putNext(totalsKind, before, body),
  ]);
  return 'kept';
}

const isSame = (before: TotalsBody, { at, byUrgency, byAge }: TotalsBody): boolean =>
  Date.parse(at) - Date.parse(before.at) < SAME_FOR_MS &&
  isDeepStrictEqual([before.byUrgency, before.byAge], [byUrgency, byAge]);
