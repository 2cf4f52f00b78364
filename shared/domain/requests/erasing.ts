import type { Change } from '../cases/change.ts';
import { plain } from '../cases/doing.ts';
import type { CalledOff } from '../letters/called-off.ts';
import { CLOSING_MS } from '../registration/closing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Asked, about, type Moved, partOf, partsFault, standingFault } from './changing.ts';
import { ERASED_PARTS, type ErasureRun, type FrozenPlan } from './erasure-run.ts';
import type { PartKind } from './parts.ts';

/** What an officer proposes: the plan as it was shown, and its hash. */
export interface PlanCommand {
  readonly act: 'plan';
  readonly part: (typeof ERASED_PARTS)[number] | 'all';
  readonly plan: FrozenPlan;
  readonly hash: string;
}
/** The second approval, of the plan as it is now. */
export interface ApproveCommand {
  readonly act: 'approve';
  readonly hash: string;
  /** The head of the company, by the recorded link; absent: the officer who acts. */
  readonly head?: true;
}
/** The link by which the head of the company approves, as it is made. */
export interface AskHeadCommand {
  readonly act: 'ask-head';
  readonly link: Omit<NonNullable<ErasureRun['asked']>, 'by'>;
}
export interface CallOffCommand {
  readonly act: 'call-off';
  readonly why: CalledOff;
}
export interface EraseFailedCommand {
  readonly act: 'erasure-failed';
}
export type ErasureCommand =
  | PlanCommand
  | ApproveCommand
  | AskHeadCommand
  | CallOffCommand
  | EraseFailedCommand;

const iso = (at: number): string => new Date(at).toISOString();
const runOf = ({ own }: Pick<Moved, 'own'>): ErasureRun | undefined => own.erasure;
const withRun = (body: Moved, erasure: ErasureRun): Moved => ({ ...body, own: { ...body.own, erasure } });

/** Parts of a request that wait for a destruction: asked for and not decided, or owed by a clock that runs. */
export function partsToErase({ own, clocks }: Pick<Moved, 'own' | 'clocks'>): readonly PartKind[] {
  const owed = (part: PartKind) =>
    clocks.some(
      ({ id, state }) => state === 'running' && (id === `${part}.destroy` || id === `${part}.later`),
    );
  return ERASED_PARTS.filter((part) => {
    const { state, found } = partOf({ own }, part) ?? {};
    if (state === undefined || state === 'withdrawn') return false;
    // What was found to be used unlawfully is owed, whatever who asked was answered.
    if (state === 'refused' && found !== 'unlawful') return false;
    return owed(part) || (state === 'asked' && part.startsWith('erasure'));
  });
}

/** A plan is shown and proposed: frozen, so that what is approved is what was shown (S8). A later one takes its place. */
export function proposePlan(doing: Asked, { part, plan, hash }: PlanCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const waiting = partsToErase(body);
  const parts = part === 'all' ? waiting : [part];
  const fault =
    partsFault(body, parts, ['asked', 'done', 'answered', 'refused']) ?? standingFault(body, asking.at);
  if (fault !== undefined) return fault;
  const idle = parts.find((one) => !waiting.includes(one));
  if (idle !== undefined) return refuse('nothing-to-destroy', { field: 'part', data: { part: idle } });
  if (body.person === undefined) return refuse('nobody-known');
  const before = runOf(body);
  if (before?.state === 'approved') return refuse('erasure-under-way', { data: { due: before.due ?? '' } });
  if (before?.state === 'destroyed') return refuse('erased-already');
  const run: ErasureRun = {
    ...{ state: 'proposed', parts: [...parts], plan, hash },
    proposed: { by: asking.by, at: iso(asking.at) },
  };
  return accept(about(plain(doing, withRun(body, run), { plan: hash, parts: parts.join() }), parts));
}

/** A plan that waits for its second approval. */
function proposed(body: Moved): Result<ErasureRun> {
  const run = runOf(body);
  if (run?.state === 'approved') return refuse('erasure-under-way', { data: { due: run.due ?? '' } });
  if (run?.state === 'destroyed') return refuse('erased-already');
  return run?.state === 'proposed' ? accept(run) : refuse('nothing-proposed');
}

/**
 * The second approval (S3, four eyes): of another officer than the first, and of the plan that was proposed, if it is still
 * what would happen. It is carried out in 72 hours, unless somebody cancels.
 */
export function approvePlan(doing: Asked, { hash, head }: ApproveCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const fault = standingFault(body, asking.at);
  if (fault !== undefined) return fault;
  const found = proposed(body);
  if (!found.ok) return found;
  const run = found.value;
  if (head !== true && run.proposed.by === asking.by) return refuse('approver-same');
  if (run.hash !== hash) return refuse('plan-changed');
  const waiting = partsToErase(body);
  const gone = run.parts.find((part) => !waiting.includes(part));
  if (gone !== undefined) return refuse('nothing-to-destroy', { data: { part: gone } });
  const due = iso(asking.at + CLOSING_MS);
  const { asked: _, ...kept } = run;
  const approved: ErasureRun = {
    ...{ ...kept, state: 'approved', due },
    approved: { by: head === true ? 'head' : asking.by, at: iso(asking.at) },
  };
  const data = { plan: hash, due, ...(head === true ? { head } : {}) };
  return accept(about(plain(doing, withRun(body, approved), data), run.parts));
}

/** There is no second officer: the head of the company is asked, by a link that is recorded and works once (S3). */
export function askHead(doing: Asked, { link }: AskHeadCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const found = proposed(body);
  if (!found.ok) return found;
  const asked = { ...link, by: asking.by };
  const made = plain(doing, withRun(body, { ...found.value, asked }), { plan: found.value.hash });
  const letter = { id: asking.newId(), kind: 'erasure-approval', to: 'head' } as const;
  return accept(about({ ...made, letters: [letter] }, found.value.parts));
}

/** The run stops and the case is in the officers' hands again; the legal clock goes on (S3). */
export function callOff(doing: Asked, { why }: CallOffCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const run = runOf(body);
  if (run?.state !== 'approved' && run?.state !== 'proposed') return refuse('nothing-proposed');
  const { due: _, asked: __, ...kept } = run;
  const made = plain(doing, withRun(body, { ...kept, state: 'cancelled' }), { why });
  const letters =
    why === 'by-officer'
      ? []
      : [{ id: asking.newId(), kind: 'erasure-cancelled', to: 'officers', data: { why } } as const];
  return accept(about({ ...made, letters }, run.parts));
}

/** A store failed: the case says so and stays open; it is tried again (S8). */
export function eraseFailed(doing: Asked, _: EraseFailedCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const run = runOf(body);
  if (run?.state !== 'approved') return refuse('nothing-proposed');
  const times = (run.failed?.times ?? 0) + 1;
  const last = iso(asking.at);
  const failed = { at: run.failed?.at ?? last, last, times };
  return accept(about(plain(doing, withRun(body, { ...run, failed }), { times }), run.parts));
}

/** The body once its plan was carried out: under which act (order 179). */
export function withErased(body: Moved, act: string | undefined): Moved {
  const run = runOf(body);
  if (run === undefined || act === undefined) return body;
  const { failed: _, asked: __, ...kept } = run;
  return withRun(body, { ...kept, state: 'destroyed', act });
}
