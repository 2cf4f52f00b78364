import * as z from 'zod/mini';
import { SCHEDULE_SOURCE } from '../../shared/names.ts';
import type { LetterDeps } from './deps.ts';
import { readMailEvent } from './mail-events.ts';
import { tellOutcome } from './outcome.ts';
import { type BatchAnswer, takeBatch } from './stream.ts';
import { type Budget, pollLetters, sweepLetters } from './sweep.ts';

const streamEvent = z.object({ Records: z.array(z.unknown()) });
const scheduleEvent = z.object({
  source: z.literal(SCHEDULE_SOURCE),
  detail: z.object({ schedule: z.enum(['sweep-letters', 'poll-letters']) }),
});
const mailServiceEvent = z.object({ source: z.literal('aws.ses') });

/** An event that none of our rules, schedules or streams sends: it ends up with the dead letters. */
class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

/** How long a letter is left to the stream before the sweep takes it: two at the same instant would only get in each other's way. */
const GRACE_MS = 30_000;

/** Reads which kind of event knocks, and does the work. Only a stream is answered. */
export async function takeEvent(
  event: unknown,
  deps: LetterDeps,
  budget: Budget,
): Promise<BatchAnswer | null> {
  const stream = streamEvent.safeParse(event);
  if (stream.success) return takeBatch(stream.data.Records, deps, budget);

  const schedule = scheduleEvent.safeParse(event);
  if (schedule.success) {
    const { outbox } = deps.settings;
    if (schedule.data.detail.schedule === 'poll-letters' && outbox.kind === 'poll')
      await pollLetters(deps, budget, outbox);
    else await sweepLetters(deps, budget, GRACE_MS);
    return null;
  }

  if (mailServiceEvent.safeParse(event).success) {
    const news = readMailEvent(event);
    if (news !== undefined) await tellOutcome(news, deps);
    return null;
  }
  throw new UnknownEvent('letters-task takes stream records, schedules and events of the mail service');
}
