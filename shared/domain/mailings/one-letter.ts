import type { LetterBody } from '../letters/letter.ts';
import type { LetterState } from '../letters/state.ts';
import { unknownWait } from '../letters/timing.ts';
import type { Fate } from './mailing.ts';

/** So long is an event of the mail service waited for before a letter whose call had no answer goes again. */
const EVENT_MS = 60 * 60_000;

const isUnknown = ({ outcome }: LetterBody['attempts'][number]) =>
  outcome === undefined || outcome === 'unknown';

/** Attempts that may have reached somebody without us knowing. */
const unknowns = ({ attempts }: LetterBody): number => attempts.filter(isUnknown).length;

/**
 * A letter of a mailing with the intent that follows from its record: it stands in no list. One that waits for its turn goes at
 * once; one that is being sent, when its lease is over. Then – `events`: the mail service tells what became of a letter – its
 * event is waited for, an hour at most.
 */
export function standingOf(body: LetterBody, events: boolean): LetterState {
  const last = body.attempts.at(-1);
  if (body.status === 'queued') return { body, todo: { why: 'send', at: body.at } };
  if (body.status !== 'sending' || last === undefined) return { body };
  const wait = Math.max(unknownWait(unknowns(body)), events ? EVENT_MS : 0);
  return { body, todo: { why: 'send', at: new Date(Date.parse(last.at) + wait).toISOString() } };
}

const FATES: { readonly [status in LetterBody['status']]: Fate } = {
  held: 'waiting',
  queued: 'waiting',
  sending: 'waiting',
  printed: 'sent',
  sent: 'sent',
  delivered: 'sent',
  // Who complains of a letter has received it.
  complained: 'sent',
  unconfirmed: 'sent',
  bounced: 'returned',
  stopped: 'stopped',
};

/** What has become of somebody by their letter; without one they wait. */
export const fateOf = (letter: LetterBody | undefined): Fate =>
  letter === undefined ? 'waiting' : FATES[letter.status];

/** Whether a copy may have come twice: more than one call was made, and one of them has no answer. */
export const mayBeTwice = (letter: LetterBody): boolean =>
  unknowns(letter) > 0 &&
  letter.attempts.filter((one) => isUnknown(one) || one.outcome === 'accepted').length > 1;
