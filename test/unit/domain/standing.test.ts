import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { withAnswer } from '../../../shared/domain/cases/answers.ts';
import type { CaseBody } from '../../../shared/domain/cases/case.ts';
import { datesOf, drivingClocks, runningClocks, startClock } from '../../../shared/domain/cases/clocks.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { letterTo, plain } from '../../../shared/domain/cases/doing.ts';
import { letterBounced, letterDelivered, letterSent } from '../../../shared/domain/cases/letters.ts';
import { type Acts, type CaseState, caseType } from '../../../shared/domain/cases/type.ts';
import { queuedLetter } from '../../../shared/domain/letters/new-letter.ts';
import { accept } from '../../../shared/domain/result.ts';
import { at, ids, officer, RECEIVED } from './builders.ts';

/** A kind of two parts, each answered by itself; it is over when no clock runs and every answer has arrived. */
const ACTS: Acts<{ readonly act: 'answer'; readonly part: string }> = {
  answer: {
    event: 'answered',
    decide: (doing, { part }) => {
      const letter = letterTo(doing, 'claim-answer', doing.moved);
      const answer = { letter: letter.id, by: 'answered', parts: [part], at: RECEIVED };
      const made = plain(doing, withAnswer(doing.moved, answer), { part });
      return accept({ ...made, letters: [letter], about: [part] });
    },
  },
};
const CLOCKS = {
  left: { rule: 'ru-correct', metBy: ['answered'], part: 'left' },
  right: { rule: 'ru-correct', metBy: ['answered'], part: 'right' },
} as const;
const stay = { answer: 'open', 'letter-sent': 'open', 'letter-bounced': 'open', deliver: 'open' } as const;
const TWO = caseType({
  kind: 'two',
  statuses: {
    open: { runs: true, owed: 'answer', listed: true, witness: 'opened', tone: 'calm' },
    over: { runs: false, listed: false, witness: 'closed', tone: 'good' },
  },
  transitions: {
    open: { ...stay, 'letter-delivered': ['over', 'open'] },
    over: { 'letter-bounced': 'open' },
  },
  own: z.object({}),
  typed: {},
  clocks: CLOCKS,
  acts: ACTS,
  events: ['answered', 'noticed'],
  standing: ({ answers = [], ...body }: CaseBody) =>
    runningClocks(body).length === 0 && answers.every(({ deliveredAt }) => deliveredAt !== undefined)
      ? 'over'
      : 'open',
  afterLetter: (body, { letter }, sentAt) => ({
    body,
    events: [{ type: 'noticed', by: 'system', data: { letter, sent: sentAt !== undefined } }],
  }),
  letters: {},
});

function opened(): CaseState {
  const clocks = (['left', 'right'] as const).map((id) => startClock(CLOCKS, id, RECEIVED));
  const body: CaseBody = {
    ...{ reference: 'PD-2026-K7M4QX-9', kind: 'two', status: 'open', revision: 1, language: 'ru' },
    ...{ channel: 'web', openedAt: RECEIVED, receivedAt: RECEIVED, answerTo: 'email' },
    ...{ clocks, ...datesOf(clocks), executions: 0, events: 0, own: {} },
  };
  return { type: TWO, body };
}

const WHEN = '2026-11-25T09:00:00.000Z';
const answered = (state: CaseState, part: string, when = WHEN) => {
  const asking = { ...officer(when), newId: ids(part) };
  const made = decideAct(state, { act: 'answer', part } as { act: string }, asking);
  if (!made.ok) throw new Error(made.refusal.code);
  const [letter] = made.value.letters;
  if (letter === undefined) throw new Error('no letter');
  return {
    state: { type: TWO, body: made.value.body },
    letter: queuedLetter(letter, { reference: 'PD-2026-K7M4QX-9', language: 'ru', at: when }),
  };
};
const states = ({ body }: Pick<CaseState, 'body'>) => body.clocks.map(({ state }) => state);

describe('a kind whose state follows from its parts, answers and clocks (S1, S2)', () => {
  test('S2: two clocks of one event and two parts are two duties; each is met by what is done about its part', () => {
    const { state, letter } = answered(opened(), 'left');
    expect(drivingClocks(TWO, state.body.clocks)).toHaveLength(2);
    const sent = letterSent(state, letter, at(WHEN) + 1000);
    expect(states(sent)).toEqual(['met', 'running']);
    expect(sent.body).toMatchObject({ status: 'open', answers: [{ parts: ['left'] }] });
    expect(sent.events).toMatchObject([{ type: 'letter-sent' }, { type: 'noticed', data: { sent: true } }]);
    expect(sent.todo).toMatchObject({ why: 'replan' });
  });

  test('S2, K4: over when all is met and has arrived, open again when one comes back – with its own clock only', () => {
    const left = answered(opened(), 'left');
    const right = answered(
      { type: TWO, body: letterDelivered(left.state, left.letter, at(WHEN) + 1000).body },
      'right',
    );
    const over = letterDelivered(right.state, right.letter, at(WHEN) + 2000);
    expect([over.body.status, over.body.closedAt, states(over)]).toEqual([
      'over',
      '2026-11-25T09:00:02.000Z',
      ['met', 'met'],
    ]);
    expect(over.events.filter(({ type }) => type === 'closed')).toHaveLength(1);
    expect(over.todo).toMatchObject({ why: 'resume' });
    const back = letterBounced(
      { type: TWO, body: over.body },
      left.letter,
      at(WHEN) + 3000,
      'Permanent',
      ids(),
    );
    expect([back.body.status, back.body.closedAt, states(back)]).toEqual([
      'open',
      undefined,
      ['running', 'met'],
    ]);
    expect(back.todo).toMatchObject({ why: 'start' });
  });

  test('K4: the post is for the answer that has not left or came back, whichever was given last', () => {
    const left = answered(opened(), 'left');
    const right = answered(left.state, 'right');
    const sent = { type: TWO, body: letterSent(right.state, right.letter, at(WHEN) + 1000).body };
    const posted = decideAct(
      sent,
      { act: 'deliver', tracking: '80083712345678', on: '2026-11-25' } as { act: string },
      officer(WHEN),
    );
    if (!posted.ok) throw new Error(posted.refusal.code);
    expect(posted.value.body.answers).toMatchObject([{ post: { on: '2026-11-25' } }, { parts: ['right'] }]);
    expect(states(posted.value)).toEqual(['met', 'met']);
    expect(posted.value.body.status).toBe('open');
  });
});
