import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import type { CaseBody } from '../cases/case.ts';
import { type CaseState, type Change, change, type NewEvent } from '../cases/change.ts';
import { clocksInState, settleClocks } from '../cases/clocks.ts';
import type { LetterBody } from '../cases/letter.ts';
import { type ClaimAct, nextStatus } from './transitions.ts';

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

function move(state: CaseState, letter: LetterBody, act: ClaimAct): CaseBody | undefined {
  const status = isAnswer(state.body, letter) ? nextStatus(state.body.status, act) : undefined;
  return status === undefined ? undefined : { ...state.body, status };
}

/** The mail service accepted a letter. For the answer this instant decides whether it was in time (K4). Moves no revision. */
export function letterSent(state: CaseState, letter: LetterBody, at: number): Change {
  const events = [letterEvent('letter-sent', letter)];
  const body = move(state, letter, 'letter-sent');
  if (body === undefined) return change(state.body, { events });
  const clocks = [...settleClocks(body.clocks, localDate(at, REGIME_ZONE))];
  return change({ ...body, clocks, sentAt: iso(at) }, { events });
}

/** The receiving server took the letter: the answered claim is closed (K4). */
export function letterDelivered(state: CaseState, letter: LetterBody, at: number): Change {
  const events = [letterEvent('letter-delivered', letter)];
  const body = move(state, letter, 'letter-delivered');
  if (body === undefined || body.status !== 'delivered') return change(state.body, { events });
  const sentAt = body.sentAt ?? iso(at);
  const clocks = body.clocks.some((clock) => clock.state === 'running')
    ? [...settleClocks(body.clocks, localDate(Date.parse(sentAt), REGIME_ZONE))]
    : body.clocks;
  return change(
    { ...body, clocks, sentAt, closedAt: iso(at) },
    { events: [...events, { type: 'closed', by: 'system' }] },
  );
}

/**
 * The letter came back, or was refused for good. A returned answer does not count as sent: the case is open again,
 * asks for the postal way and has an armed timer again; the file keeps when it had been sent (K4).
 */
export function letterBounced(
  state: CaseState,
  letter: LetterBody,
  at: number,
  why: string,
  newId: () => string,
): Change {
  const events = [letterEvent('letter-bounced', letter, { why })];
  const body = move(state, letter, 'letter-bounced');
  // An answer that went by post has the way already that a bounce asks for.
  if (body === undefined || body.post !== undefined) return change(state.body, { events });
  const { closedAt: _, ...open } = body;
  const reopened: CaseBody = {
    ...open,
    clocks: clocksInState(open.clocks, 'running'),
    answerTo: 'post',
    returnedAt: iso(at),
  };
  const sentInTime = open.sentAt !== undefined && !open.clocks.some((clock) => clock.state === 'missed');
  const to = open.assignee === undefined ? 'team' : 'assignee';
  return change(reopened, {
    events: [...events, { type: 'reopened', by: 'system', data: { sentInTime } }],
    letters: [
      { id: newId(), kind: 'case-returned', to },
      { id: newId(), kind: 'case-returned', to: 'officers' },
    ],
    todo: { why: 'start', at: iso(at) },
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
