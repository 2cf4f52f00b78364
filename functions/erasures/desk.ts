import * as api from '../../shared/api/erasures.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { door } from '../../shared/http/door.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState } from '../../shared/http/pages/context.ts';
import { bind, type StaffRequest } from '../../shared/http/types.ts';
import { wiredStaff } from '../../shared/http/wired-staff.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { actRoutes } from './act-routes.ts';
import type { AskedAct } from './decide-act.ts';
import { holdRoutes } from './hold-routes.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

const showing = () => import('./show-erasure.ts');
const deciding = () => import('./decide-act.ts');
const pages = () => import('./pages/erasure-page.tsx');

type OnCase = Pick<StaffRequest, 'at' | 'page' | 'language' | 'staff'> & {
  readonly params: { readonly reference: string };
};
type OnAct = OnCase & {
  readonly params: { readonly act: api.ErasureActName };
  readonly body: unknown;
  readonly idempotencyKey?: string;
};

const look = async ({ params: { reference }, language, at }: OnCase) =>
  (await showing()).showErasure({ reference, language }, at, await deps());

const decide = async ({ params, body, staff, at, idempotencyKey: key }: OnAct) => {
  const { reference, act } = params;
  const route = `${routeKey(api.erasureAct)} ${act} ${reference}`;
  const once = key === undefined ? undefined : { route, who: staff.sub, key, body };
  const asked = { reference, act, staff, once, body: body as AskedAct['body'] };
  return (await deciding()).decideErasure(asked, at, await deps());
};

async function draw(request: OnCase, state: FormState = EMPTY_FORM) {
  const view = await look(request);
  if (!view.ok) return undefined;
  return (await pages()).erasurePage(view.value, state, await deskContext(request, await deps()));
}

/** Door of officers who decide on destructions: plan, second approval, calling off (S3, S8). */
export const handler = door(
  [
    bind(api.staffErasure, async (request) => {
      const view = await look(request);
      return view.ok ? { status: 200, json: view.value } : view;
    }),
    bind(api.erasureAct, async (request) => {
      const done = await decide(request);
      if (!done.ok) return done;
      const view = await look(request);
      return view.ok ? { status: 200, json: view.value } : view;
    }),
    bind(api.erasurePage, async (request) => {
      const page = await draw(request);
      return page === undefined ? refuse('not-found') : { status: 200, page };
    }),
    bind(
      api.erasureForm,
      async (request) => {
        const done = await decide(request);
        if (!done.ok) return done;
        return { status: 303, location: ADDRESSES.deskErasure(request.params.reference) };
      },
      async (state, request) => draw(request, state),
    ),
    ...actRoutes(deps),
    ...holdRoutes(deps),
  ],
  { settings, wired, staff: wiredStaff(settings, wired, fetch) },
);
