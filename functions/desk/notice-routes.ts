import { keepNotice, noticePage as noticePageSpec, openNotice } from '../../shared/api/notices.ts';
import type { Duty } from '../../shared/domain/breaches/duties.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../shared/http/pages/context.ts';
import { type Bound, bind, type StaffRequest } from '../../shared/http/types.ts';
import type { DeskDeps } from './routes.ts';

const acts = () => import('./act.ts');
const showing = () => import('./show.ts');
const drawing = () => import('./pages/notice-page.tsx');
const filling = () => import('./notice.ts');

type OnNotice = Pick<StaffRequest, 'at' | 'language' | 'staff' | 'page'> & {
  readonly params: { readonly reference: string; readonly notice: Duty };
};

/** The page of a notice; undefined where there is no such case, or the notice is none of its duties. */
async function draw(
  request: OnNotice,
  deps: DeskDeps,
  { reason, state = EMPTY_FORM }: { readonly reason?: string; readonly state?: FormState } = {},
): Promise<Page | undefined> {
  const { params, staff, language, at } = request;
  const { reference, notice } = params;
  const [{ showCase }, ready] = await Promise.all([showing(), deps()]);
  const look = { reference, sub: staff.sub, role: staff.role, language, ...(reason && { reason }) };
  const shown = await showCase(look, at, ready);
  if (!shown.ok || shown.value.duties?.every(({ duty }) => duty !== notice) !== false) return undefined;
  const view = shown.value;
  const [{ noticePage }, { filledBefore }] = await Promise.all([drawing(), filling()]);
  const { personal } = view;
  const opened = personal && {
    written: personal.notices?.find((one) => one.notice === notice)?.fields,
    before: filledBefore(view, notice, ready.settings.operator),
  };
  const options = { state, ...(opened === undefined ? {} : { opened }) };
  return noticePage(view, notice, options, await deskContext(request, ready));
}

const paged = (page: Page | undefined) => (page === undefined ? refuse('not-found') : { status: 200, page });

/** A notice to an authority: its page, its text after a reason, and the form that keeps it (B2, G10). */
export const noticeRoutes = (deps: DeskDeps): readonly Bound[] => [
  bind(noticePageSpec, async (request) => paged(await draw(request, deps))),
  bind(
    openNotice,
    async (request) => paged(await draw(request, deps, { reason: request.body.reason })),
    async (state, request) => draw(request, deps, { state }),
  ),
  bind(
    keepNotice,
    async (request) => {
      const { params, body, staff, idempotencyKey: key, at } = request;
      const { reference, notice } = params;
      const once =
        key === undefined
          ? {}
          : { once: { route: `notice ${notice} ${reference}`, who: staff.sub, key, body } };
      const { actOnCase } = await acts();
      const asked = { reference, act: 'draft', body: { ...body, notice }, sub: staff.sub, ...once };
      const done = await actOnCase(asked, at, await deps());
      return done.ok ? { status: 303, location: ADDRESSES.notice(reference, notice) } : done;
    },
    async (state, request) => draw(request, deps, { state }),
  ),
];
