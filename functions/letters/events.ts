import * as z from 'zod/mini';
import type { GroupWork } from '../../shared/outbox/door-of.ts';
import type { LetterDeps } from './deps.ts';
import { workHandedOn } from './handed-on.ts';
import type { Budget } from './sweep.ts';

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

/** What is done with letters, and with news of the mail service about them. */
export const lettersWork = (deps: LetterDeps, budget: Budget): GroupWork => ({
  due: async () => (await sweeping()).sweepLetters(deps, budget, GRACE_MS),
  items: (items) => workHandedOn(items, deps, budget),
  async others(event) {
    if (!mailServiceEvent.safeParse(event).success)
      throw new UnknownEvent('letters-task takes what the outbox hands on, and events of the mail service');
    const { tellNews } = await mailNews();
    await tellNews(event, deps);
  },
});
