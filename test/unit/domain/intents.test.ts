import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../shared/domain/cases/kinds.ts';
import { letterBounced, letterSent, letterUnconfirmed } from '../../../shared/domain/cases/letters.ts';
import { enterWait, openExecution } from '../../../shared/domain/cases/plan.ts';
import { aClaim, act, answerLetter, at, ids, officer, plannedFrom, stateAfter } from './builders.ts';

const ARN = 'arn:aws:states:eu-central-1:1:execution:claims:PD-2026-K7M4QX-9-1';
const SOON = '2026-11-23T07:15:03.000Z';

/** A claim whose execution has planned and not yet begun to wait. */
const planned = () => {
  const claim = aClaim();
  return stateAfter(claim, openExecution(claim, ARN, at('2026-11-23T07:15:01.000Z'), ids()).change);
};

describe('intents of a case are not lost (found by simulation)', () => {
  test('K2, K3: dates that moved between the plan and the first wait are planned anew, not waited for by old gaps', () => {
    const before = planned();
    const flagged = act(before, { act: 'consumer', on: true, reason: 'Потребитель.' }, officer(SOON));
    const state = stateAfter(before, flagged);
    expect(state.todo?.why).toBe('replan');
    // The milestone of the old dates is no reason to leave a slow execution alone.
    expect(state.body.nextMilestoneAt).toBeUndefined();
    expect(enterWait(state, plannedFrom(state, at(SOON)), at(SOON), ids()).kind).toBe('replan');
  });

  test('K4: a case that was opened again while its execution still waits is planned anew by its next step', () => {
    const before = planned();
    const reopened = { ...before, todo: { why: 'start', at: SOON } as const };
    expect(enterWait(reopened, plannedFrom(reopened, at(SOON)), at(SOON), ids()).kind).toBe('replan');
  });
});

describe('the end of the waiting (found by simulation)', () => {
  test('K3: an answer that is posted at once leaves the intent to end the waiting standing', () => {
    const before = planned();
    const answer = { act: 'answer', outcome: 'satisfied', text: 'Да.' } as const;
    const answered = stateAfter(before, act(before, answer, officer(SOON)));
    const deliver = { act: 'deliver', tracking: '80083712345678', on: '2026-11-23' } as const;
    const posted = stateAfter(answered, act(answered, deliver, officer('2026-11-23T07:15:05.000Z')));
    expect(posted.body.status).toBe('delivered');
    expect(posted.todo?.why).toBe('resume');
  });
});

describe('what decides whether an answer was in time (found by simulation)', () => {
  test('K4: mail sent in time and never returned stays the sending that counts when the post follows it', () => {
    const claim = aClaim();
    const answered = act(
      claim,
      { act: 'answer', outcome: 'satisfied', text: 'Да.' },
      officer('2026-12-21T09:00:00.000Z'),
    );
    const letter = answerLetter(answered);
    const sent = letterSent(stateAfter(claim, answered), letter, at('2026-12-21T09:00:05.000Z'));
    const unconfirmed = letterUnconfirmed(caseOf(sent.body), letter, at('2026-12-24T09:00:05.000Z'), ids());
    // Thursday 24 December is a day after the promised one.
    const posted = act(
      caseOf(unconfirmed.body),
      { act: 'deliver', tracking: '80083712345678', on: '2026-12-24' },
      officer('2026-12-24T12:00:00.000Z'),
    );
    expect(posted.body).toMatchObject({
      status: 'delivered',
      answers: [{ sentAt: '2026-12-21T09:00:05.000Z', post: { on: '2026-12-24' } }],
    });
    expect(posted.body.clocks.map(({ state }) => state)).toEqual(['met']);
  });

  test('K4: mail that comes back after the answer went by post does not open the case again', () => {
    const claim = aClaim();
    const answered = act(
      claim,
      { act: 'answer', outcome: 'satisfied', text: 'Да.' },
      officer('2026-12-21T09:00:00.000Z'),
    );
    const posted = act(
      stateAfter(claim, answered),
      { act: 'deliver', tracking: '80083712345678', on: '2026-12-21' },
      officer('2026-12-21T09:30:00.000Z'),
    );
    const letter = answerLetter(answered);
    const at10 = at('2026-12-21T10:00:00.000Z');
    const bounced = letterBounced(caseOf(posted.body), letter, at10, 'Permanent-General', ids());
    expect(bounced.body).toEqual(posted.body);
    expect(bounced.events.map(({ type }) => type)).toEqual(['letter-bounced']);
  });
});
