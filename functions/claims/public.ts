import { claimForm, postClaim } from '../../shared/api/claims.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { door } from '../../shared/http/door.ts';
import { EMPTY_FORM } from '../../shared/http/pages/context.ts';
import { bind } from '../../shared/http/types.ts';
import { signal, toStdout } from '../../shared/log.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { takeClaim } from './open-claim.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);

/** Only people load pages (infra/README.md). */
const pages = () => import('./pages.tsx');

/** Where this door's signals come from. */
const SIGNALLED = { door: 'claims-public', route: routeKey(postClaim) } as const;

/** Door of people who send a claim (K1). */
export const handler = door(
  [
    bind(claimForm, async ({ page }) => ({
      status: 200,
      page: (await pages()).claimPage(EMPTY_FORM, page),
    })),
    bind(
      postClaim,
      async ({ at, body, idempotencyKey, network, bot, language, form }) => {
        const once =
          idempotencyKey === undefined
            ? {}
            : { once: { route: routeKey(postClaim), key: idempotencyKey, body } };
        const taken = await takeClaim(
          { request: body, by: 'requester', network, marked: bot.length > 0, language, ...once },
          at,
          {
            ...(await wired.deps()),
            settings,
            random: systemRandom,
            overLimit: () => signal(toStdout, settings, { ...SIGNALLED, at, code: 'network-over-limit' }),
          },
        );
        if (!taken.ok) return taken;
        const { reference, statusUrl } = taken.value;
        if (form) return { status: 303, location: `${statusUrl}&new=1`, about: reference };
        return { status: 201, json: taken.value, headers: { location: statusUrl }, about: reference };
      },
      async (state, { page }) => (await pages()).claimPage(state, page),
    ),
  ],
  { settings, wired },
);
