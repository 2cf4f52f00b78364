import type { LetterBody } from '../letters/letter.ts';
import { answerBy, settledWith, standingMail, withAnswer } from './answers.ts';
import type { CaseAnswer, CaseBody } from './case.ts';
import { type Change, change, type NewEvent } from './change.ts';
import { isMetBy, settledBy } from './clocks.ts';
import type { CommonEvent } from './events.ts';
import { waitingAfter, waitingFor } from './plan.ts';
import { afterAnswer, stood } from './standing.ts';
import { type CaseState, type CaseType, factsOf, isRunning, nextStatus } from './type.ts';

/** What becomes of a letter, as the tables of states name it: moves of a case, made by the letter that answers it. */
export type LetterOutcome = Extract<CommonEvent, `letter-${string}`>;

const iso = (at: number) => new Date(at).toISOString();

/** An event about a letter of the case, told by the system. */
export const letterEvent = (
  type: NewEvent['type'],
  letter: LetterBody,
  data: NonNullable<NewEvent['data']> = {},
): NewEvent => ({
  type,
  by: 'system',
  data: { letter: letter.id, kind: letter.kind, ...data },
});

/** What a letter's outcome may move: the case by that answer, if its letter is one. Undefined where nothing moves. */
interface Moved {
  readonly answer: CaseAnswer;
  /** Absent where the table of states has no such move. */
  readonly body?: CaseBody;
  /**
   * It went by post, which is the way that a bounce asks for: the mail's news only say which sending decides (K4).
   */
  readonly byPost: boolean;
}

function move({ type, body }: CaseState, letter: LetterBody, act: LetterOutcome): Moved | undefined {
  const answer = answerBy(body, letter.id);
  if (answer === undefined) return undefined;
  const status = nextStatus(type, body.status, act);
  return {
    answer,
    ...(status === undefined ? {} : { body: { ...body, status } }),
    byPost: answer.post !== undefined && nextStatus(type, body.status, 'letter-bounced') !== undefined,
  };
}

/** What became of an answer, as it is told. */
interface Heard {
  readonly answer: CaseAnswer;
  readonly sentAt: string | undefined;
  readonly at: number;
}

const settling = (state: CaseState, made: Change, { at, ...heard }: Heard): Change =>
  stood(state, afterAnswer(state, made, heard, at), at);

/** Where nothing is owed any more, no milestone is waited for. What a kind's own standing makes of it is not known yet. */
const atRest = (type: CaseType, body: CaseBody): CaseBody =>
  type.standing !== undefined || isRunning({ type, body }) ? body : waitingFor(body, undefined);

/** What the move asks of the waiting; where a kind has a standing of its own, that is asked of where it comes to stand. */
const waits = (state: CaseState, after: CaseBody, at: number): ReturnType<typeof waitingAfter> =>
  state.type.standing === undefined ? waitingAfter(state, after, at) : {};

/**
 * The mail service accepted a letter. For the answer this instant decides whether it was in time, and the waiting ends
 * (K3, K4). Moves no revision.
 */
export function letterSent(state: CaseState, letter: LetterBody, at: number): Change {
  const { body, type } = state;
  const events = [letterEvent('letter-sent', letter)];
  const moved = move(state, letter, 'letter-sent');
  if (moved === undefined) return change(body, { events });
  const { answer } = moved;
  const done = { answer, sentAt: iso(at), at };
  if (moved.byPost)
    return settling(state, change(settledWith(type, body, answer, iso(at)), { events }), done);
  if (moved.body === undefined) return change(body, { events });
  const sent = settledWith(type, atRest(type, moved.body), answer, iso(at));
  return settling(state, change(sent, { events, ...waits(state, sent, at) }), done);
}

/**
 * The receiving server took the letter: the case is closed (K4) if its new state says so, whatever was heard before – a call
 * that was refused, a server that gave up for the moment. What was said of the letter's return then no longer stands.
 */
