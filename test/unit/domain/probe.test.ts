import { describe, expect, test } from 'vitest';
import { startClock } from '../../../shared/domain/cases/clocks.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { escalateDaily } from '../../../shared/domain/cases/escalate-daily.ts';
import { milestonesOf } from '../../../shared/domain/cases/planned.ts';
import { type CaseState, type Command, caseType, isOverdue } from '../../../shared/domain/cases/type.ts';
import type { MilestoneSpec } from '../../../shared/domain/milestone-names.ts';
import { ChartRun } from '../../support/chart-run.ts';
import { openProbe, PROBE } from '../../support/probe.ts';
import { at, officer } from './builders.ts';

/** Wednesday 25 November 2026, 14:03:20 in Moscow. */
const FOUND = '2026-11-25T11:03:20.000Z';
const REFERENCE = 'PD-2026-K7M4QX-9';

function opened(): CaseState {
  const { body, todo } = openProbe(REFERENCE, at(FOUND));
  return { type: PROBE, body, ...(todo ? { todo } : {}) };
}

function does(state: CaseState, command: Command & Record<string, unknown>, when: string) {
  const made = decideAct(state, command, officer(when));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

/** A case of one clock of thirty days, reminded of on each of the last ones. */
function withMilestones(count: number): CaseState {
  const { body } = openProbe(REFERENCE, at(FOUND));
  const milestones = Array.from(
    { length: count },
    (_, index): MilestoneSpec => ({
      name: `day-${count - index - 1}`,
      before: count - index - 1,
      unit: 'days',
      tells: [{ kind: 'case-reminder', to: 'in-charge' }],
    }),
  );
  const clocks = {
    destroy: {
      ...PROBE.clocks['destroy'],
      rule: 'ru-withdrawal-destroy' as const,
      metBy: ['closed'],
      milestones,
    },
  };
  return {
    type: { ...PROBE, clocks },
    body: { ...body, clocks: body.clocks.filter(({ id }) => id === 'destroy') },
  };
}

const clocksOf = ({ body }: Pick<CaseState, 'body'>) => body.clocks.map(({ state }) => state);

describe('a kind of case of three clocks, one of them of hours (issue 9, 6)', () => {
  test('B1: it has thirty milestones, those of all its clocks in one order', () => {
    const all = milestonesOf(opened());
    expect(all).toHaveLength(30);
    expect(all.map((one) => one.at)).toEqual(all.map((one) => one.at).toSorted((a, b) => a - b));
  });

  test('B1: its day is that of the earliest clock that runs: met, it hands over to the next', () => {
    const state = opened();
    expect(state.body).toMatchObject({ dueOn: '2026-11-26', workBy: '2026-11-26' });
    const notified = does(state, { act: 'notify' }, '2026-11-25T15:00:00.000Z');
    expect(clocksOf(notified)).toEqual(['met', 'running', 'running']);
    expect(notified.body.dueOn).toBe('2026-12-04'); // the seventh working day
    const corrected = does(
      { type: PROBE, body: notified.body },
      { act: 'correct' },
      '2026-12-07T09:00:00.000Z',
    );
    expect(clocksOf(corrected)).toEqual(['met', 'missed', 'running']);
    expect(corrected.body).toMatchObject({ dueOn: '2026-12-25', workBy: '2026-12-25' });
  });

  test.each([
    ['in its last second', '2026-11-26T11:03:20.000Z', 'met'],
    ['a second later', '2026-11-26T11:03:21.000Z', 'missed'],
  ])('B2: what counts is when it was done, %s, not when it was entered', (_, done, state) => {
    const made = does(opened(), { act: 'notify', at: done }, '2026-11-27T09:00:00.000Z');
    expect(clocksOf(made)[0]).toBe(state);
  });

  test('B1: of hours it is overdue at its instant, and told of each day from the next morning on, with the clock', () => {
    const state = opened();
    const end = at('2026-11-26T11:03:20.000Z');
    expect([isOverdue(state, end - 1), isOverdue(state, end)]).toEqual([false, true]);
    const daily = escalateDaily(state, [], at('2026-11-27T06:00:00Z'));
    expect(daily?.letters).toMatchObject([
      { kind: 'case-overdue', to: 'officers', data: { clock: 'notify' } },
    ]);
    expect(daily?.body.clocks.map(({ passed }) => passed)).toEqual([
      ['hours-12', 'hours-4', 'hours-1', 'overdue'],
      [],
      [],
    ]);
  });
});

describe('a clock has an id of its own and ends by its own events (issue 9, 6)', () => {
  /** Two things to be corrected, each with its seven working days. */
  const twice = caseType({
    ...PROBE,
    clocks: { ...PROBE.clocks, 'correct-too': { rule: 'ru-correct', metBy: ['noted'] } },
  });
  const both = (): CaseState => {
    const { body } = opened();
    const second = startClock<string>(twice.clocks, 'correct-too', '2026-11-30T09:00:00.000Z');
    return { type: twice, body: { ...body, clocks: [...body.clocks, second] } };
  };

  test('S5: two clocks of one rule: each is met by what was asked for it, and by nothing else', () => {
    const corrected = does(both(), { act: 'correct' }, '2026-12-01T09:00:00.000Z');
    expect(corrected.body.clocks.map(({ id, rule, state }) => [id, rule, state])).toEqual([
      ['notify', 'ru-breach-first', 'running'],
      ['correct', 'ru-correct', 'met'],
      ['destroy', 'ru-withdrawal-destroy', 'running'],
      ['correct-too', 'ru-correct', 'running'],
    ]);
    const noted = does(
      { type: twice, body: corrected.body },
      { act: 'note', text: 'Да.' },
      '2026-12-09T21:00:00Z',
    );
    expect(clocksOf(noted)).toEqual(['running', 'met', 'running', 'missed']);
  });

  test('S5: a second clock of a rule has milestones of its own, and the letter names which', () => {
    const run = new ChartRun(both(), at(FOUND) + 2_000);
    run.until(at('2026-12-10T00:00:00.000Z'));
    expect(run.milestones.filter((line) => line.includes('correct:overdue'))).toHaveLength(1);
    expect(run.milestones.filter((line) => line.includes('correct-too:overdue'))).toHaveLength(1);
  });

  test('B5: a case does not end while a clock runs that its end neither does nor stops', () => {
    const refused = decideAct(opened(), { act: 'close' }, officer(FOUND));
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'clock-running', data: { clocks: 'notify' } },
    });
  });

  test('B5: what the kind says is stopped by its end, the rest is met or was', () => {
    const notified = does(opened(), { act: 'notify' }, FOUND);
    const over = does({ type: PROBE, body: notified.body }, { act: 'close' }, '2026-11-26T09:00:00.000Z');
    expect(clocksOf(over)).toEqual(['met', 'stopped', 'met']);
  });

  test('K1: a corrected date of receipt moves what began with the receipt, not what began with something else', () => {
    const state = both();
    const lawful = {
      ...twice.transitions,
      running: { ...twice.transitions.running, 'receipt-date': 'running' as const },
    };
    const moved = does(
      { ...state, type: { ...twice, transitions: lawful } },
      { act: 'receipt-date', receivedOn: '2026-11-24', reason: 'Опечатка.' },
      '2026-12-01T09:00:00.000Z',
    );
    const starts = moved.body.clocks.map(({ id, start }) => [id, start]);
    expect(starts).toContainEqual(['correct', '2026-11-24']);
    expect(starts).toContainEqual(['correct-too', '2026-11-30T09:00:00.000Z']);
  });

  test('B1: its end is an instant while a clock of hours comes first, a day afterwards', () => {
    const state = opened();
    expect(state.body.dueAt).toBe('2026-11-26T11:03:20.000Z');
    expect(does(state, { act: 'notify' }, FOUND).body.dueAt).toBeUndefined();
  });
});

