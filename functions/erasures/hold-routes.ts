import * as api from '../../shared/api/holds.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState } from '../../shared/http/pages/context.ts';
import { bind, type StaffRequest } from '../../shared/http/types.ts';
import { withCursor } from '../../shared/http/with-cursor.ts';
import { listHeld } from '../../shared/records/holds.ts';
import { idsFrom } from '../../shared/records/random.ts';
import type { ShowDeps } from './show-erasure.ts';

const holding = () => import('./holds.ts');
const pages = () => import('./pages/holds-page.tsx');
const PAGE = 50;

type Asking = Pick<StaffRequest, 'at' | 'page' | 'language' | 'staff'>;
type OnPerson = Asking & { readonly params: { readonly id: string } };
type Keyed = { readonly idempotencyKey?: string };
type OnNew = OnPerson & Keyed & { readonly body: api.HoldRequest };
type OnHold = Asking &
  Keyed & { readonly params: { readonly id: string; readonly hold: string; readonly act: api.HoldActName } };

/** Routes of legal holds (S8). */
export function holdRoutes(deps: () => Promise<ShowDeps>) {
  const staffDeps = async () => {
    const all = await deps();
    return { ...all, newId: idsFrom(all.random) };
  };
  const look = async ({ params: { id }, at }: OnPerson) => (await holding()).showHolds(id, at, await deps());
  const draw = async (request: OnPerson, state: FormState = EMPTY_FORM) => {
    const shown = await look(request);
    if (!shown.ok) return undefined;
    const context = await deskContext(request, await deps());
    return (await pages()).holdsPage({ person: request.params.id, view: shown.value, context, state });
  };
  const propose = async ({ params: { id }, body, staff: { sub }, at, idempotencyKey: key }: OnNew) => {
    const route = `${routeKey(api.proposeHold)} ${id}`;
    const once = key === undefined ? undefined : { route, who: sub, key, body };
    return (await holding()).proposeLegalHold({ person: id, sub, hold: body, once }, at, await staffDeps());
  };
  const decide = async ({ params: { id, hold, act }, staff: { sub }, at, idempotencyKey: key }: OnHold) => {
    const { approveLegalHold, endLegalHold } = await holding();
    const route = `${routeKey(api.holdAct)} ${act} ${id} ${hold}`;
    const once = key === undefined ? undefined : { route, who: sub, key, body: {} };
    const asked = { person: id, hold, sub, once };
    return (act === 'approve' ? approveLegalHold : endLegalHold)(asked, at, await staffDeps());
  };
  return [
    bind(api.staffHolds, async (request) => {
      const shown = await look(request);
      return shown.ok ? { status: 200, json: shown.value } : shown;
    }),
    bind(api.proposeHold, async (request) => {
      const made = await propose(request);
      return made.ok ? { status: 201, json: made.value } : made;
    }),
    bind(api.holdAct, async (request) => {
      const made = await decide(request);
      return made.ok ? { status: 200, json: made.value } : made;
    }),
    bind(api.heldPage, async (request) => {
      const ready = await deps();
      const { cursor } = request.query;
      const held = await withCursor(request, () => listHeld(ready.records, { limit: PAGE, cursor }));
      return { status: 200, page: (await pages()).heldPage(held, await deskContext(request, ready)) };
    }),
    bind(api.holdsPage, async (request) => {
      const page = await draw(request);
      return page === undefined ? refuse('unknown-person') : { status: 200, page };
    }),
    bind(
      api.holdForm,
      async (request) => {
        const made = await propose(request);
        if (!made.ok) return made;
        return { status: 303, location: ADDRESSES.deskHolds(request.params.id) };
      },
      async (state, request) => draw(request, state),
    ),
    bind(
      api.holdActForm,
      async (request) => {
        const made = await decide(request);
        if (!made.ok) return made;
        return { status: 303, location: ADDRESSES.deskHolds(request.params.id) };
      },
      async (state, request) => draw(request, state),
    ),
  ];
}
