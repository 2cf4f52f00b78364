import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import type { Change } from '../cases/change.ts';
import { startClock, withClocks } from '../cases/clocks.ts';
import type { Doing } from '../cases/type.ts';
import { type Refused, refuse } from '../result.ts';
import { clocksStartedBy, REQUEST_CLOCKS, type StartedBy } from './clocks.ts';
import { mandateFault } from './mandate.ts';
import type { Part, RequestOwn } from './own.ts';
import type { PartKind } from './parts.ts';
import { openParts, type RequestBody } from './standing.ts';

/** An act on a request that is being done. */
export type Asked = Doing<RequestOwn>;
export type Moved = Asked['moved'];

/** A part that an act is about, several, or all that have no answer yet. */
export type Chosen = PartKind | 'all' | readonly PartKind[];

/** The parts that are meant. */
export const chosen = (body: Pick<RequestBody, 'own'>, part: Chosen): readonly PartKind[] =>
  part === 'all' ? openParts(body).map((one) => one.part) : [part].flat();

/** The part of that kind; undefined where it was not asked for. */
export const partOf = ({ own }: { readonly own: RequestOwn }, kind: PartKind): Part | undefined =>
  own.parts.find(({ part }) => part === kind);

/** The body with what has become of some parts. */
export const withParts = (body: Moved, kinds: readonly PartKind[], become: Partial<Part>): Moved => ({
  ...body,
  own: {
    ...body.own,
    parts: body.own.parts.map((one) => (kinds.includes(one.part) ? { ...one, ...become } : one)),
  },
});

/** The body with the clocks of a part that start with an event, from an instant or a local date on. */
export function withClocksFrom(body: Moved, from: StartedBy, part: PartKind, start: string): Moved {
  const started = clocksStartedBy(from, part, body.own.regimes)
    .filter((id) => !body.clocks.some((clock) => clock.id === id))
    .map((id) => startClock(REQUEST_CLOCKS, id, start));
  return started.length === 0 ? body : withClocks(body, [...body.clocks, ...started]);
}

/** Says which parts a change tells of: only their clocks are met or stopped by its event. */
export const about = (made: Change, parts: readonly PartKind[]): Change => ({ ...made, about: parts });

/** The local date of an instant (epoch ms), or of the receipt. */
export const dayOf = (instant: number | string): string =>
  typeof instant === 'string' && instant.length === 'YYYY-MM-DD'.length
    ? instant
    : localDate(typeof instant === 'string' ? Date.parse(instant) : instant, REGIME_ZONE);

/** What is wrong with parts that an act names: each was asked for, and waits in one of the states. */
export function partsFault(
  body: Pick<RequestBody, 'own'>,
  kinds: readonly PartKind[],
  states: readonly Part['state'][],
): Refused | undefined {
  if (kinds.length === 0) return refuse('part-needed', { field: 'part' });
  for (const kind of kinds) {
    const part = partOf(body, kind);
    if (part === undefined) return refuse('part-not-asked', { field: 'part', data: { part: kind } });
    if (!states.includes(part.state))
      return refuse('part-not-lawful', { field: 'part', data: { part: kind, state: part.state } });
  }
  return undefined;
}

/** Before proof nothing is disclosed, changed or destroyed; and a representative's authority to act still holds (S3). */
export function standingFault({ own }: Pick<RequestBody, 'own'>, at: number): Refused | undefined {
  if (own.proof.state !== 'proven') return refuse('not-proven');
  return own.mandate === undefined ? undefined : mandateFault(own.mandate, dayOf(at));
}

/** The act has no use for this request, as it stands. */
export const notNow = ({ before: { body } }: Asked, act: string): Refused =>
  refuse('act-not-lawful', { data: { act, status: body.status, kind: body.kind } });
