import { door } from '../../shared/http/door.ts';
import { openKeySets } from '../../shared/http/key-sets.ts';
import type { Identity } from '../../shared/http/staff-auth.ts';
import { staffGate } from '../../shared/http/staff-door.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { rememberStaff } from '../../shared/records/staff-directory.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { actRoutes } from './act-routes.ts';
import { breachRoutes } from './breach-routes.ts';
import { loginRoutes } from './login-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { deskRoutes } from './routes.ts';
import { signOutRoutes } from './sign-out-routes.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const { records } = wired;
const { oidc } = settings.staff;
const keySets = openKeySets(oidc.issuer, fetch);

const deps = async () => ({ ...(await wired.deps()), settings, newId: idsFrom(systemRandom) });
const remember = async (who: Identity, at: number): Promise<void> =>
  rememberStaff(await wired.deps(), who, settings.language, at);

/** Door of the staff desk: sign-in, lists, the case page and every act on it, print, export (D1, K1–K5). */
export const handler = door(
  [
    ...deskRoutes(deps),
    ...actRoutes(deps),
    ...noticeRoutes(deps),
    ...breachRoutes(deps),
    ...loginRoutes({
      settings,
      records,
      secrets: async () => (await wired.deps()).secrets,
      keySets,
      fetcher: fetch,
      random: systemRandom,
      remember,
    }),
    ...signOutRoutes({ settings, records, keySets }),
  ],
  { settings, wired, staff: staffGate({ oidc, records, keySets, remember }) },
);