export function letterDelivered(state: CaseState, letter: LetterBody, at: number): Change {
  const { body, type } = state;
  const events = [letterEvent('letter-delivered', letter)];
  const moved = move(state, letter, 'letter-delivered');
  if (moved === undefined) return change(body, { events });
  const { returnedAt: _, unconfirmed: __, ...rest } = moved.answer;
  const sentAt = letter.sentAt ?? standingMail(moved.answer) ?? iso(at);
  const answer = { ...rest, deliveredAt: iso(at) };
  const done = { answer, sentAt, at };
  if (moved.byPost) return settling(state, change(settledWith(type, body, answer, sentAt), { events }), done);
  if (moved.body === undefined) return change(body, { events });
  const arrived = settledWith(type, atRest(type, moved.body), answer, sentAt);
  const isOver = type.standing === undefined && !factsOf(type, arrived.status).listed;
  const after: CaseBody = { ...arrived, answerTo: 'email', ...(isOver ? { closedAt: iso(at) } : {}) };
  return settling(
    state,
    change(after, {
      events: isOver ? [...events, { type: 'closed', by: 'system' }] : events,
      ...waits(state, after, at),
    }),
    done,
  );
}

/**
 * The letter came back, or was refused for good. A returned answer does not count as sent: the case is open again,
 * asks for the postal way and has an armed timer again; the file keeps when it had been sent (K4).
 */
export const letterBounced = (
  state: CaseState,
  letter: LetterBody,
  at: number,
  why: string,
  newId: () => string,
): Change => cameBack(state, letter, at, { act: 'letter-bounced', why }, newId);

/** The letter will never leave: a lawful answer that cannot is a returned one at once (K4). */
export const letterStopped = (
  state: CaseState,
  letter: LetterBody,
  at: number,
  why: string,
  newId: () => string,
): Change => cameBack(state, letter, at, { act: 'letter-stopped', why }, newId);

function cameBack(
  state: CaseState,
  letter: LetterBody,
  at: number,
  { act, why }: { readonly act: 'letter-bounced' | 'letter-stopped'; readonly why: string },
  newId: () => string,
): Change {
  const { body } = state;
  const events = [letterEvent(act, letter, { why })];
  const moved = move(state, letter, act);
  if (moved === undefined) return change(body, { events });
  const { deliveredAt: __, unconfirmed: ___, ...answer } = moved.answer;
  const done = { answer, sentAt: undefined, at };
  if (moved.byPost)
    return settling(state, change(settledWith(state.type, body, answer, undefined), { events }), done);
  if (moved.body === undefined) return change(body, { events });
  const { closedAt: _, ...open } = moved.body;
  const deed = { event: answer.by, parts: answer.parts };
  const reopened: CaseBody = {
    ...settledBy(state.type, withAnswer(open, { ...answer, returnedAt: iso(at) }), deed, undefined),
    answerTo: 'post',
  };
  const isLate = open.clocks.some((clock) => clock.state === 'missed' && isMetBy(state.type, clock, deed));
  const sentInTime = answer.sentAt !== undefined && !isLate;
  const to = open.assignee === undefined ? 'team' : 'assignee';
  const task = {
    kind: 'case-returned',
    ...(act === 'letter-stopped' ? { data: { stopped: true } as const } : {}),
  } as const;
  const made = change(reopened, {
    events: [...events, { type: 'reopened', by: 'system', data: { sentInTime } }],
    letters: [
      { id: newId(), to, ...task },
      { id: newId(), to: 'officers', ...task },
    ],
    ...waits(state, reopened, at),
  });
  return settling(state, made, done);
}

/** No delivery event in 72 hours: "sent, not confirmed" and a task for staff (K4). */
export function letterUnconfirmed(
  state: CaseState,
  letter: LetterBody,
  at: number,
  newId: () => string,
): Change {
  const events = [letterEvent('letter-unconfirmed', letter)];
  const moved = move(state, letter, 'letter-unconfirmed');
  if (moved?.body === undefined) return change(state.body, { events });
  const body = withAnswer(moved.body, { ...moved.answer, unconfirmed: true });
  const to = body.assignee === undefined ? 'team' : 'assignee';
  const told = change(body, { events, letters: [{ id: newId(), kind: 'case-unconfirmed', to }] });
  return stood(state, told, at);
}
