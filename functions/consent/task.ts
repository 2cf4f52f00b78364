import { ENV } from '../../shared/names.ts';
import { doorOf } from '../../shared/outbox/door-of.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { destroyersOf } from './destroyers.ts';
import { settleDuties } from './settle-duties.ts';

const settings = parseSettings(process.env['SETTINGS']);
const records = wireRecords(process.env, settings, Date.now);
const home = secretsManagerHome(needed(process.env, ENV.rootSecret), Date.now);
const destroyers = destroyersOf({ records });

/** Door of the outbox's group of duties: settles the legal clocks of withdrawals (C5). */
export const handler = doorOf('duty', { settings, now: Date.now }, async (door) => {
  const deps = { records, secrets: secretsOf(await home()), destroyers, ...door };
  return {
    due: (at) => settleDuties(at, { ...deps, book: purposeBook({ records, settings }, () => at) }),
  };
});
