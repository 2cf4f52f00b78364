import { ENV } from '../../shared/names.ts';
import { doorOf } from '../../shared/outbox/door-of.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { recordFirst } from './record-first.ts';

const settings = parseSettings(process.env['SETTINGS']);
const records = wireRecords(process.env, settings, Date.now);
const home = secretsManagerHome(needed(process.env, ENV.rootSecret), Date.now);

/** Door of the outbox's group of documents, knocked at by each sweep: records the built-in text of each that has no version yet (P5). */
export const handler = doorOf('document', { settings, now: Date.now }, async ({ report }) => {
  const secrets = secretsOf(await home());
  return {
    async due(at) {
      const outdated = await recordFirst(at, { records, secrets, settings });
      if (outdated.length > 0) report('policy-outdated');
    },
  };
});
