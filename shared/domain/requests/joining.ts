import type { StoredClock } from '../cases/case.ts';
import { type Change, change } from '../cases/change.ts';
import { recounted, startClock, startedAgain, withClocks } from '../cases/clocks.ts';
import { eventOf, letterTo, plain } from '../cases/doing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Asked, about, dayOf, partOf } from './changing.ts';
import { clocksStartedBy, REQUEST_CLOCKS } from './clocks.ts';
import type { RequestOwn } from './own.ts';
import { openParts, type RequestBody } from './standing.ts';

/** The case is the duplicate of another, which is answered in its place (S9). */
export interface JoinCommand {
  readonly act: 'join';
  /** Reference of the case that goes on. */
  readonly to: string;
}

/** What a duplicate hands over to the case that goes on. */
export interface TakeOverCommand {
  readonly act: 'take-over';
  readonly from: Pick<RequestBody, 'reference' | 'receivedAt' | 'own'>;
}

/** This one is answered there: nothing is owed here any more. Its letters and its page say what they said. */
export function join(doing: Asked, { to }: JoinCommand): Result<Change> {
  const { moved: body, before } = doing;
  if (to === before.body.reference) return refuse('join-itself', { field: 'to' });
  const joined: Asked['moved'] = { ...body, own: { ...body.own, joinedTo: to } };
  return accept(
    about(
      plain(doing, joined, { to }),
      joined.own.parts.map(({ part }) => part),
    ),
  );
}

/**
 * The case that goes on takes over what the duplicate asks and has no answer yet; the earliest receipt of the two governs every
 * clock that runs from a receipt. It is answered to its own contact, who has proven to be the person.
 */
export function takeOver(doing: Asked, { from }: TakeOverCommand): Result<Change> {
  const { moved: body, before } = doing;
  const { proof, regimes } = body.own;
  if (proof.state !== 'proven') return refuse('join-unproven', { field: 'to' });
  const brought = openParts(from).filter(({ part }) => partOf(body, part) === undefined);
  const answered = openParts(from).find(({ part }) => {
    const mine = partOf(body, part);
    return mine !== undefined && mine.state !== 'asked' && mine.state !== 'done';
  });
  if (answered !== undefined)
    return refuse('part-not-lawful', { field: 'to', data: { part: answered.part, state: 'answered' } });
  const receivedAt = earlier(body.receivedAt, from.receivedAt);
  const counted = body.clocks.map((clock) =>
    clock.state === 'running' && clock.start === body.receivedAt && receivedAt !== body.receivedAt
      ? startedAgain(before.type, clock, receivedAt)
      : clock,
  );
  const now = new Date(doing.asking.at).toISOString();
  const started = brought.flatMap(({ part }) => [
    ...clocksStartedBy('receipt', part, regimes).map((id) => startClock(REQUEST_CLOCKS, id, receivedAt)),
    ...clocksStartedBy('proven', part, regimes).map((id) => startClock(REQUEST_CLOCKS, id, now)),
  ]);
  const own: RequestOwn = {
    ...body.own,
    joinedFrom: [...(body.own.joinedFrom ?? []), from.reference],
    parts: [...body.own.parts, ...brought.map(({ part }) => ({ part, state: 'asked' as const }))],
  };
  const joined = recounted({ ...body, receivedAt, own }, [...counted, ...started]);
  const told = { from: from.reference, receivedAt, dueOn: joined.dueOn };
  return accept({
    ...change(joined, {
      events: [eventOf(doing, { data: told })],
      letters: body.answerTo === undefined ? [] : [letterTo(doing, 'request-receipt', body)],
      todo: { why: 'replan', at: now },
    }),
    // No clock is met or stopped by it here.
    about: [],
  });
}

/** The earlier of two receipts; of one day the day without an hour, which counts from its beginning. */
const earlier = (one: string, other: string): string => {
  const [a, b] = [dayOf(one), dayOf(other)];
  if (a !== b) return a < b ? one : other;
  return one.length < other.length || (one.length === other.length && one < other) ? one : other;
};

/**
 * A case as people see it who have not proven to be the person: one that was joined looks as if nothing else existed (S9). Its
 * clocks run on for them, and it is open.
 */
export function asIfAlone(body: RequestBody): RequestBody {
  const { joinedTo, ...own } = body.own;
  if (joinedTo === undefined || own.proof.state === 'proven') return body;
  const { closedAt: _, ...open } = body;
  const asked = openParts(body).map(({ part }) => part);
  const runs = ({ id, state }: StoredClock) =>
    state === 'stopped' && asked.some((part) => id.startsWith(`${part}.`));
  const alone: RequestBody = { ...open, status: 'unproven', own };
  const clocks = body.clocks.map(
    (clock): StoredClock => (runs(clock) ? { ...clock, state: 'running' } : clock),
  );
  return withClocks(alone, clocks);
}
