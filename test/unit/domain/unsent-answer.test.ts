import { describe, expect, test } from 'vitest';
import { escalateDaily } from '../../../shared/domain/cases/escalate-daily.ts';
import { letterBounced, letterSent, letterStopped } from '../../../shared/domain/cases/letters.ts';
import { enterWait, openExecution } from '../../../shared/domain/cases/plan.ts';
import type { CaseState } from '../../../shared/domain/cases/type.ts';
import type { OpenClaim } from '../../../shared/domain/claims/open.ts';
import { MILESTONES } from '../../../shared/domain/milestone-names.ts';
import { aClaim, act, answerLetter, at, ids, officer, plannedFrom, stateAfter } from './builders.ts';

const ARN = 'arn:aws:states:eu-central-1:1:execution:claims:PD-2026-K7M4QX-9-1';
const ANSWER = { act: 'answer', outcome: 'satisfied', text: 'Да.' } as const;
const BY_POST = { hasEmail: false, hasPostalAddress: true } as const;

/** A claim of Monday 23 November 2026 – promised Wednesday 23 December –, its execution waiting, answered on 1 December. */
function answered(changes: Partial<OpenClaim> = {}) {
  const claim = aClaim(changes);
  const waiting = stateAfter(claim, openExecution(claim, ARN, at('2026-11-23T07:15:05Z'), ids()).change);
  const made = act(waiting, ANSWER, officer('2026-12-01T09:00:00Z'));
  return { state: stateAfter(waiting, made), letter: answerLetter(made) };
}

/** Instants of the milestones of that claim: 09:00 in Moscow, and midnight. */
const WHEN = {
  'reminder-10': '2026-12-13T06:00:00Z',
  'reminder-5': '2026-12-18T06:00:00Z',
  'reminder-2': '2026-12-21T06:00:00Z',
  escalation: '2026-12-22T06:00:00Z',
  'due-day': '2026-12-23T06:00:00Z',
  overdue: '2026-12-23T21:00:00Z',
};

const NAMES = MILESTONES.days.map(({ name }) => name);

const enter = (state: CaseState, when: string) =>
  enterWait(state, plannedFrom(state, at(when)), at(when), ids());

/** Enters all milestones; the letters they cause. */
function allMilestones(first: CaseState): readonly string[] {
  let state = first;
  return NAMES.flatMap((name) => {
    const entered = enter(state, WHEN[name]);
    if (entered.kind !== 'act') return [`${name}: ${entered.kind}`];
    state = stateAfter(state, entered.change);
    return entered.change.letters.map(({ kind, to }) => `${name}: ${kind} ${to}`);
  });
}

const TOLD = [
  'reminder-10: case-reminder team',
  'reminder-5: case-reminder team',
  'reminder-2: case-reminder team',
  'escalation: case-escalation officers',
  'due-day: case-due team',
  'due-day: case-due officers',
  'overdue: case-overdue officers',
];

describe('an answer that is written has not left (K3, K4, N4)', () => {
  test.each([
    ['mail that the service does not take', {}],
    ['paper that waits to be printed', BY_POST],
  ])('N4: all reminders and the escalation go on: %s', (_, changes) => {
    const { state } = answered(changes);
    expect(state.todo?.why).toBe('watch');
    expect(state.body.nextMilestoneAt).toBe('2026-12-13T06:00:00.000Z');
    expect(allMilestones(state)).toEqual(TOLD);
  });

  test('K4: printed is not posted: reminders go on', () => {
    const { state, letter } = answered(BY_POST);
    const printed = act(state, { act: 'printed', letter: letter.id }, officer('2026-12-02T09:00:00Z'));
    expect(allMilestones(stateAfter(state, printed))).toEqual(TOLD);
  });

  test('K3: sent ends the waiting at once, and nothing is told any more', () => {
    const { state, letter } = answered();
    const sent = stateAfter(state, letterSent(state, letter, at('2026-12-01T09:00:02Z')));
    expect(sent.todo).toEqual({ why: 'resume', at: '2026-12-01T09:00:02.000Z' });
    expect(sent.body.nextMilestoneAt).toBeUndefined();
    expect(allMilestones(sent)).toEqual(NAMES.map((name) => `${name}: decided`));
  });

  test('K3: posted ends the waiting at once', () => {
    const { state } = answered(BY_POST);
    const post = { act: 'deliver', tracking: '80083712345678', on: '2026-12-02' } as const;
    const posted = stateAfter(state, act(state, post, officer('2026-12-02T09:00:00Z')));
    expect(posted.todo).toEqual({ why: 'resume', at: '2026-12-02T09:00:00.000Z' });
    expect(allMilestones(posted)).toEqual(NAMES.map((name) => `${name}: decided`));
  });

  test('K3: written on its last day at 22:00 and not sent, the case is overdue at 00:00 and told of each day', () => {
    const claim = aClaim(BY_POST);
    const waiting = stateAfter(claim, openExecution(claim, ARN, at('2026-12-23T06:30:00Z'), ids()).change);
    const state = stateAfter(waiting, act(waiting, ANSWER, officer('2026-12-23T19:00:00Z')));
    expect(state.body.nextMilestoneAt).toBe('2026-12-23T21:00:00.000Z');
    const overdue = enter(state, '2026-12-23T21:00:00Z');
    expect(overdue).toMatchObject({ kind: 'act', change: { letters: [{ kind: 'case-overdue' }] } });
    const daily = escalateDaily(state, [], at('2026-12-25T04:00:00Z'));
    expect(daily?.letters).toMatchObject([{ kind: 'case-overdue', to: 'officers' }]);
    expect(daily?.body.clocks[0]?.passed).toEqual(NAMES);
  });

  test('K3: who is in charge of an answer that has not left can change', () => {
    const { state } = answered(BY_POST);
    const assigned = stateAfter(
      state,
      act(state, { act: 'assign', to: 'agent-7' }, officer('2026-12-02T09:00:00Z')),
    );
    expect(enter(assigned, WHEN['reminder-10'])).toMatchObject({
      change: { letters: [{ kind: 'case-reminder', to: 'assignee' }] },
    });
  });
});

describe('an answer that will never leave (K4)', () => {
  test('a stopped answer is a returned one at once: open again by the postal way, staff told, the timer kept', () => {
    const { state, letter } = answered();
    const made = letterStopped(state, letter, at('2026-12-01T09:00:02Z'), 'no-recipient', ids());
    expect(made.body).toMatchObject({ status: 'returned', answerTo: 'post', clocks: [{ state: 'running' }] });
    expect(made.events).toMatchObject([
      { type: 'letter-stopped', data: { letter: letter.id, why: 'no-recipient' } },
      { type: 'reopened', data: { sentInTime: false } },
    ]);
    expect(made.letters).toMatchObject([
      { kind: 'case-returned', to: 'team', data: { stopped: true } },
      { kind: 'case-returned', to: 'officers', data: { stopped: true } },
    ]);
    // The execution that waits still waits, by the same dates.
    expect(made.todo).toBeUndefined();
    expect(allMilestones(stateAfter(state, made))).toEqual(TOLD);
  });

  test('a refused answer likewise: the wait that goes on needs no new one', () => {
    const { state, letter } = answered();
    const made = letterBounced(state, letter, at('2026-12-01T09:00:02Z'), 'MessageRejected', ids());
    expect(made.todo).toBeUndefined();
    expect(allMilestones(stateAfter(state, made))).toEqual(TOLD);
  });
});
