import { ran, toStdout } from '../../shared/log.ts';
import { ENV } from '../../shared/names.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { closeDays } from './close-days.ts';

const env = process.env;
const settings = parseSettings(env[ENV.settings]);
const records = wireRecords(env, settings, Date.now);
const home = secretsManagerHome(needed(env, ENV.rootSecret), Date.now);

/** Door of the daily schedule `daily-root`: closes the days of the ledger that are over (A1, S8). */
export async function handler(event: { readonly time: string }): Promise<void> {
  // The days are closed when the copy is in order (S8).
  if (settings.restore === true) return;
  const at = Date.parse(event.time);
  await closeDays({ records, secrets: secretsOf(await home()), settings }, at);
  ran(toStdout, settings, { door: 'ledger-task', route: 'daily-root', at });
}
