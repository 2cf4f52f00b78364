import { type Plan, type PlannedWait, WAIT_NAMES } from '../workflow-payloads.ts';
import type { CaseBody } from './case.ts';
import { type Change, change, type NewEvent, type Todo } from './change.ts';
import { hasPassed, milestonesOf, type PlannedMilestone, pass } from './planned.ts';
import { type CaseState, factsOf, isRunning } from './type.ts';

/** Grace after a milestone's instant before the sweeper takes its timer for lost (invariant 2). */
export const WATCH_GRACE_MS = 15 * 60_000;

/** How early or late a wait may begin and still count as on time; the chain's gaps are whole seconds. */
const PUNCTUAL_MS = 60_000;

const iso = (ms: number) => new Date(ms).toISOString();

const watch = (next: PlannedMilestone | undefined): Todo | null =>
  next === undefined ? null : { why: 'watch', at: iso(next.at + WATCH_GRACE_MS) };

/**
 * What a move of the state asks of the waiting: it ends at once when no answer is owed any more – sent, posted, or ended
 * otherwise (K3) –, and begins again when what had been sent came back (K4). Else the standing intent stands.
 * @param at epoch ms of the move
 */
export function waitingAfter(
  { type, body: before }: CaseState,
  after: CaseBody,
  at: number,
): { readonly todo?: Todo } {
  const { runs } = factsOf(type, after.status);
  if (factsOf(type, before.status).runs === runs) return {};
  return { todo: { why: runs ? 'start' : 'resume', at: iso(at) } };
}

/** The body with the milestone it waits for now; absent when there is none. */
export function waitingFor(body: CaseBody, next: PlannedMilestone | undefined): CaseBody {
  const { nextMilestoneAt: _, ...rest } = body;
  return next === undefined ? rest : { ...rest, nextMilestoneAt: iso(next.at) };
}

/**
 * First step of an execution: the case is claimed for it, milestones already past are recorded – only the latest of
 * those that have not acted acts, once, at once – and the gaps to the coming ones are computed (Milestones, K6).
 * @param at epoch ms at which the step was entered
 */
export function openExecution(
  state: CaseState,
  execution: string,
  at: number,
  newId: () => string,
): { readonly change: Change; readonly plan: Plan } {
  const started = {
    type: 'execution-started',
    by: 'system',
    data: { execution: executionName(execution) },
  } as const;
  const replanned = state.body.execution === execution;
  const claimed = { ...state.body, execution, executions: state.body.executions + (replanned ? 0 : 1) };
  const events: readonly NewEvent[] = replanned ? [] : [started];
  if (!isRunning(state))
    return { change: change(waitingFor(claimed, undefined), { events }), plan: planOf([], at) };

  const planned = { ...state, body: claimed };
  const all = milestonesOf(planned);
  const fresh = all.filter((milestone) => milestone.at <= at && !hasPassed(milestone));
  const acted = pass(planned, fresh, newId);
  const coming = all.filter((milestone) => milestone.at > at);
  return {
    change: change(waitingFor(acted.body, coming[0]), {
      todo: watch(coming[0]),
      events: [...events, ...acted.events],
      letters: acted.letters,
    }),
    plan: planOf(coming, at),
  };
}

/**
 * What the waits are for: each goes on to the next instant at which milestones fall. The one after the last finds nothing
 * left to wait for and ends the execution; a plan that is full is followed by the next.
 */
function planOf(coming: readonly PlannedMilestone[], at: number): Plan {
  const instants = [at, ...new Set(coming.map((milestone) => milestone.at))];
  const waits = WAIT_NAMES.flatMap((name, index): [string, PlannedWait][] => {
    const [from, until] = [instants[index], instants[index + 1]];
    if (from === undefined) return [];
    if (until === undefined) return [[name, { from: iso(from), seconds: LAST_SECONDS }]];
    const seconds = Math.max(1, Math.ceil((until - from) / 1000));
    return [[name, { from: iso(from), until: iso(until), seconds }]];
  });
  return { waits: Object.fromEntries(waits) };
}

/** More than the last step can need to end its execution, retries of its function included. */
const LAST_SECONDS = 3_600;

/** What a wait finds as it begins: nothing is owed any more, a plan that no longer holds, or milestones – none, if it came before. */
export type Entered =
  | { readonly kind: 'decided' }
  | { readonly kind: 'replan' }
  /** `waits`: something is left to wait for. */
  | { readonly kind: 'act'; readonly change: Change; readonly waits: boolean };

/**
 * Whether the plan that an execution waits by is to be made anew: dates moved, or the case was opened again, and nobody
 * has come round to it. A step that went on regardless would put its own watch in place of that intent, and lose it.
 */
const isOutdated = ({ body, todo }: CaseState): boolean =>
  todo?.why === 'replan' || (todo?.why === 'start' && body.execution !== undefined);

/**
 * A wait begins. The milestones of its instant act once, whoever enters it how often (a retried step finds them passed).
 * The stored dates decide, not the timer that fired: one that is early, late, or would miss the next milestone plans anew.
 * A wait that ends without need – its clock was met meanwhile – does no harm.
 */
export function enterWait(
  state: CaseState,
  { from, until }: Pick<PlannedWait, 'from' | 'until'>,
  at: number,
  newId: () => string,
): Entered {
  if (!isRunning(state)) return { kind: 'decided' };
  const planned = Date.parse(from);
  if (isOutdated(state) || Math.abs(at - planned) > PUNCTUAL_MS) return { kind: 'replan' };
  const now = Math.max(at, planned);
  const all = milestonesOf(state);
  const next = all.find((milestone) => milestone.at > now);
  if (next !== undefined && (until === undefined || next.at < Date.parse(until))) return { kind: 'replan' };
  const fresh = all.filter((milestone) => milestone.at <= now && !hasPassed(milestone));
  const acted = pass(state, fresh, newId);
  return {
    kind: 'act',
    waits: next !== undefined,
    change: change(waitingFor(acted.body, next), {
      todo: watch(next),
      events: acted.events,
      letters: acted.letters,
    }),
  };
}

/** The last part of an execution's ARN, `<reference>-<n>`. */
export const executionName = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);
