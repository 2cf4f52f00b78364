import type { CaseAnswer, CaseBody, StoredClock } from './case.ts';
import type { Change } from './change.ts';
import { closed } from './doing.ts';
import { waitingAfter, waitingFor } from './plan.ts';
import { type CaseState, factsOf, isRunning } from './type.ts';

/**
 * A change by what became of an answer – `sentAt`, the sending that stands: ISO instant, or local date; undefined where none
 * does – with what its kind makes of that.
 * @param at epoch ms
 */
export function afterAnswer(
  { type }: CaseState,
  made: Change,
  { answer, sentAt }: { readonly answer: CaseAnswer; readonly sentAt: string | undefined },
  at: number,
): Change {
  const after = type.afterLetter?.(made.body, answer, sentAt, at);
  return after === undefined
    ? made
    : { ...made, body: after.body, events: [...made.events, ...after.events] };
}

/**
 * A change with the state that the kind makes of it, where it makes one: over, it is closed; when something is owed again, or no
 * more, the waiting begins or ends; while it goes on, clocks that came, moved or ended are planned for anew.
 * @param at epoch ms
 */
export function stood(before: CaseState, made: Change, at: number): Change {
  const { type } = before;
  if (type.standing === undefined) return made;
  const status = type.standing(made.body);
  const moved = { ...made.body, status };
  const isOver = !factsOf(type, status).listed;
  const still = isRunning({ type, body: moved }) ? moved : waitingFor(moved, undefined);
  const body = isOver ? over(still, at) : reopened(still);
  const isNews = isOver && before.body.closedAt === undefined;
  return {
    ...made,
    body,
    events: isNews ? [...made.events, { type: 'closed', by: 'system' }] : made.events,
    ...(made.todo === undefined ? waiting(before, body, at) : {}),
  };
}

/** Over for good: what was over before keeps the instant at which it ended. */
const over = (body: CaseBody, at: number): CaseBody => ({
  ...closed(body, at),
  ...(body.closedAt === undefined ? {} : { closedAt: body.closedAt }),
});

const reopened = ({ closedAt: _, ...body }: CaseBody): CaseBody => body;

function waiting(before: CaseState, after: CaseBody, at: number): Pick<Change, 'todo'> {
  const turned = waitingAfter(before, after, at);
  if (turned.todo !== undefined || !isRunning({ type: before.type, body: after })) return turned;
  const isSame = datesIn(before.body.clocks) === datesIn(after.clocks);
  return isSame ? {} : { todo: { why: 'replan', at: new Date(at).toISOString() } };
}

const datesIn = (clocks: readonly StoredClock[]): string =>
  clocks.map(({ id, due, state }) => `${id} ${due} ${state}`).join();
