import { runningClocks } from '../cases/clocks.ts';
import { type CaseState, isOverdue, isRunning, isUndecided } from '../cases/type.ts';
import { approvalDue } from '../requests/approve-by.ts';
import { factsOf, type OvertakenWhen } from './kinds.ts';
import type { LetterBody } from './letter.ts';

/** What of a letter says what it is about: a clock, or another letter than the answer. */
type About = NonNullable<LetterBody['data']>;

/** The clock that the letter names does not run any more. */
const isMet = ({ clock }: About, { body }: CaseState): boolean =>
  clock !== undefined && !runningClocks(body).some(({ id }) => id === clock);

interface AskSeen {
  readonly id: string;
  readonly other: string;
  readonly to: string;
  readonly at: string;
  readonly answer?: string;
}

/** Whether somebody who was asked has answered, or need not block any more; of cases without asks nobody was. */
function hasAnswered(own: unknown, id: unknown): boolean {
  const asks: readonly AskSeen[] =
    typeof own === 'object' && own !== null && 'asks' in own && Array.isArray(own.asks) ? own.asks : [];
  const asked = asks.find((one) => one.id === id);
  if (asked === undefined) return false;
  const isFree = ({ other, to, at }: AskSeen) =>
    other === asked.other && (to === 'unblock' || to === 'correct') && at >= asked.at;
  return asked.answer !== undefined || (asked.to === 'block' && asks.some(isFree));
}

const RULES: {
  readonly [when in OvertakenWhen]: (about: About, state: CaseState, at: number) => boolean;
} = {
  'other-answered': ({ ask }, { body }) => hasAnswered(body.own, ask),
  decided: (_, state) => !isUndecided(state),
  met: (about, state) => !isRunning(state) || isMet(about, state),
  'not-overdue': (about, state, at) => !isOverdue(state, at) || isMet(about, state),
  'not-returned': ({ letter }, { body }) => letter !== 'other' && body.status !== 'returned',
  approved: (_, { body }) => approvalDue(body) === undefined,
  'not-unconfirmed': ({ letter }, { body }) => letter !== 'other' && body.status !== 'unconfirmed',
};

/** Whether what a letter about a case would say is past: a reminder of an answer that has left, a task that is done. `at`: epoch ms. */
export function isOvertaken({ kind, data = {} }: LetterBody, state: CaseState, at: number): boolean {
  const { overtaken } = factsOf(kind);
  return overtaken !== undefined && RULES[overtaken](data, state, at);
}
