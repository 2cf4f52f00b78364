import { MILESTONES, type MilestoneName } from '../milestone-names.ts';
import { planMilestones } from '../milestones.ts';
import { type Plan, WAITING_STATES } from '../workflow-payloads.ts';
import type { CaseBody } from './case.ts';
import { type Change, change, type NewEvent, type NewLetter, type Todo } from './change.ts';
import { drivingClock } from './clocks.ts';
import { type CaseState, factsOf, isRunning } from './type.ts';

/** Grace after a milestone's instant before the sweeper takes its timer for lost (invariant 2). */
export const WATCH_GRACE_MS = 15 * 60_000;

/** How early a step may be entered and still count as on time; the chain's gaps are whole seconds. */
const EARLY_MS = 60_000;

const iso = (ms: number) => new Date(ms).toISOString();

interface Planned {
  readonly name: MilestoneName;
  readonly at: number;
}

/** Milestones of the clock that drives the case, in order; empty when no date could be counted. */
export function milestonesOf(body: CaseBody): readonly Planned[] {
  const clock = drivingClock(body.clocks);
  return clock === undefined ? [] : planMilestones(clock);
}

/** Letter that a milestone causes: reminders to who is in charge, escalation and overdue to the officers (K3). */
function milestoneLetters(name: MilestoneName, body: CaseBody, newId: () => string): readonly NewLetter[] {
  const inCharge = body.assignee === undefined ? 'team' : 'assignee';
  switch (name) {
    case 'reminder-10':
    case 'reminder-5':
    case 'reminder-2':
      return [{ id: newId(), kind: 'case-reminder', to: inCharge, data: { milestone: name } }];
    case 'escalation':
      return [{ id: newId(), kind: 'case-escalation', to: 'officers' }];
    case 'due-day':
      return [
        { id: newId(), kind: 'case-due', to: inCharge },
        { id: newId(), kind: 'case-due', to: 'officers' },
      ];
    case 'overdue':
      return [{ id: newId(), kind: 'case-overdue', to: 'officers' }];
  }
}

const watch = (next: Planned | undefined): Todo | null =>
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
export function waitingFor(body: CaseBody, next: Planned | undefined): CaseBody {
  const { nextMilestoneAt: _, ...rest } = body;
  return next === undefined ? rest : { ...rest, nextMilestoneAt: iso(next.at) };
}

/** Records milestones as passed; `acting` is the one that acts. Each is a change of its own in the ledger. */
function pass(
  body: CaseBody,
  names: readonly MilestoneName[],
  acting: MilestoneName | undefined,
  newId: () => string,
): { body: CaseBody; events: readonly NewEvent[]; letters: readonly NewLetter[] } {
  const passed = MILESTONES.filter((name) => body.passed.includes(name) || names.includes(name));
  const revision = body.revision + (acting === undefined ? 0 : 1);
  return {
    body: { ...body, passed, revision },
    events:
      acting === undefined
        ? []
        : [{ type: 'milestone', by: 'system', data: { milestone: acting }, revision }],
    letters: acting === undefined ? [] : milestoneLetters(acting, body, newId),
  };
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
    return { change: change(waitingFor(claimed, undefined), { events }), plan: { next: 'end', gaps: {} } };

  const all = milestonesOf(claimed);
  const past = all.filter((milestone) => milestone.at <= at);
  const fresh = past.filter((milestone) => !claimed.passed.includes(milestone.name));
  const acted = pass(
    claimed,
    fresh.map((milestone) => milestone.name),
    fresh.at(-1)?.name,
    newId,
  );
  const coming = all.filter((milestone) => milestone.at > at);
  return {
    change: change(waitingFor(acted.body, coming[0]), {
      todo: watch(coming[0]),
      events: [...events, ...acted.events],
      letters: acted.letters,
    }),
    plan: planOf(past.at(-1)?.name ?? 'received', coming, at),
  };
}

/** The state to jump to and the seconds each state waits; `end` when nothing is left to wait for. */
function planOf(from: MilestoneName | 'received', coming: readonly Planned[], at: number): Plan {
  if (coming.length === 0) return { next: 'end', gaps: {} };
  const gaps: { [state: string]: number } = {};
  let state: MilestoneName | 'received' = from;
  let entered = at;
  for (const milestone of coming) {
    gaps[WAITING_STATES[state]] = Math.max(1, Math.ceil((milestone.at - entered) / 1000));
    state = milestone.name;
    entered = milestone.at;
  }
  return { next: WAITING_STATES[from], gaps };
}

/** What a milestone step finds: nothing is owed any more, too early or planned by old dates, or time to act – perhaps done before. */
export type Entered =
  | { readonly kind: 'decided' }
  | { readonly kind: 'early' }
  | { readonly kind: 'act'; readonly change: Change };

/**
 * Whether the plan that an execution waits by is to be made anew: dates moved, or the case was opened again, and nobody
 * has come round to it. A step that went on regardless would put its own watch in place of that intent, and lose it.
 */
const isOutdated = ({ body, todo }: CaseState): boolean =>
  todo?.why === 'replan' || (todo?.why === 'start' && body.execution !== undefined);

/**
 * A milestone is entered: it acts once, whoever enters it how often (a retried step finds it passed).
 * The stored dates decide, not the timer that fired.
 */
export function enterMilestone(
  state: CaseState,
  name: MilestoneName | 'received',
  at: number,
  newId: () => string,
): Entered {
  const { body } = state;
  if (!isRunning(state)) return { kind: 'decided' };
  if (isOutdated(state)) return { kind: 'early' };
  const all = milestonesOf(body);
  const due = name === 'received' ? undefined : all.find((milestone) => milestone.name === name);
  if (name !== 'received' && (due === undefined || due.at - EARLY_MS > at)) return { kind: 'early' };
  const next = all.find((milestone) => milestone.at > Math.max(at, due?.at ?? 0));
  if (name === 'received' || body.passed.includes(name))
    return { kind: 'act', change: change(waitingFor(body, next), { todo: watch(next) }) };
  const acted = pass(body, [name], name, newId);
  return {
    kind: 'act',
    change: change(waitingFor(acted.body, next), {
      todo: watch(next),
      events: acted.events,
      letters: acted.letters,
    }),
  };
}

/** The last part of an execution's ARN, `<reference>-<n>`. */
export const executionName = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);
