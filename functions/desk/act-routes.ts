import type * as z from 'zod/mini';
import { ACTS, type ActTable, actNamed, actsByName } from '../../shared/api/acts.ts';
import { caseView } from '../../shared/api/case-view.ts';
import { previewAct, actRoutes as routesOf } from '../../shared/api/desk.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { EMPTY_FORM, type FormState } from '../../shared/http/pages/context.ts';
import { type About, type Bound, bind, type HttpRequest } from '../../shared/http/types.ts';
import type { Staff } from '../../shared/identity/who.ts';
import { readCase } from '../../shared/records/case-file.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { Asked } from './act.ts';
import type { DeskDeps } from './routes.ts';

const actPages = () => import('../../shared/http/pages/desk/act-page.tsx');
const previewPages = () => import('../../shared/http/pages/desk/answer-preview.tsx');
const showing = () => import('./show.ts');
const deskKinds = () => import('../../shared/http/pages/desk/kinds/table.ts');
const previews = () => import('./preview.ts');
/** Most starts of this door show something; what acts is loaded with the first act. */
const acts = () => import('./act.ts');

/** What the helpers below need of a staff request, whatever its route. */
interface OnCase extends Pick<HttpRequest, 'at' | 'language' | 'page'> {
  readonly staff: Staff;
  readonly idempotencyKey?: string;
  readonly body: unknown;
  readonly params: { readonly reference: string };
}
interface OnAct extends OnCase {
  readonly params: { readonly reference: string; readonly act: string };
}

const missing = refuse('not-found');

/** Does the act; the door has checked the role, and the body by the act's own schema. */
async function doAct({ params, body, staff, idempotencyKey: key, at }: OnAct, deps: DeskDeps) {
  const { reference, act: name } = params;
  const once =
    key === undefined ? {} : { once: { route: `act ${name} ${reference}`, who: staff.sub, key, body } };
  const asked = { reference, act: name, body: body as Asked['body'], sub: staff.sub };
  const { actOnCase } = await acts();
  return actOnCase({ ...asked, ...once }, at, await deps());
}

/** The case as staff see it after an act, or on the page of its form; undefined where there is none. */
async function viewOf(
  { params: { reference }, at, language, staff }: OnCase,
  deps: DeskDeps,
  look: { readonly reason?: string } = {},
) {
  const { showCase } = await showing();
  const { sub, role } = staff;
  const shown = await showCase({ reference, sub, role, language, ...look }, at, await deps());
  return shown.ok ? shown.value : undefined;
}

/** Whether the act is a decision that is written beside what was asked. */
async function isBeside({ params, page, at }: OnAct, deps: DeskDeps): Promise<boolean> {
  const reference = parseReference(params.reference);
  const file = reference === undefined ? undefined : await readCase(await deps(), reference, at);
  const { deskKind } = await deskKinds();
  return file !== undefined && deskKind(file.state.body.kind, page).beside?.includes(params.act) === true;
}

async function formOf(request: OnAct, deps: DeskDeps, table: ActTable, state: FormState = EMPTY_FORM) {
  // What was asked stood beside the form that is shown again: it does so still, and that is a look again (G10).
  const look = state.errors.length > 0 && (await isBeside(request, deps)) ? { reason: 'answer' } : {};
  const view = await viewOf(request, deps, look);
  const { act } = request.params;
  // An act of another kind of case has no form here.
  if (view === undefined || actNamed(view.kind, act, table) === undefined) return undefined;
  const { actPage } = await actPages();
  return actPage(view, { act, state }, await deskContext(request, await deps()));
}

/**
 * Every act on a case, of whatever kind, and its form; the letter of an answer before it is sent (K1–K5, D1).
 * @param table what can be done with each kind of case, and what is answered of one
 */
export function actRoutes(
  deps: DeskDeps,
  table: ActTable = ACTS,
  view: z.ZodMiniType = caseView,
): readonly Bound[] {
  const { act, actPage: actPageSpec, actForm } = routesOf(actsByName(table), view);
  const about: About = async (params, at) => {
    const reference = parseReference((params as OnCase['params']).reference);
    return reference === undefined ? undefined : (await readCase(await deps(), reference, at))?.state.body;
  };
  return [
    bind(
      act,
      async (request) => {
        const done = await doAct(request, deps);
        if (!done.ok) return done;
        const view = await viewOf(request, deps);
        return view === undefined ? missing : { status: 200, json: view };
      },
      undefined,
      about,
    ),
    bind(actPageSpec, async (request) => {
      const page = await formOf(request, deps, table);
      return page === undefined ? missing : { status: 200, page };
    }),
    bind(
      actForm,
      async (request) => {
        const done = await doAct(request, deps);
        return done.ok ? { status: 303, location: `/desk/cases/${request.params.reference}` } : done;
      },
      async (state, request) => formOf(request, deps, table, state),
      about,
    ),
    bind(
      previewAct,
      async (request) => {
        const { reference, act: name } = request.params;
        const { previewLetter } = await previews();
        const asked = { reference, act: name, body: Object(request.body), sub: request.staff.sub };
        const letter = await previewLetter(asked, request.at, await deps());
        if (!letter.ok) return letter;
        const view = await viewOf(request, deps);
        if (view === undefined) return missing;
        const context = await deskContext(request, await deps());
        const { previewPage } = await previewPages();
        const typed = { act: name, answer: Object(request.body), letter: letter.value };
        return { status: 200, page: previewPage(view, typed, context) };
      },
      async (state, request) => formOf(request, deps, table, state),
      about,
    ),
  ];
}
