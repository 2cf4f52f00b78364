import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { ENV } from '../../shared/names.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { auditorLetter, signDay } from './sign-day.ts';

const env = process.env;
const settings = parseSettings(env[ENV.settings]);
const records = wireRecords(env, settings, Date.now);
const home = secretsManagerHome(needed(env, ENV.rootSecret), Date.now);

/** A chain became shorter than yesterday's root saw it: somebody removed events. Raises the door's error alarm. */
class LedgerShrunk extends Error {
  override readonly name = 'LedgerShrunk';
}

/** Door of the daily schedule `daily-root`: signs the ledger of the day (A1). */
export async function handler(event: { readonly time: string }): Promise<void> {
  const secrets = secretsOf(await home());
  const handOver = (root: Parameters<typeof auditorLetter>[0]) => auditorLetter(root, settings.language);
  const signed = await signDay({ records, secrets, handOver }, Date.parse(event.time), REGIME_ZONE);
  if (signed.kind === 'signed' && signed.shrunk.length > 0) {
    throw new LedgerShrunk(`events are missing from ${signed.shrunk.slice(0, 10).join(', ')}`);
  }
}
