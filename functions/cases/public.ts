import {
  caseStatus,
  withdrawPage as withdrawPageSpec,
  withdrawCase as withdrawSpec,
} from '../../shared/api/cases.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { door } from '../../shared/http/door.ts';
import { bind } from '../../shared/http/types.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { caseByLink } from './case-by-link.ts';
import { withdrawCase } from './withdraw.ts';

/** Only people load pages (infra/README.md). */
const pages = () => import('./pages.tsx');
/** How a case is told of is loaded when somebody is shown one. */
const status = () => import('./status.ts');

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

const address = (reference: string, key: string, rest = '') =>
  `${settings.baseUrl}/cases/${reference}${rest}?key=${encodeURIComponent(key)}`;

/** Door of people who hold the secret link of a case (G8, K1). */
export const handler = door(
  [
    bind(caseStatus, async ({ at, params, query, language, wantsPage, page }) => {
      const { showStatus } = await status();
      const asked = { reference: params.reference, key: query.key, language };
      const shown = await showStatus(asked, at, await deps());
      if (!shown.ok) return shown;
      if (!wantsPage) return { status: 200, json: shown.value };
      const { statusPage } = await pages();
      const link = { key: query.key, fresh: query.new === '1' };
      return { status: 200, page: statusPage(shown.value, link, page) };
    }),
    bind(withdrawPageSpec, async ({ at, params, query, page }) => {
      const found = await caseByLink({ reference: params.reference, key: query.key }, at, await deps());
      if (!found.ok) return found;
      const { reference, kind } = found.value;
      const { key, challenge } = query;
      const { withdrawPage } = await pages();
      return { status: 200, page: withdrawPage({ reference, kind, key, challenge }, page) };
    }),
    bind(
      withdrawSpec,
      async ({ at, params, body, form, language, idempotencyKey: key }) => {
        const ready = await deps();
        const once =
          key === undefined ? {} : { once: { route: routeKey(withdrawSpec), key, body: { body, params } } };
        const done = await withdrawCase({ reference: params.reference, ...body, ...once }, at, ready);
        if (!done.ok) return done;
        const { reference } = params;
        const { key: link } = body;
        if (done.value.kind === 'asked') {
          const { challenge } = done.value;
          if (!form) return { status: 202, json: { challenge } };
          const back = `${address(reference, link, '/withdraw')}&challenge=${encodeURIComponent(challenge)}`;
          return { status: 303, location: back };
        }
        if (form) return { status: 303, location: address(reference, link) };
        const { showStatus } = await status();
        const shown = await showStatus({ reference, key: link, language }, at, ready);
        return shown.ok ? { status: 200, json: shown.value } : shown;
      },
      async (state, { at, params, page }) => {
        const { key = '', challenge } = state.values;
        const found = await caseByLink({ reference: params.reference, key }, at, await deps());
        if (!found.ok) return 'no-form';
        const { kind } = found.value;
        const { withdrawPage } = await pages();
        return withdrawPage({ reference: params.reference, kind, key, challenge, state }, page);
      },
    ),
  ],
  { settings, wired },
);
