import { ran, toStdout } from '../../shared/log.ts';
import { ENV } from '../../shared/names.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { auditorLetter, signDays } from './sign-day.ts';

const env = process.env;
const settings = parseSettings(env[ENV.settings]);
const records = wireRecords(env, settings, Date.now);
const home = secretsManagerHome(needed(env, ENV.rootSecret), Date.now);

/** A chain does not hold any more what the root before signed of it: somebody removed events. Raises the door's error alarm. */
class LedgerShrunk extends Error {
  override readonly name = 'LedgerShrunk';
}

/** Door of the daily schedule `daily-root`: signs the days of the ledger that are over (A1). */
export async function handler(event: { readonly time: string }): Promise<void> {
  const secrets = secretsOf(await home());
  const handOver = (root: Parameters<typeof auditorLetter>[0]) => auditorLetter(root, settings.language);
  const at = Date.parse(event.time);
  const signed = await signDays({ records, secrets, handOver }, at);
  const shrunk = signed.flatMap((day) => day.shrunk);
  if (shrunk.length > 0) throw new LedgerShrunk(`events are missing from ${shrunk.slice(0, 10).join(', ')}`);
  ran(toStdout, settings, { door: 'ledger-task', route: 'daily-root', at });
}
