import type { Holder } from '../domain/requests/asks.ts';
import type { RuntimeSettings } from '../settings.ts';

/** Who else holds data of a person: the port that the register of transfers will stand behind. */
export type HoldersOf = (person: string | undefined) => Promise<readonly Holder[]>;

/** Its adapter of today: the systems and processors that the settings name hold everybody's. */
export const holdersInSettings =
  ({ others = {} }: Pick<RuntimeSettings, 'others'>): HoldersOf =>
  async () =>
    Object.entries(others).map(([other, { kind, holds }]) => ({ other, kind, fields: holds }));
