import type { LetterDeps } from './deps.ts';
import { readMailEvent } from './mail-events.ts';
import { tellOutcome } from './outcome.ts';

/** Takes an event of the mail service: what became of a letter is told (N4). One that tells nothing is passed over. */
export async function tellNews(event: unknown, deps: LetterDeps): Promise<void> {
  const news = readMailEvent(event);
  if (news !== undefined) await tellOutcome(news, deps);
}
