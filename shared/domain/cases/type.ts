import type * as z from 'zod/mini';
import type { RuleId } from '../../law/rules.ts';
import { overdueAt } from '../clock-ends.ts';
import type { Block } from '../consent/block.ts';
import type { CodeKind, PrintedKind } from '../letters/kinds.ts';
import type { CaseLetter } from '../letters/new-letter.ts';
import type { MilestoneSpec } from '../milestone-names.ts';
import type { Result } from '../result.ts';
import type { CaseAnswer, CaseBody } from './case.ts';
import type { Change, NewEvent, Todo } from './change.ts';
import type { Actor } from './events.ts';
import type { TypedFields } from './typed.ts';

/** What a case that runs still lacks. */
export const LACKS = ['answer', 'sending', 'posting', 'doing'] as const;
export type Lacks = (typeof LACKS)[number];

/** What a state says to the eye; the word always stands beside the colour. */
export type Tone = 'calm' | 'good' | 'warn' | 'bad' | 'quiet';

/** Everything that there is to know of a state of a case. */
export interface StatusFacts {
  /** Something is owed: timers are armed, reminders, escalation and the digest go on (K3, K4, N4). */
  readonly runs: boolean;
  /** What is still to be done; absent where nothing is. `sending` to who has no e-mail is posting. */
  readonly owed?: Lacks;
  /** Stands in the staff's list of what is due; what does not is closed. */
  readonly listed: boolean;
  /** The event without which a case cannot have come into this state (A1). */
  readonly witness: string;
  readonly tone: Tone;
}

/** Who asks, when (epoch ms), and where new ids come from. */
export interface Asking {
  readonly by: Actor;
  readonly at: number;
  readonly newId: () => string;
}

/** An act that is being done: the case before it, and its body as the act has moved it – status and revision. */
export interface Doing<Own = unknown> {
  readonly before: CaseState;
  readonly moved: CaseBody<string, string, Own>;
  readonly act: string;
  readonly event: string;
  readonly asking: Asking;
}

/** What is asked to be done with a case: the act's name, and what it takes. */
export interface Command {
  readonly act: string;
}

/** One act: the event that tells of it, and what it changes – or why it does not. */
export interface Act<C extends Command = Command, Own = unknown> {
  readonly event: string;
  decide(doing: Doing<Own>, command: C): Result<Change>;
}

/** Acts by their names, each with its own command. */
export type Acts<C extends Command, Own = unknown> = {
  readonly [A in C['act']]: Act<Extract<C, { readonly act: A }>, Own>;
};

/** Everything that there is to know of a clock of a kind. */
export interface ClockFacts {
  /** By which rule it is counted as it starts; several clocks may have the same. */
  readonly rule: RuleId;
  /** The acts' events that do what the clock asks for; where such an act writes an answer, its sending (K4). */
  readonly metBy: readonly string[];
  /** The acts' events after which nobody owes it any more, though it was not done. */
  readonly stoppedBy?: readonly string[];
  /** The part of a case that it belongs to: it is met and stopped by what is done about that part. */
  readonly part?: string;
  /** Milestones of its own, in place of those of its class of rules. */
  readonly milestones?: readonly MilestoneSpec[];
}

/** Clocks by their ids: a case has each at most once. */
export interface Clocks {
  readonly [id: string]: ClockFacts;
}

/**
 * A kind of case as data, for the machine that all kinds share (common-acts.ts, letters.ts, plan.ts, recalculate.ts).
 * The machine knows no kind; who has a body finds its type in the table of kinds (kinds.ts).
 */
export interface CaseType<
  Kind extends string = string,
  Status extends string = string,
  Event extends string = string,
  Own = unknown,
