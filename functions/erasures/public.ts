import * as api from '../../shared/api/erasures.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { door } from '../../shared/http/door.ts';
import { bind } from '../../shared/http/types.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

const links = () => import('./ask-head.ts');
const showing = () => import('./show-erasure.ts');
const pages = () => import('./pages/approval-page.tsx');

/** Door of the head of the company, who approves a destruction by a link where there is no second officer (S3). */
export const handler = door(
  [
    bind(api.approvalPage, async ({ at, params: { reference }, query: { key }, language, page }) => {
      const found = await (await links()).requestOfLink({ reference, key }, at, await deps());
      if (!found.ok) return found;
      const run = found.value.own.erasure;
      if (run === undefined) return { status: 200, page: (await pages()).approvedPage(page) };
      const plan = (await showing()).planWords(run.plan, language, settings.retention);
      const asked = { reference: found.value.reference, key, hash: run.hash, plan };
      return { status: 200, page: (await pages()).approvalPage(asked, page) };
    }),
    bind(api.postApproval, async ({ at, params: { reference }, body, page, form, idempotencyKey: key }) => {
      const once =
        key === undefined ? undefined : { route: `${routeKey(api.postApproval)} ${reference}`, key, body };
      const done = await (await links()).approveByLink({ reference, ...body }, once, at, await deps());
      if (!done.ok) return done;
      if (!form) return { status: 200, json: { status: 'approved' } };
      return { status: 200, page: (await pages()).approvedPage(page) };
    }),
  ],
  { settings, wired },
);
