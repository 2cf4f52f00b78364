import type { CaseBody } from './case.ts';
import { type Change, change, type NewEvent } from './change.ts';
import { clocksInState, settledBy } from './clocks.ts';
import type { CommonEvent } from './events.ts';
import type { LetterBody } from './letter.ts';
import { waitingAfter, waitingFor } from './plan.ts';
import { type CaseState, isRunning, nextStatus } from './type.ts';

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

/** Whether the letter is the one that answers the case: only that one moves its state. */
const isAnswer = (body: CaseBody, letter: LetterBody): boolean => body.answerLetter === letter.id;

function move(state: CaseState, letter: LetterBody, act: LetterOutcome): CaseBody | undefined {
  const { type, body } = state;
  const status = isAnswer(body, letter) ? nextStatus(type, body.status, act) : undefined;
  return status === undefined ? undefined : { ...body, status };
}

/** An answer that went by post has the way that a bounce asks for: the mail's news only say which sending decides (K4). */
const wentByPost = (body: CaseBody, letter: LetterBody): boolean =>
  isAnswer(body, letter) && body.post !== undefined && body.status === 'delivered';

const recounted = (body: CaseBody, mail: string | undefined): CaseBody => ({
  ...body,
  ...settledBy(body.clocks, mail, body.post?.on),
});

/**
 * The mail service accepted a letter. For the answer this instant decides whether it was in time, and the waiting ends
 * (K3, K4). Moves no revision.
 */
export function letterSent(state: CaseState, letter: LetterBody, at: number): Change {
  const { body } = state;
  const events = [letterEvent('letter-sent', letter)];
  if (wentByPost(body, letter)) return change(recounted(body, iso(at)), { events });
  const moved = move(state, letter, 'letter-sent');
  if (moved === undefined) return change(body, { events });
  const sent = recounted(waitingFor(moved, undefined), iso(at));
  return change(sent, { events, ...waitingAfter(state, sent, at) });
}

/**
 * The receiving server took the letter: the answered claim is closed (K4), whatever was heard before – a call that was
 * refused, a server that gave up for the moment. What was said of the letter's return then no longer stands.
 */
export function letterDelivered(state: CaseState, letter: LetterBody, at: number): Change {
  const { body } = state;
  const events = [letterEvent('letter-delivered', letter)];
  const stands = isRunning(state) ? undefined : body.sentAt;
  const sentAt = letter.sentAt ?? stands ?? iso(at);
  if (wentByPost(body, letter)) return change(recounted(body, sentAt), { events });
  const moved = move(state, letter, 'letter-delivered');
  if (moved === undefined) return change(body, { events });
  const { returnedAt: _, ...rest } = waitingFor(moved, undefined);
  const closed: CaseBody = { ...recounted(rest, sentAt), answerTo: 'email', closedAt: iso(at) };
  return change(closed, {
    events: [...events, { type: 'closed', by: 'system' }],
    ...waitingAfter(state, closed, at),
  });
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
  if (wentByPost(body, letter)) return change(recounted(body, undefined), { events });
  const moved = move(state, letter, act);
  if (moved === undefined) return change(body, { events });
  const { closedAt: _, ...open } = moved;
  const reopened: CaseBody = {
    ...open,
    clocks: clocksInState(open.clocks, 'running'),
    answerTo: 'post',
    returnedAt: iso(at),
  };
  const sentInTime = open.sentAt !== undefined && !open.clocks.some((clock) => clock.state === 'missed');
  const to = open.assignee === undefined ? 'team' : 'assignee';
  const task = {
    kind: 'case-returned',
    ...(act === 'letter-stopped' ? { data: { stopped: true } } : {}),
  } as const;
  return change(reopened, {
    events: [...events, { type: 'reopened', by: 'system', data: { sentInTime } }],
    letters: [
      { id: newId(), to, ...task },
      { id: newId(), to: 'officers', ...task },
    ],
    ...waitingAfter(state, reopened, at),
  });
}

/** No delivery event in 72 hours: "sent, not confirmed" and a task for staff (K4). */
export function letterUnconfirmed(state: CaseState, letter: LetterBody, newId: () => string): Change {
  const events = [letterEvent('letter-unconfirmed', letter)];
  const body = move(state, letter, 'letter-unconfirmed');
  if (body === undefined) return change(state.body, { events });
  const to = body.assignee === undefined ? 'team' : 'assignee';
  return change(body, { events, letters: [{ id: newId(), kind: 'case-unconfirmed', to }] });
}
