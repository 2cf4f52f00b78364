import { describe, expect, test } from 'vitest';
import { letterSent } from '../../../shared/domain/cases/letters.ts';
import { enterWait, openExecution } from '../../../shared/domain/cases/plan.ts';
import type { CaseState } from '../../../shared/domain/cases/type.ts';
import { aClaim, act, answerLetter, at, ids, officer, plannedFrom, stateAfter } from './builders.ts';

const ARN = 'arn:aws:states:eu-central-1:000000000000:execution:claims:PD-2026-K7M4QX-9-1';
/** One wait that ends itself. */
const NOTHING = { Wait1: { from: '2026-11-23T07:15:05.000Z', seconds: 3600 } };
const ANSWER = { act: 'answer', outcome: 'satisfied', text: 'Да.' } as const;

describe('the first step of an execution', () => {
  test('K3, K6: an unhurried claim waits from receipt to T-10, then from milestone to milestone', () => {
    const { plan, change } = openExecution(aClaim(), ARN, at('2026-11-23T07:15:05Z'), ids());
    // T-10 of 23 Dec is 13 Dec, 09:00 in Moscow (06:00 UTC). The wait after the last milestone ends the execution.
    expect(Object.entries(plan.waits).map(([name, { from, until }]) => [name, from, until])).toEqual([
      ['Wait1', '2026-11-23T07:15:05.000Z', '2026-12-13T06:00:00.000Z'],
      ['Wait2', '2026-12-13T06:00:00.000Z', '2026-12-18T06:00:00.000Z'],
      ['Wait3', '2026-12-18T06:00:00.000Z', '2026-12-21T06:00:00.000Z'],
      ['Wait4', '2026-12-21T06:00:00.000Z', '2026-12-22T06:00:00.000Z'],
      ['Wait5', '2026-12-22T06:00:00.000Z', '2026-12-23T06:00:00.000Z'],
      ['Wait6', '2026-12-23T06:00:00.000Z', '2026-12-23T21:00:00.000Z'], // 09:00 of the due day to midnight
      ['Wait7', '2026-12-23T21:00:00.000Z', undefined],
    ]);
    for (const { from, until, seconds } of Object.values(plan.waits))
      if (until !== undefined) expect(seconds).toBe((at(until) - at(from)) / 1000);
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
    expect(change.body.clocks[0]?.passed).toEqual(['reminder-10', 'reminder-5']);
    expect(change.letters.map((letter) => letter.data)).toEqual([{ milestone: 'reminder-5' }]);
    expect(plan.waits.Wait1?.until).toBe('2026-11-25T06:00:00.000Z'); // T-2 of 27 November
  });

  test('K3: a claim entered after its day is overdue at once and needs no waiting', () => {
    const paper = aClaim({ channel: 'paper', receivedOn: '2026-10-01' });
    const { plan, change } = openExecution(paper, ARN, at('2026-11-23T07:15:05Z'), ids());
    expect(plan.waits).toEqual(NOTHING);
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
    expect(again.plan.waits.Wait1?.until).toBe('2026-11-25T06:00:00.000Z');
  });

  test('K3: a claim whose answer has left meanwhile ends its execution; one that was only decided waits on', () => {
    const claim = aClaim();
    const made = act(claim, ANSWER, officer('2026-11-23T07:15:01Z'));
    const answered = stateAfter(claim, made);
    const open = at('2026-11-23T07:15:05Z');
    expect(openExecution(answered, ARN, open, ids()).plan.waits.Wait1?.until).toBe(
      '2026-12-13T06:00:00.000Z',
    );
    const sent = stateAfter(answered, letterSent(answered, answerLetter(made), open));
    expect(openExecution(sent, ARN, open, ids()).plan.waits).toEqual(NOTHING);
  });
});

/** The wait planned from an instant begins, then or at another. */
const enter = (state: CaseState, when: string, planned = when) =>
  enterWait(state, plannedFrom(state, at(planned)), at(when), ids());

describe('a wait that begins', () => {
  const opened = () =>
    stateAfter(aClaim(), openExecution(aClaim(), ARN, at('2026-11-23T07:15:05Z'), ids()).change);

  test('K3: T-10 sends one reminder to the team and moves the revision; entered again it does nothing', () => {
    const entered = enter(opened(), '2026-12-13T06:00:00Z');
    expect(entered).toMatchObject({
      kind: 'act',
      change: {
        body: {
          revision: 2,
          clocks: [{ passed: ['reminder-10'] }],
          nextMilestoneAt: '2026-12-18T06:00:00.000Z',
        },
        letters: [{ kind: 'case-reminder', to: 'team' }],
        events: [{ type: 'milestone', data: { milestone: 'reminder-10' } }],
      },
    });
    if (entered.kind !== 'act') throw new Error('unreachable');
    const again = enter(stateAfter(opened(), entered.change), '2026-12-13T06:00:01Z');
    expect(again).toMatchObject({ kind: 'act', change: { letters: [], events: [], body: { revision: 2 } } });
  });

  test('K3: reminders of an assigned claim go to the assignee, T-1 to the officers', () => {
    const assigned = stateAfter(
      opened(),
      act(opened(), { act: 'assign', to: 'agent-7' }, officer('2026-11-24T09:00:00Z')),
    );
    expect(enter(assigned, '2026-12-18T06:00:00Z')).toMatchObject({
      change: { letters: [{ to: 'assignee' }] },
    });
    expect(enter(assigned, '2026-12-22T06:00:00Z')).toMatchObject({
      change: { letters: [{ kind: 'case-escalation', to: 'officers' }] },
    });
  });

  test('K3: at 00:00 of 24 December the claim of 23 December is overdue and nothing is watched any more', () => {
    const entered = enter(opened(), '2026-12-23T21:00:00Z');
    expect(entered).toMatchObject({
      kind: 'act',
      change: { todo: null, letters: [{ kind: 'case-overdue' }] },
    });
  });

  test.each([
    ['a day early', '2026-12-12T06:00:00Z'],
    ['two minutes late: the waits after it would be, too', '2026-12-13T06:02:00Z'],
  ])('the stored date decides, not the timer: a wait that begins %s plans anew', (_, when) => {
    expect(enter(opened(), when, '2026-12-13T06:00:00Z')).toEqual({ kind: 'replan' });
  });

  test.each([
    ['that would miss the next milestone', { until: '2026-12-19T06:00:00Z' }],
    ['that ends although something is left to wait for', {}],
  ])('a plan is made anew %s', (_, rest) => {
    const planned = { from: '2026-12-13T06:00:00Z', ...rest };
    expect(enterWait(opened(), planned, at('2026-12-13T06:00:00Z'), ids())).toEqual({ kind: 'replan' });
  });

  test('a wait that ends before the next milestone does no harm: the timer fires, finds nothing due, and waits on', () => {
    const planned = { from: '2026-12-14T06:00:00Z', until: '2026-12-15T06:00:00Z' };
    expect(enterWait(opened(), planned, at('2026-12-14T06:00:01Z'), ids())).toMatchObject({
      kind: 'act',
      waits: true,
    });
  });

  test('K3: entered after the answer has left, a step finds nothing owed', () => {
    const state = opened();
    const made = act(state, ANSWER, officer('2026-12-01T09:00:00Z'));
    const answered = stateAfter(state, made);
    const sent = stateAfter(answered, letterSent(answered, answerLetter(made), at('2026-12-01T09:00:02Z')));
    expect(enter(sent, '2026-12-13T06:00:00Z')).toEqual({
      kind: 'decided',
    });
  });
});
