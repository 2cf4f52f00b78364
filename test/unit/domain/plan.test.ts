import { describe, expect, test } from 'vitest';
import { letterSent } from '../../../shared/domain/cases/letters.ts';
import { enterMilestone, openExecution } from '../../../shared/domain/cases/plan.ts';
import { aClaim, act, answerLetter, at, ids, officer, stateAfter } from './builders.ts';

const ARN = 'arn:aws:states:eu-central-1:000000000000:execution:claims:PD-2026-K7M4QX-9-1';
const DAY = 86_400;
const ANSWER = { act: 'answer', outcome: 'satisfied', text: 'Да.' } as const;

describe('the first step of an execution', () => {
  test('K3, K6: an unhurried claim waits from receipt to T-10, then from milestone to milestone', () => {
    const { plan, change } = openExecution(aClaim(), ARN, at('2026-11-23T07:15:05Z'), ids());
    expect(plan.next).toBe('UntilFirstReminder');
    // T-10 of 23 Dec is 13 Dec, 09:00 in Moscow (06:00 UTC).
    expect(plan.gaps).toEqual({
      UntilFirstReminder: (at('2026-12-13T06:00:00Z') - at('2026-11-23T07:15:05Z')) / 1000,
      Reminder10: 5 * DAY,
      Reminder5: 3 * DAY,
      Reminder2: DAY,
      Escalation: DAY,
      DueDay: 15 * 3600, // 09:00 of the due day to midnight
    });
    expect(change.body).toMatchObject({
      execution: ARN,
      executions: 1,
      revision: 1,
      nextMilestoneAt: '2026-12-13T06:00:00.000Z',
    });
    expect(change.todo).toEqual({ why: 'watch', at: '2026-12-13T06:15:00.000Z' });
    expect(change.letters).toEqual([]);
  });

  test('K1, K3: a paper claim 25 days old: T-10 and T-5 are past and recorded, only T-5 acts, once, at once', () => {
    const paper = aClaim({ channel: 'paper', receivedOn: '2026-10-28' }); // promised 27 Nov 2026, a Friday
    const { plan, change } = openExecution(paper, ARN, at('2026-11-23T07:15:05Z'), ids());
    expect(change.body.passed).toEqual(['reminder-10', 'reminder-5']);
    expect(change.letters.map((letter) => letter.data)).toEqual([{ milestone: 'reminder-5' }]);
    expect(plan.next).toBe('Reminder5');
  });

  test('K3: a claim entered after its day is overdue at once and needs no waiting', () => {
    const paper = aClaim({ channel: 'paper', receivedOn: '2026-10-01' });
    const { plan, change } = openExecution(paper, ARN, at('2026-11-23T07:15:05Z'), ids());
    expect(plan).toEqual({ next: 'end', gaps: {} });
    expect(change.letters).toMatchObject([{ kind: 'case-overdue', to: 'officers' }]);
    expect(change.todo).toBeNull();
  });

  test('K6: an execution started again acts on nothing twice', () => {
    const first = openExecution(
      aClaim({ channel: 'paper', receivedOn: '2026-10-28' }),
      ARN,
      at('2026-11-23T07:15:05Z'),
      ids(),
    );
    const again = openExecution(
      stateAfter(aClaim(), first.change),
      `${ARN.slice(0, -1)}2`,
      at('2026-11-23T08:00:00Z'),
      ids(),
    );
    expect(again.change.letters).toEqual([]);
    expect(again.change.body).toMatchObject({ executions: 2, execution: `${ARN.slice(0, -1)}2` });
    expect(again.plan.next).toBe('Reminder5');
  });

  test('K3: a claim whose answer has left meanwhile ends its execution; one that was only decided waits on', () => {
    const claim = aClaim();
    const made = act(claim, ANSWER, officer('2026-11-23T07:15:01Z'));
    const answered = stateAfter(claim, made);
    const open = at('2026-11-23T07:15:05Z');
    expect(openExecution(answered, ARN, open, ids()).plan.next).toBe('UntilFirstReminder');
    const sent = stateAfter(answered, letterSent(answered, answerLetter(made), open));
    expect(openExecution(sent, ARN, open, ids()).plan).toEqual({ next: 'end', gaps: {} });
  });
});

describe('entering a milestone', () => {
  const opened = () =>
    stateAfter(aClaim(), openExecution(aClaim(), ARN, at('2026-11-23T07:15:05Z'), ids()).change);

  test('K3: T-10 sends one reminder to the team and moves the revision; entered again it does nothing', () => {
    const entered = enterMilestone(opened(), 'reminder-10', at('2026-12-13T06:00:00Z'), ids());
    expect(entered).toMatchObject({
      kind: 'act',
      change: {
        body: { revision: 2, passed: ['reminder-10'], nextMilestoneAt: '2026-12-18T06:00:00.000Z' },
        letters: [{ kind: 'case-reminder', to: 'team' }],
        events: [{ type: 'milestone', data: { milestone: 'reminder-10' } }],
      },
    });
    if (entered.kind !== 'act') throw new Error('unreachable');
    const again = enterMilestone(
      stateAfter(opened(), entered.change),
      'reminder-10',
      at('2026-12-13T06:00:01Z'),
      ids(),
    );
    expect(again).toMatchObject({ kind: 'act', change: { letters: [], events: [], body: { revision: 2 } } });
  });

  test('K3: reminders of an assigned claim go to the assignee, T-1 to the officers', () => {
    const assigned = stateAfter(
      opened(),
      act(opened(), { act: 'assign', to: 'agent-7' }, officer('2026-11-24T09:00:00Z')),
    );
    expect(enterMilestone(assigned, 'reminder-5', at('2026-12-18T06:00:00Z'), ids())).toMatchObject({
      change: { letters: [{ to: 'assignee' }] },
    });
    expect(enterMilestone(assigned, 'escalation', at('2026-12-22T06:00:00Z'), ids())).toMatchObject({
      change: { letters: [{ kind: 'case-escalation', to: 'officers' }] },
    });
  });

  test('K3: at 00:00 of 24 December the claim of 23 December is overdue and nothing is watched any more', () => {
    const entered = enterMilestone(opened(), 'overdue', at('2026-12-23T21:00:00Z'), ids());
    expect(entered).toMatchObject({
      kind: 'act',
      change: { todo: null, letters: [{ kind: 'case-overdue' }] },
    });
  });

  test('the stored date decides, not the timer: a milestone entered a day early plans anew', () => {
    expect(enterMilestone(opened(), 'reminder-10', at('2026-12-12T06:00:00Z'), ids())).toEqual({
      kind: 'early',
    });
  });

  test('K3: entered after the answer has left, a step finds nothing owed', () => {
    const state = opened();
    const made = act(state, ANSWER, officer('2026-12-01T09:00:00Z'));
    const answered = stateAfter(state, made);
    const sent = stateAfter(answered, letterSent(answered, answerLetter(made), at('2026-12-01T09:00:02Z')));
    expect(enterMilestone(sent, 'reminder-10', at('2026-12-13T06:00:00Z'), ids())).toEqual({
      kind: 'decided',
    });
  });
});
