import * as z from 'zod/mini';
import { NotAllDone, outboxEvent } from '../../shared/outbox/event.ts';
import type { LetterDeps } from './deps.ts';
import { workHandedOn } from './handed-on.ts';
import type { Budget } from './sweep.ts';

const handedOn = outboxEvent('letter');
const mailServiceEvent = z.object({ source: z.literal('aws.ses') });

/** Most starts send what was handed on; the rest is loaded with the first of its kind (infra/README.md). */
const mailNews = () => import('./mail-news.ts');
const sweeping = () => import('./sweep.ts');

/** An event that neither our rules nor the outbox send: it ends up with the dead letters. */
class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

/** How long a letter is left to the stream before the sweep takes it: two at the same instant would only get in each other's way. */
const GRACE_MS = 30_000;

/**
 * Reads which kind of event knocks, and does the work. Throws {@link NotAllDone} when a letter that was handed on failed:
 * it is brought again.
 */
export async function takeEvent(event: unknown, deps: LetterDeps, budget: Budget): Promise<void> {
  const outbox = handedOn.safeParse(event);
  if (outbox.success) {
    const { items } = outbox.data;
    if (items === undefined) await (await sweeping()).sweepLetters(deps, budget, GRACE_MS);
    else if (!(await workHandedOn(items, deps, budget))) throw new NotAllDone('letter');
    return;
  }
  if (mailServiceEvent.safeParse(event).success) {
    const { tellNews } = await mailNews();
    return tellNews(event, deps);
  }
  throw new UnknownEvent('letters-task takes what the outbox hands on, and events of the mail service');
}
