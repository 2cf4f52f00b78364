import { escalateApprovals } from './approvals.ts';
import type { DailyDeps, Run } from './daily.ts';
import { type DigestDeps, sendDigest } from './digest.ts';
import { escalateOverdue } from './overdue.ts';
import { recalculateCases } from './recalculate.ts';
import { tellOfActs } from './tell-of-acts.ts';
import { tellOfHeld } from './tell-of-held.ts';

/** The daily work is not done: thrown so that the schedule's call is tried again and, at last, alarms. */
export class DailyUnfinished extends Error {
  override readonly name = 'DailyUnfinished';
}

/** Does a daily schedule's work. Run again – after an error, or because a schedule came twice – it does what is left. */
export async function runDaily(
  schedule: 'daily-overdue' | 'daily-digest',
  at: number,
  deps: DailyDeps & DigestDeps,
): Promise<void> {
  if (schedule === 'daily-digest') {
    await tellOfHeld(deps, at);
    await tellOfActs(deps, at);
    await sendDigest(deps, at);
    return;
  }
  // Escalation goes first: no number of cases to be counted anew may hold it up. A date that then moves is told by its own letter.
  const runs: readonly Run[] = [
    await escalateOverdue(deps, at),
    await escalateApprovals(deps, at),
    await recalculateCases(deps, at),
  ];
  const failed = runs.reduce((sum, run) => sum + run.failed, 0);
  const unfinished = runs.some((run) => run.unfinished);
  if (failed > 0 || unfinished)
    throw new DailyUnfinished(`${failed} cases failed${unfinished ? ', the time was up' : ''}`);
}
