import { doorOf } from '../../shared/outbox/door-of.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { exportWork } from './due.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const newId = idsFrom(systemRandom);

/** Door of the outbox's group of exports: what people asked for in their session, with a code, is disclosed at once (S3, S6). */
export const handler = doorOf('export', { settings, now: Date.now }, async (door) =>
  exportWork({ ...(await wired.deps()), ...door, newId }),
);
