import * as api from '../../shared/api/destructions.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import type { FormState } from '../../shared/http/pages/context.ts';
import { bind, type Reply, type StaffRequest } from '../../shared/http/types.ts';
import { withCursor } from '../../shared/http/with-cursor.ts';
import type { ShowDeps } from './show-erasure.ts';

const showing = () => import('./acts.ts');
const signing = () => import('./sign-act.ts');
const listPages = () => import('./pages/acts-page.tsx');
const actPages = () => import('./pages/act-page.tsx');

type Asking = Pick<StaffRequest, 'at' | 'page' | 'language' | 'staff'>;
type OnAct = Asking & { readonly params: { readonly id: string; readonly destruction: string } };
type OnSign = OnAct & { readonly body: api.SignRequest; readonly idempotencyKey?: string };
type List = Asking & {
  readonly query: { readonly state: 'unsigned' | 'signed'; readonly cursor?: string | undefined };
};
type Forms = { readonly open?: FormState; readonly sign?: FormState };

/** Routes of the acts of destruction (order 179, S8). */
export function actRoutes(deps: () => Promise<ShowDeps>) {
  const list = (request: List) =>
    withCursor(request, async () => (await showing()).actsInState(request.query, request.at, await deps()));
  const look = async ({ params, staff, at }: OnAct, reason?: string, log?: true) =>
    (await showing()).showAct(
      { person: params.id, act: params.destruction, sub: staff.sub, reason, ...(log && { log }) },
      at,
      await deps(),
    );
  const draw = async (request: OnAct, reason?: string, forms: Forms = {}) => {
    const view = await look(request, reason);
    if (!view.ok) return undefined;
    const { settings, ...records } = await deps();
    const context = await deskContext(request, records);
    return (await actPages()).actPage({ view: view.value, context, sheet: settings.language, reason }, forms);
  };
  const page = async (request: OnAct, reason?: string) => {
    const drawn = await draw(request, reason);
    return drawn === undefined ? refuse('not-found') : ({ status: 200, page: drawn } as const);
  };
  const log = async (request: OnAct, reason: string) => {
    const view = await look(request, reason, true);
    if (!view.ok) return view;
    const { language } = (await deps()).settings;
    const bytes = new TextEncoder().encode((await import('./pages/act-log.ts')).actLog(view.value, language));
    const name = `destruction-${view.value.act}.csv`;
    return { status: 200, download: { name, type: 'text/csv; charset=utf-8', bytes } } satisfies Reply;
  };
  const sign = async ({ params, body, staff, at, idempotencyKey: key }: OnSign) => {
    const { id: person, destruction: act } = params;
    const route = `${routeKey(api.signAct)} ${person} ${act}`;
    const once = key === undefined ? undefined : { route, who: staff.sub, key, body };
    const asked = { person, act, request: body, sub: staff.sub, once };
    return (await signing()).signDestruction(asked, at, await deps());
  };
  return [
    bind(api.staffActs, async (request) => ({ status: 200, json: await list(request) })),
    bind(api.staffAct, async (request) => {
      const view = await look(request, request.reason);
      return view.ok ? { status: 200, json: view.value } : view;
    }),
    bind(api.staffActLog, async (request) => log(request, request.reason)),
    bind(api.signAct, async (request) => {
      const done = await sign(request);
      return done.ok ? { status: 200, json: done.value } : done;
    }),
    bind(api.actsPage, async (request) => ({
      status: 200,
      page: (await listPages()).actsPage(await list(request), await deskContext(request, await deps())),
    })),
    bind(api.actPage, async (request) => page(request)),
    bind(
      api.openActForm,
      async (request) => page(request, request.body.reason),
      async (state, request) => draw(request, undefined, { open: state }),
    ),
    bind(api.actLogForm, async (request) => log(request, request.body.reason)),
    bind(
      api.signActForm,
      async (request) => {
        const done = await sign(request);
        if (!done.ok) return done;
        const { id, destruction } = request.params;
        return { status: 303, location: ADDRESSES.deskDestruction(id, destruction) };
      },
      async (state, request) => draw(request, undefined, { sign: state }),
    ),
  ];
}
