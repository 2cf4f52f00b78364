import type { ConsentCommand } from '../domain/consent/decide.ts';
import { DISTRIBUTION } from '../domain/consent/distribution.ts';
import type { NewPersonEvent, PersonActor } from '../domain/registration/events.ts';
import { unpublishedEvent } from '../domain/registration/events.ts';
import { withdrawing } from './consent-acts.ts';
import type { Stored } from './kinds/kind.ts';
import type { PublishedBody } from './kinds/publications.ts';
import type { Chapter } from './ledger.ts';
import type { Records, Write } from './port.ts';
import { unpublishing } from './publications.ts';

/** What a commit needs to take published copies back: the person's own act, as by the button (R6, C3). */
export interface TakingBack {
  readonly writes: readonly Write[];
  readonly events: readonly NewPersonEvent[];
  readonly chapters: readonly Chapter[];
}

/** Who takes back and how, as the consent chain tells it. */
export type Telling = Pick<ConsentCommand, 'channel' | 'form' | 'case' | 'reason' | 'on' | 'givenAt'> & {
  readonly by: PersonActor;
};

/**
 * Takes published copies back as part of a change of the profile: each was consented to as it stood, so its consent ends
 * with it.
 * @param standing all published fields of the person; `gone`: those that go
 * @param at epoch ms
 */
export async function takingBack(
  records: Records,
  {
    person,
    gone,
    standing,
    by,
  }: {
    readonly person: string;
    readonly gone: readonly Stored<PublishedBody>[];
    readonly standing: readonly Stored<PublishedBody>[];
    readonly by: Telling;
  },
  at: number,
): Promise<TakingBack> {
  const act = { act: 'withdraw', purpose: DISTRIBUTION, ...by } as const;
  const commands = gone.map(({ body: { field } }) => ({ ...act, field }));
  const { writes, chapters } = await withdrawing({ records }, person, commands, at);
  return {
    writes: [...(await unpublishing(records, gone, standing, at)), ...writes],
    events: gone.map(({ body: { field } }) => ({ ...unpublishedEvent(field), by: by.by })),
    chapters,
  };
}
