import * as api from '../../shared/api/policy.ts';
import { door } from '../../shared/http/door.ts';
import { bind, type HttpRequest } from '../../shared/http/types.ts';
import { serveForm } from '../../shared/identity/serve-text.ts';
import { challengeBond } from '../../shared/identity/text-proof.ts';
import { ENV } from '../../shared/names.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { type ShownVersion, showCurrent, standingOf } from '../../shared/records/shown-texts.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { compareVersions, showVersion } from './texts.ts';
import { listOf, viewOf } from './view.ts';

const settings = parseSettings(process.env['SETTINGS']);
// This door seals nothing and opens nothing: it needs no key of KMS.
const records = wireRecords(process.env, settings, Date.now);
const home = secretsManagerHome(needed(process.env, ENV.rootSecret), Date.now);
const secrets = async () => secretsOf(await home());
const deps = { records, settings };

/** Only people load pages (infra/README.md). */
const pages = () => import('./pages.tsx');

/** What is in force may change at any instant: kept, but asked for again each time. Pages hold the reader's language. */
const ASK = { 'cache-control': 'private, no-cache' };
const ASK_SHARED = { 'cache-control': 'public, no-cache' };
/** A recorded version never changes; its JSON has no language and no frame. */
const FOREVER = { 'cache-control': 'public, max-age=31536000, immutable' };

/** A version as page or JSON. By its own id a recorded one may be kept for ever; what is in force may not. */
async function answer(
  shown: ShownVersion,
  { page, wantsPage }: Pick<HttpRequest, 'page' | 'wantsPage'>,
  byId: boolean,
) {
  const fixed = byId && shown.standing.recorded ? FOREVER : ASK_SHARED;
  return {
    status: 200,
    ...(wantsPage ? { page: (await pages()).versionPage(shown, page) } : {}),
    json: viewOf(shown),
    headers: wantsPage ? ASK : fixed,
  };
}

/** Door of everyone who reads the policy and the texts of consents (P2, C1, C2). */
export const handler = door(
  [
    bind(api.policyPage, async (request) =>
      answer(await showCurrent('policy', request.at, deps), request, false),
    ),
    bind(api.documentPage, async (request) =>
      answer(await showCurrent(request.params.document, request.at, deps), request, false),
    ),
    bind(api.policyVersion, async (request) => {
      const shown = await showVersion(request.params.id, request.at, deps);
      return shown.ok ? answer(shown.value, request, true) : shown;
    }),
    bind(api.policyVersions, async ({ query, at, page, wantsPage }) => {
      const standing = await standingOf(query.document ?? 'policy', at, deps);
      return {
        status: 200,
        ...(wantsPage ? { page: (await pages()).versionsPage(standing, page) } : {}),
        json: listOf(standing),
        headers: wantsPage ? ASK : ASK_SHARED,
      };
    }),
    bind(api.policyCompare, async ({ query, at, page, language, wantsPage }) => {
      const compared = await compareVersions({ ...query, language }, at, deps);
      if (!compared.ok) return compared;
      const { lines } = compared.value;
      return {
        status: 200,
        ...(wantsPage ? { page: (await pages()).comparePage(compared.value, page) } : {}),
        json: { ...query, language, lines },
        headers: wantsPage ? ASK : ASK_SHARED,
      };
    }),
    bind(api.textsOfForm, async ({ query: { form, challenge }, at, language }) => {
      const bond = challenge === undefined ? undefined : challengeBond(challenge);
      const ready = { ...deps, secrets: await secrets() };
      return { status: 200, json: await serveForm({ form, language, bond }, at, ready) };
    }),
  ],
  { settings, wired: { deps: async () => ({ secrets: await secrets() }) } },
);
