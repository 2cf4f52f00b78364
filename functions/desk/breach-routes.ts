import {
  authorityNotice,
  breachReportJson,
  closeBreach,
  breachRegisterPage as registerPageSpec,
  breachRegister as registerSpec,
  breachReportPage as reportPageSpec,
} from '../../shared/api/breach-reports.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { type Answer, type Bound, bind, type StaffRequest } from '../../shared/http/types.ts';
import { withCursor } from '../../shared/http/with-cursor.ts';
import { readCase } from '../../shared/records/case-file.ts';
import { parseReference } from '../../shared/records/references.ts';
import { loadCase } from '../../shared/views/load-case.ts';
import type { DeskDeps } from './routes.ts';

const acts = () => import('./act.ts');
const showing = () => import('./show.ts');
const reports = () => import('./breach-report.ts');
const registers = () => import('./breach-register.ts');
const drawing = () => import('./pages/breach-report-page.tsx');

type OnBreach = Pick<StaffRequest, 'at' | 'language' | 'staff' | 'idempotencyKey'> & {
  readonly params: { readonly reference: string };
};
type Acting = { readonly act: string; readonly revision: number; readonly [field: string]: unknown };

/** The reference of a breach; `not-found` also for a case of another kind. */
async function breachAt({ params, at }: OnBreach, deps: DeskDeps): Promise<Result<string>> {
  const reference = parseReference(params.reference);
  const file = reference && (await readCase(await deps(), reference, at));
  return file && file.state.body.kind === 'breach' ? accept(file.state.body.reference) : refuse('not-found');
}

/** Does an act on a breach, and answers with it as it stands now (B2, B5). */
async function doAct(request: OnBreach, { act, ...body }: Acting, deps: DeskDeps): Promise<Answer> {
  const found = await breachAt(request, deps);
  if (!found.ok) return found;
  const { staff, idempotencyKey: key, at, language } = request;
  const { sub, role } = staff;
  const reference = found.value;
  const once =
    key === undefined ? {} : { once: { route: `breach ${act} ${reference}`, who: sub, key, body } };
  const { actOnCase } = await acts();
  const done = await actOnCase({ reference, act, body, sub, ...once }, at, await deps());
  if (!done.ok) return done;
  const { showCase } = await showing();
  const shown = await showCase({ reference, sub, role, language }, at, await deps());
  return shown.ok ? { status: 200, json: shown.value } : shown;
}

async function reportAt(request: OnBreach, deps: DeskDeps) {
  const found = await breachAt(request, deps);
  const parts = found.ok ? await loadCase(await deps(), found.value, request.at) : undefined;
  return parts && (await reports()).reportOf(parts);
}

/** Notices and the end of a breach by addresses of their own, its report, and the register of all (B2, B5). */
export const breachRoutes = (deps: DeskDeps): readonly Bound[] => [
  bind(authorityNotice, async (request) => doAct(request, request.body as Acting, deps)),
  bind(closeBreach, async (request) => doAct(request, { ...request.body, act: 'conclude' }, deps)),
  bind(breachReportJson, async (request) => {
    const report = await reportAt(request, deps);
    return report === undefined ? refuse('not-found') : { status: 200, json: report };
  }),
  bind(reportPageSpec, async (request) => {
    const report = await reportAt(request, deps);
    if (report === undefined) return refuse('not-found');
    const { reportPage } = await drawing();
    return { status: 200, page: reportPage(report, await deskContext(request, await deps())) };
  }),
  bind(registerSpec, async (request) =>
    withCursor(request, async () => {
      const { breachRegister } = await registers();
      const page = await breachRegister(request.query.cursor, request.at, await deps());
      return { status: 200, json: { register: 'breaches', ...page } };
    }),
  ),
  bind(registerPageSpec, async (request) =>
    withCursor(request, async () => {
      const [{ breachRegister }, { registerPage }] = await Promise.all([registers(), drawing()]);
      const page = await breachRegister(request.query.cursor, request.at, await deps());
      return { status: 200, page: registerPage(page, await deskContext(request, await deps())) };
    }),
  ),
];