> {
  readonly kind: Kind;
  readonly statuses: { readonly [S in Status]: StatusFacts };
  /**
   * State → act, or outcome of an answer's letter → next state. What is not listed is not lawful. A kind with a `standing` of
   * its own lists all states to which the act may lead, what it leads to most often first.
   */
  readonly transitions: { readonly [from in Status]: { readonly [act: string]: Status | readonly Status[] } };
  /** What only cases of this kind have; codes and dates, as all of a body. */
  readonly own: z.ZodMiniType<Own>;
  /** What is typed into such a case: the sealed part, beside who wrote. */
  readonly typed: TypedFields;
  /** The clocks that such a case may have. */
  readonly clocks: Clocks;
  /** Acts of this kind alone, beside those that all kinds have. */
  readonly acts: { readonly [act: string]: Act };
  /** Events of this kind alone, beside those that all kinds have. */
  readonly events: readonly Event[];
  /**
   * Where a case stands after a change, for kinds whose state follows from their parts, answers and clocks. The moves of the
   * table then say what is lawful, and where a case may come to.
   */
  standing?(body: CaseBody): Status;
  /** What becomes of a case when a letter of its answers has left (`sentAt`: ISO instant or local date) or come back (undefined). `at` in epoch ms. */
  afterLetter?(
    body: CaseBody,
    answer: CaseAnswer,
    sentAt: string | undefined,
    at: number,
  ): { readonly body: CaseBody; readonly events: readonly NewEvent[] };
  /** Which blocks it wants to stand on its person's data, and until when (ISO) those that nobody has proven may (S4). */
  blocks?(body: CaseBody): { readonly wanted: readonly Block[]; readonly until: string };
  /** Whether letters of a change tell the owner of the data what becomes of its blocks; else they get one of their own. */
  tellsOwner?(body: CaseBody, letters: readonly CaseLetter[]): boolean;
  /** What becomes of a case by itself at an instant (ISO), whatever its clocks do: an act of its kind. Undefined: nothing. */
  later?(body: CaseBody): { readonly act: string; readonly at: string } | undefined;
  /** The act of these by which what was typed is destroyed. */
  readonly forgets?: string;
  /** By which its requester takes the case back, with a code; `withdraw` where not said. */
  readonly takenBackBy?: Command;
  readonly letters: {
    /** The letter that answers the case: printed, it leaves the queue with its tracking number. */
    readonly answer?: PrintedKind;
    /** Tells the requester that the dates have moved. */
    readonly corrected?: PrintedKind;
    /** Carries the code by which the requester withdraws the case; absent where that cannot be. */
    readonly withdrawal?: CodeKind;
  };
}

/** Declares a kind of case; only there to have its types inferred and checked. */
export const caseType = <
  const Kind extends string,
  const Status extends string,
  const Event extends string,
  Own,
>(
  type: CaseType<Kind, Status, Event, Own>,
): CaseType<Kind, Status, Event, Own> => type;

/** A case as the domain sees it: its type, its body and its standing intent. */
export interface CaseState<Body extends CaseBody = CaseBody> {
  readonly type: CaseType;
  readonly body: Body;
  readonly todo?: Todo;
}

/** A case of which the standing intent does not matter. */
type About = Pick<CaseState, 'type' | 'body'>;

/** The facts of a state. Throws for one that the kind does not have: no schema lets such a body in. */
export function factsOf(
  { statuses, kind }: Pick<CaseType, 'kind' | 'statuses'>,
  status: string,
): StatusFacts {
  const facts = statuses[status];
  if (facts === undefined) throw new TypeError(`a ${kind} is never ${status}`);
  return facts;
}

/** Whether something is still owed. */
export const isRunning = ({ type, body }: About): boolean => factsOf(type, body.status).runs;

/** Whether no answer has been decided on yet: later, a receipt with its promise would come after the answer (T3). */
export const isUndecided = ({ type, body }: About): boolean => factsOf(type, body.status).owed === 'answer';

/** What is still to be done: find an answer, let the written one leave by mail, or print and post it. */
export function lacksOf({ type, body }: About): Lacks {
  const { owed = 'answer' } = factsOf(type, body.status);
  return owed === 'sending' && body.answerTo === 'post' ? 'posting' : owed;
}

/** Whether something is owed and one of the clocks that run is past its end. `at` in epoch ms. */
export const isOverdue = (about: About, at: number): boolean =>
  isRunning(about) && about.body.clocks.some((clock) => clock.state === 'running' && overdueAt(clock) <= at);

/** Where `act` may lead from `status`; nowhere, where it is not lawful. */
export function nextStatuses(type: CaseType, status: string, act: string): readonly string[] {
  const lawful = type.transitions[status] ?? {};
  return Object.hasOwn(lawful, act) ? [lawful[act] ?? []].flat() : [];
}

/** Where `act` leads from `status` – most often, where its kind decides –, or undefined where it is not lawful. */
export const nextStatus = (type: CaseType, status: string, act: string): string | undefined =>
  nextStatuses(type, status, act)[0];

/** Acts that are lawful in a state, outcomes of letters among them. */
export const lawfulActs = (type: CaseType, status: string): readonly string[] =>
  Object.keys(type.transitions[status] ?? {});
