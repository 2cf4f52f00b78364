import * as api from '../../shared/api/requests.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { door } from '../../shared/http/door.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM } from '../../shared/http/pages/context.ts';
import { personGate } from '../../shared/http/person-door.ts';
import { bind } from '../../shared/http/types.ts';
import { signal, toStdout } from '../../shared/log.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { ownRoutes } from './own-routes.ts';

/** Only people load pages (infra/README.md). */
const formPages = () => import('./form-pages.tsx');
const proofPages = () => import('./proof-pages.tsx');
/** Loaded with the first request, and with the first code. */
const opening = () => import('./open-request.ts');
const asked = () => import('./asked.ts');
const proving = () => import('./prove.ts');

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const SIGNALLED = { door: 'requests-public', route: routeKey(api.postRequest) } as const;
const deps = async (at: number) => ({
  ...(await wired.deps()),
  settings,
  random: systemRandom,
  overLimit: () => signal(toStdout, settings, { ...SIGNALLED, at, code: 'requests-over-limit' }),
});

/** The page of the proof, for who holds one of its two tokens. */
const proofAt = (reference: string, { challenge, key }: { challenge?: string; key?: string }, more = '') => {
  const held = key ? `key=${encodeURIComponent(key)}` : `challenge=${encodeURIComponent(challenge ?? '')}`;
  return `${ADDRESSES.requestProof(reference)}?${held}${more}`;
};

const held = (body: { readonly challenge?: string | undefined; readonly key?: string | undefined }) => ({
  ...(body.challenge === undefined ? {} : { challenge: body.challenge }),
  ...(body.key === undefined ? {} : { key: body.key }),
});

/** Door of people who ask about their data (S1–S3). */
export const handler = door(
  [
    bind(api.requestForm, async ({ page, query }) => {
      const { choosePage, kindsIn, requestPage, requesterIn } = await formPages();
      const chosen = { kinds: kindsIn(query), requester: requesterIn(query) };
      // Who sent the choice on has chosen who asks.
      const sent = query.requester === undefined ? undefined : chosen.requester;
      const drawn =
        chosen.kinds.length === 0 ? choosePage(sent, page) : requestPage(chosen, EMPTY_FORM, page);
      return { status: 200, page: drawn };
    }),
    bind(
      api.postRequest,
      async ({ at, body, idempotencyKey: key, network, bot, language, form }) => {
        const { substanceOf } = await asked();
        const substance = substanceOf(body);
        if (!substance.ok) return substance;
        const { takeRequest } = await opening();
        const taken = await takeRequest(
          {
            ...{ substance: substance.value, channel: 'web', actor: 'requester', network },
            ...{ marked: bot.length > 0, answerIn: language },
            ...(key === undefined ? {} : { once: { route: routeKey(api.postRequest), key, body } }),
          },
          at,
          await deps(at),
        );
        if (!taken.ok) return taken;
        const { reference, statusUrl } = taken.value;
        if (form) return { status: 303, location: `${statusUrl}&new=1`, about: reference };
        return { status: 202, json: taken.value, headers: { location: statusUrl }, about: reference };
      },
      async (state, { page }) => {
        const { kindsIn, requestPage, requesterIn } = await formPages();
        const kinds = kindsIn(state.values);
        if (kinds.length === 0) return 'no-form';
        return requestPage({ kinds, requester: requesterIn(state.values) }, state, page);
      },
    ),
    bind(api.proofPage, async ({ at, params, query, page }) => {
      const { requestByToken } = await proving();
      const found = await requestByToken({ ...params, ...query }, at, await deps(at));
      if (!found.ok) return found;
      const { proofPage } = await proofPages();
      const { body } = found.value;
      const { challenge, key, sent } = query;
      return { status: 200, page: proofPage({ body, challenge, key, sent: sent === '1' }, page) };
    }),
    bind(
      api.postProof,
      async ({ at, params, body, form, language, idempotencyKey }) => {
        const { askProofCode, bringProofCode } = await proving();
        const ready = await deps(at);
        const once =
          idempotencyKey === undefined
            ? {}
            : { once: { route: routeKey(api.postProof), key: idempotencyKey, body: { body, params } } };
        const { code } = body;
        if (code === undefined) {
          const sent = await askProofCode({ ...params, ...body, ...once }, at, ready);
          if (!sent.ok) return sent;
          return form
            ? { status: 303, location: proofAt(params.reference, held(body), '&sent=1') }
            : { status: 202, json: sent.value };
        }
        const proven = await bringProofCode({ ...params, ...body, code, language, ...once }, at, ready);
        if (!proven.ok) return proven;
        if (!form) return { status: 200, json: proven.value };
        // Who came by the letter for somebody else's request sees no more of it than that it is done.
        const { statusUrl } = proven.value;
        return {
          status: 303,
          location: body.key === undefined ? proofAt(params.reference, held(body)) : statusUrl,
        };
      },
      async (state, { at, params, page }) => {
        const { requestByToken } = await proving();
        const { challenge, key } = state.values;
        const found = await requestByToken({ ...params, challenge, key }, at, await deps(at));
        if (!found.ok) return 'no-form';
        const { proofPage } = await proofPages();
        return proofPage({ body: found.value.body, challenge, key, sent: false, state }, page);
      },
    ),
    bind(api.notMePage, async ({ at, params, query, page }) => {
      const { requestOfNotMe } = await proving();
      const found = await requestOfNotMe({ ...params, ...query }, at, await deps(at));
      if (!found.ok) return found;
      const { notMePage } = await proofPages();
      return { status: 200, page: notMePage({ body: found.value.body, challenge: query.challenge }, page) };
    }),
    bind(api.postNotMe, async ({ at, params, body, form, idempotencyKey: key }) => {
      const { sayNotMe } = await proving();
      const once =
        key === undefined ? {} : { once: { route: routeKey(api.postNotMe), key, body: { body, params } } };
      const done = await sayNotMe({ ...params, ...body, ...once }, at, await deps(at));
      if (!done.ok) return done;
      if (!form) return { status: 200, json: done.value };
      const back = `${ADDRESSES.requestNotMe(params.reference)}?challenge=${encodeURIComponent(body.challenge)}`;
      return { status: 303, location: back };
    }),
    ...ownRoutes(deps),
  ],
  { settings, wired, people: personGate(wired.records) },
);
