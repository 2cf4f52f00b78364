import {
  caseStatus,
  type StatusView,
  withdrawCase,
  withdrawPage as withdrawPageSpec,
} from '../../shared/api/cases.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { door } from '../../shared/http/door.ts';
import { bind } from '../../shared/http/types.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { caseByLink, showStatus } from './status.ts';
import { withdrawClaim } from './withdraw.ts';

/** Only people load pages (infra/README.md). */
const pages = () => import('./pages.tsx');

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

const address = (reference: string, key: string, rest = '') =>
  `${settings.baseUrl}/cases/${reference}${rest}?key=${encodeURIComponent(key)}`;

/** Door of people who hold the secret link of a case (G8, K1). */
export const handler = door(
  [
    bind(caseStatus, async ({ at, params, query, language, wantsPage, page }) => {
      const shown = await showStatus(
        { reference: params.reference, key: query.key, language },
        at,
        await deps(),
      );
      if (!shown.ok) return { refusal: shown.refusal };
      const view: StatusView = shown.value;
      const about = view.reference;
      if (!wantsPage) return { status: 200, json: view, about };
      return {
        status: 200,
        page: (await pages()).statusPage(view, { key: query.key, fresh: query.new === '1' }, page),
        about,
      };
    }),
    bind(withdrawPageSpec, async ({ at, params, query, page }) => {
      const found = await caseByLink({ reference: params.reference, key: query.key }, at, await deps());
      if (!found.ok) return { refusal: found.refusal };
      const { reference } = found.value;
      const { key, challenge } = query;
      const { withdrawPage } = await pages();
      return { status: 200, page: withdrawPage({ reference, key, challenge }, page), about: reference };
    }),
    bind(
      withdrawCase,
      async ({ at, params, body, form, language, idempotencyKey: key }) => {
        const ready = await deps();
        const once =
          key === undefined ? {} : { once: { route: routeKey(withdrawCase), key, body: { body, params } } };
        const done = await withdrawClaim({ reference: params.reference, ...body, ...once }, at, ready);
        if (!done.ok) return { refusal: done.refusal };
        const about = params.reference;
        if (done.value.kind === 'asked') {
          const { challenge } = done.value;
          if (!form) return { status: 202, json: { challenge }, about };
          const back = `${address(about, body.key, '/withdraw')}&challenge=${encodeURIComponent(challenge)}`;
          return { status: 303, location: back, about };
        }
        if (form) return { status: 303, location: address(about, body.key), about };
        const shown = await showStatus({ reference: about, key: body.key, language }, at, ready);
        return shown.ok ? { status: 200, json: shown.value, about } : { refusal: shown.refusal };
      },
      async (state, { params, page }) => {
        const { key = '', challenge } = state.values;
        const { withdrawPage } = await pages();
        return withdrawPage({ reference: params.reference, key, challenge, state }, page);
      },
    ),
  ],
  { settings, wired },
);
