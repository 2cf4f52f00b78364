import { doorOf } from '../../shared/outbox/door-of.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { sweepErasures } from './sweep.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const newId = idsFrom(systemRandom);

/** Door of the outbox's group of destructions: closings and requests that are due, acts, holds that end (R7, S8). */
export const handler = doorOf('erasure', { settings, now: Date.now }, async (door) => {
  const deps = { ...(await wired.deps()), ...door, settings, newId };
  return { due: (at) => sweepErasures(at, deps) };
});
