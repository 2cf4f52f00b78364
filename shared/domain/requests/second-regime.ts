import type { Change } from '../cases/change.ts';
import { startClock, withClocks } from '../cases/clocks.ts';
import { reasoned } from '../cases/doing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Asked, type Moved, notNow } from './changing.ts';
import { clocksStartedBy, REQUEST_CLOCKS } from './clocks.ts';

/** The request turns out to be one under the GDPR too: why is said. */
export interface UnderGdprCommand {
  readonly act: 'under-gdpr';
  readonly reason: string;
}

/** More was asked of who asks, to know who they are (GDPR 12(6)): it is recorded, and pauses nothing. */
export interface AskMoreCommand {
  readonly act: 'ask-more';
  readonly reason: string;
}

/**
 * The second regime is added (S10): its clocks run from the receipt, and from what was found, side by side with those of 152-FZ;
 * the earliest drives. What is answered already owes nothing more.
 */
export function underGdpr(doing: Asked, { reason }: UnderGdprCommand): Result<Change> {
  const { moved: body } = doing;
  if (body.own.regimes.includes('gdpr')) return notNow(doing, 'under-gdpr');
  const open = body.own.parts.filter(({ state }) => state === 'asked' || state === 'done');
  const started = open.flatMap(({ part, foundOn, found }) => [
    ...clocksStartedBy('receipt', part, ['gdpr']).map((id) =>
      startClock(REQUEST_CLOCKS, id, body.receivedAt),
    ),
    ...(found === 'unlawful' && foundOn !== undefined
      ? clocksStartedBy('found-unlawful', part, ['gdpr']).map((id) => startClock(REQUEST_CLOCKS, id, foundOn))
      : []),
  ]);
  const under: Moved = { ...body, own: { ...body.own, regimes: [...body.own.regimes, 'gdpr'] } };
  const both = withClocks(under, [...body.clocks, ...started]);
  return accept(reasoned(doing, both, reason, { clocks: started.map(({ id }) => id).join() }));
}

/** What more was asked for, and how, stands in the reason; the clocks run as they did. */
export const askMore = (doing: Asked, { reason }: AskMoreCommand): Result<Change> =>
  doing.moved.own.proof.state === 'proven'
    ? refuse('proven-already')
    : accept(reasoned(doing, doing.moved, reason));
