import { doorOf } from '../../shared/outbox/door-of.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { sweepPeople } from './sweep.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);

/** Door of the outbox's group of people: what their records want done in their time (R2, R5). */
export const handler = doorOf('person', { settings, now: Date.now }, async (door) => {
  const deps = { ...(await wired.deps()), ...door };
  return { due: (at) => sweepPeople(at, deps) };
});
