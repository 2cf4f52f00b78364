import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import { approvalDue } from '../../shared/domain/requests/approve-by.ts';
import { addDays } from '../../shared/law/dates.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { readCase } from '../../shared/records/case-file.ts';
import { putNew } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { letterStanding } from '../../shared/records/letter-standing.ts';
import { type DailyDeps, forEachOpenCase, type Run } from './daily.ts';

/** A destruction must be approved so many days before the day to finish by, at most: 72 hours, a working day, the longest holidays. */
const MOST_BEFORE = 16;

/**
 * Destructions that nobody has approved although their day for that is over (S3): the officers get one letter a case and local
 * day, as of a clock that is overdue.
 * @param at epoch ms of the schedule's event
 */
export function escalateApprovals(deps: DailyDeps, at: number): Promise<Run> {
  const today = localDate(at, REGIME_ZONE);
  return forEachOpenCase(
    deps,
    at,
    addDays(today, MOST_BEFORE),
    ({ body }) => {
      const by = approvalDue(body);
      return by !== undefined && by < today;
    },
    (reference) => tell(reference, today, at, deps),
  );
}

/** @returns whether a letter was queued; the one of a day is queued once. */
async function tell(reference: string, today: string, at: number, deps: DailyDeps): Promise<boolean> {
  const body = (await readCase(deps, reference, at))?.state.body;
  const by = body && approvalDue(body);
  if (body === undefined || by === undefined || by >= today) return false;
  const iso = new Date(at).toISOString();
  const letter = { id: `erasure-late-${today}`, kind: 'erasure-late', to: 'officers', data: { by } } as const;
  const queued = queuedLetter(letter, { reference, language: body.language, at: iso });
  const write = putNew(
    letterKind,
    { reference, id: letter.id },
    queued,
    letterStanding(queued, body.workBy, iso),
  );
  return (await deps.records.commit([write])).ok;
}