describe('its chart on the engine of the local cloud (issue 9, 6)', () => {
  test('nobody acts: each milestone of each clock once, at its instant', () => {
    const began = at(FOUND) + 2_000;
    const run = new ChartRun(opened(), began);
    run.until();
    const coming = milestonesOf(opened()).filter((one) => one.at > began);
    const told = run.milestones.slice(1); // the first: what lay before the opening, in one
    expect(told.flatMap((line) => line.slice(25).split(','))).toEqual(
      coming.map(({ clock, name }) => `${clock.id}:${name}`),
    );
    const seconds = (ms: number) => Math.floor(ms / 1000);
    expect(told.map((line) => seconds(at(line.slice(0, 24))))).toEqual([
      ...new Set(coming.map((one) => seconds(one.at))),
    ]);
    expect(run.run.status).toBe('SUCCEEDED');
    expect(run.state.body.clocks.map(({ passed }) => passed.length)).toEqual([4, 13, 13]);
  });

  test.each([1, 2, 6, 11, 12, 13, 23, 24, 25, 30])(
    '%d milestones cost a transition each, at most four more, and two for each further dozen',
    (count) => {
      const run = new ChartRun(withMilestones(count), at(FOUND));
      run.until();
      expect(run.milestones).toHaveLength(count);
      expect(run.run.status).toBe('SUCCEEDED');
      expect(run.transitions).toBeLessThanOrEqual(count + 4 + 2 * (Math.ceil(count / 12) - 1));
      expect(run.entered.filter((name) => name === 'Open')).toHaveLength(1 + Math.floor(count / 12));
    },
  );

  test('K3: decided before the first wait, a case costs two transitions', () => {
    const notified = does(opened(), { act: 'notify' }, FOUND);
    const done = does({ type: PROBE, body: notified.body }, { act: 'close' }, FOUND);
    const run = new ChartRun({ type: PROBE, body: done.body }, at(FOUND));
    expect([run.entered, run.run.status]).toEqual([['Open', 'Wait1'], 'SUCCEEDED']);
  });

  test('B1: open, milestone, act, close: what is met reminds no more, the end of the case ends its execution at once', () => {
    const run = new ChartRun(opened(), at(FOUND) + 2_000);
    run.until(at('2026-11-26T02:00:00.000Z'));
    expect(run.letters.at(-1)).toBe('2026-11-25T23:03:20.000Z case-reminder team'); // twelve hours before
    run.act(does(run.state, { act: 'notify' }, '2026-11-26T02:00:00.000Z'));
    run.until(at('2026-12-01T12:00:00.000Z'));
    expect(run.milestones.filter((line) => line.includes('notify'))).toHaveLength(1);
    run.act(does(run.state, { act: 'correct' }, '2026-12-01T12:00:00.000Z'));
    run.until(at('2026-12-15T12:00:00.000Z'));
    expect(run.run.status).toBe('RUNNING');
    run.act(does(run.state, { act: 'close' }, '2026-12-15T12:00:00.000Z'));
    expect(run.run.status).toBe('SUCCEEDED');
    expect(clocksOf(run.state)).toEqual(['met', 'met', 'met']);
    expect(run.state.body.status).toBe('over');
  });

  test('limits of Standard workflows: events, duration and state stay far below 25,000, a year and 256 KiB', () => {
    const run = new ChartRun(opened(), at(FOUND) + 2_000);
    run.until();
    expect(run.run.lastEvent).toBeLessThan(25_000 / 50);
    expect(run.now - at(FOUND)).toBeLessThan((365 * 86_400_000) / 10);
    const inputs = run.run.news.map(({ details }) => JSON.stringify(details ?? '').length);
    expect(Math.max(...inputs)).toBeLessThan(262_144 / 50);
  });
});
