import { ENV } from '../../shared/names.ts';
import { doorOf } from '../../shared/outbox/door-of.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { recordFirst } from './record-first.ts';
import { tellPeople } from './tell-people.ts';

const settings = parseSettings(process.env['SETTINGS']);
const records = wireRecords(process.env, settings, Date.now);
const home = secretsManagerHome(needed(process.env, ENV.rootSecret), Date.now);

/** Door of the outbox's group of notices, knocked at by each sweep: records the built-in text of each document that has no version yet (P5), tells people of new ones (P3). */
export const handler = doorOf('notice', { settings, now: Date.now }, async ({ report, remaining }) => {
  const secrets = secretsOf(await home());
  return {
    async due(at) {
      const outdated = await recordFirst(at, { records, secrets, settings });
      if (outdated.length > 0) report('policy-outdated');
      await tellPeople(at, { records, secrets }, remaining);
    },
  };
});
