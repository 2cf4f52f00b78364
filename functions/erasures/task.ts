import { doorOf, type GroupWork } from '../../shared/outbox/door-of.ts';
import { reeraseEvent } from '../../shared/records/again.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { sweepErasures } from './sweep.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const newId = idsFrom(systemRandom);

/** People use the copy: what is destroyed again is destroyed while nobody does. */
class NotRestoring extends Error {
  override readonly name = 'NotRestoring';
}

/** What has come back with a copy is destroyed again while it is put in order (S8). */
const meanwhile = async (event: unknown, work: () => Promise<GroupWork>): Promise<unknown> =>
  (await work()).others?.(event);

/** Door of the outbox's group of destructions: closings and requests that are due, acts, holds that end (R7, S8). */
export const handler = doorOf('erasure', { settings, now: Date.now, meanwhile }, async (door) => {
  const deps = { ...(await wired.deps()), ...door, settings, newId };
  return {
    due: (at) => sweepErasures(at, deps),
    async others(event) {
      const asked = reeraseEvent.parse(event);
      if (settings.restore !== true) throw new NotRestoring('the setting restore is not deployed');
      // Once in a restore: loaded then.
      const { reerase } = await import('./reerase.ts');
      return reerase(asked.reerase, deps);
    },
  };
});
