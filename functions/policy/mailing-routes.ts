import * as api from '../../shared/api/policy.ts';
import type { MailingAct } from '../../shared/domain/mailings/acts.ts';
import type { MailingReason } from '../../shared/domain/mailings/reasons.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { bind } from '../../shared/http/types.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import type { MailingView } from '../../shared/views/mailing.ts';

/** Only people load pages (infra/README.md), and few look at a mailing. */
const pages = () => import('./mailing-page.tsx');
const views = () => import('../../shared/views/mailing.ts');
const acts = () => import('../../shared/records/act-on-mailing.ts');

async function view(id: string, at: number, { records }: RecordDeps): Promise<Result<MailingView>> {
  const found = await (await views()).viewMailing(records, id, at);
  return found === undefined ? refuse('not-found') : accept(found);
}

interface Asked {
  readonly params: { readonly id: string; readonly act: MailingAct };
  readonly body: { readonly reason: MailingReason };
  readonly staff: { readonly sub: string };
  readonly at: number;
}

const act = async ({ params, body, staff, at }: Asked, deps: RecordDeps) =>
  (await acts()).actOnMailing(
    params.id,
    params.act,
    { by: `staff:${staff.sub}`, at: new Date(at).toISOString(), reason: body.reason },
    deps,
  );

/** Routes of telling people of a version (P3): how far it has come; an officer pauses, resumes and stops it. */
export const mailingRoutes = (deps: () => Promise<RecordDeps>) => [
  bind(api.staffMailing, async ({ params, at }) => {
    const found = await view(params.id, at, await deps());
    return found.ok ? { status: 200, json: found.value } : found;
  }),
  bind(api.staffMailingAct, async (request) => {
    const tools = await deps();
    const done = await act(request, tools);
    if (!done.ok) return done;
    const found = await view(request.params.id, request.at, tools);
    return found.ok ? { status: 200, json: found.value } : found;
  }),
  bind(api.deskMailing, async (request) => {
    const tools = await deps();
    const found = await view(request.params.id, request.at, tools);
    if (!found.ok) return found;
    const page = (await pages()).mailingPage(found.value, await deskContext(request, tools));
    return { status: 200, page };
  }),
  bind(api.deskMailingAct, async (request) => {
    const done = await act(request, await deps());
    return done.ok ? { status: 303, location: ADDRESSES.deskMailing(request.params.id) } : done;
  }),
];
