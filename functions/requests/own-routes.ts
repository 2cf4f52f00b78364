import * as api from '../../shared/api/requests.ts';
import { type RouteSpec, routeKey } from '../../shared/api/spec.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM } from '../../shared/http/pages/context.ts';
import { type Bound, bind } from '../../shared/http/types.ts';
import type { TakingDeps } from './open-request.ts';

const own = () => import('./own.ts');
/** Pages are loaded by who draws them: programs start without. */
const ownPages = () => import('./own-pages.tsx');
const formPages = () => import('./form-pages.tsx');

/** A request as its key knows it (G3). */
const onceOf = (spec: RouteSpec, who: string, body: unknown, key: string | undefined) =>
  key === undefined ? {} : { once: { route: routeKey(spec), who, key, body } };

/** Routes of who is signed in and asks about their data (S3). */
export const ownRoutes = (deps: (at: number) => Promise<TakingDeps>): readonly Bound[] => [
  bind(api.getOwnRequests, async ({ at, person, language, page, wantsPage }) => {
    const found = await (await own()).ownRequestsOf({ person: person.id, language }, at, await deps(at));
    if (!found.ok) return found;
    if (!wantsPage) return { status: 200, json: found.value };
    return { status: 200, page: (await ownPages()).ownPage(found.value, page) };
  }),
  bind(api.newOwnPage, async ({ query, page }) => {
    const kinds = (await formPages()).kindsIn(query);
    const { chooseOwnPage, newOwnPage } = await ownPages();
    if (kinds.length === 0) return { status: 200, page: chooseOwnPage(page) };
    const { challenge, old } = query;
    return { status: 200, page: newOwnPage({ kinds, challenge, old }, EMPTY_FORM, page) };
  }),
  bind(api.postOwnCode, async ({ at, person, body, form, language, idempotencyKey: key }) => {
    const once = onceOf(api.postOwnCode, person.id, body, key);
    const asked = { person: person.id, language, ...once };
    const sent = await (await own()).askRequestCodes(asked, at, await deps(at));
    if (!sent.ok) return sent;
    if (!form) return { status: 202, json: sent.value };
    const { challenge, oldChallenge: old } = sent.value;
    const query = new URLSearchParams({
      kinds: (body.kinds ?? []).join(),
      challenge,
      ...(old === undefined ? {} : { old }),
    });
    return { status: 303, location: `${ADDRESSES.meRequestsNew}?${query}` };
  }),
  bind(
    api.postOwnRequest,
    async ({ at, person, body, form, language, idempotencyKey: key }) => {
      const once = onceOf(api.postOwnRequest, person.id, body, key);
      const asked = { person: person.id, language, body, ...once };
      const taken = await (await own()).takeOwnRequest(asked, at, await deps(at));
      if (!taken.ok) return taken;
      const { reference, statusUrl } = taken.value;
      if (form) return { status: 303, location: `${statusUrl}&new=1`, about: reference };
      return { status: 202, json: taken.value, headers: { location: statusUrl }, about: reference };
    },
    async (state, { page }) => {
      const kinds = (await formPages()).kindsIn(state.values);
      if (kinds.length === 0) return 'no-form';
      const { challenge, oldChallenge: old } = state.values;
      return (await ownPages()).newOwnPage({ kinds, challenge, old }, state, page);
    },
  ),
];
