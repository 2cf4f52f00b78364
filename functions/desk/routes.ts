import {
  bundle,
  bundleForm,
  bundlePage as bundlePageSpec,
  deskCase,
  deskHome,
  listCases as listSpec,
  openCase,
  printForm,
  printPage as printPageSpec,
  printLetter as printSpec,
  printQueuePage as queuePageSpec,
  printQueue as queueSpec,
  staffCase,
} from '../../shared/api/desk.ts';
import { refuse } from '../../shared/domain/result.ts';
import type { Page } from '../../shared/http/pages/context.ts';
import type { DeskKinds } from '../../shared/http/pages/desk/kinds/desk-kind.ts';
import type { PageKinds } from '../../shared/http/pages/kinds/page-kind.ts';
import { type Answer, type Bound, bind, type StaffRequest } from '../../shared/http/types.ts';
import { withCursor } from '../../shared/http/with-cursor.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import type { BundleKinds } from './pages/bundle-kind.ts';
import type { Look, ShowDeps } from './show.ts';

/** Export and print draw letters: their templates are loaded with the first of them (infra/README.md). */
const exporting = () => import('./bundle.ts');
const printing = () => import('./print.ts');
const showing = () => import('./show.ts');
const listing = () => import('./list.ts');
/** Pages are loaded with the first that somebody looks at. */
const drawing = () => import('./pages/home.ts');

/** What the operations of the desk need, made for each request. */
export type DeskDeps = () => Promise<
  ShowDeps & {
    readonly settings: RuntimeSettings;
    /** How pages and files show the kinds of case, where they are not the product's. */
    readonly pages?: PageKinds;
    readonly deskKinds?: DeskKinds;
    readonly files?: BundleKinds;
  }
>;

type OnCase = StaffRequest & { readonly params: { readonly reference: string } };
type OnLetter = StaffRequest & { readonly params: { readonly reference: string; readonly id: string } };

const lookOf = ({ params, staff, language }: OnCase): Look => ({
  reference: params.reference,
  sub: staff.sub,
  role: staff.role,
  language,
});

const missing = refuse('not-found');

type ExportDeps = Awaited<ReturnType<DeskDeps>>;

const paged = (page: Page | undefined): Answer => (page === undefined ? missing : { status: 200, page });

/** The file of a case, to be saved (K5). */
async function save(request: OnCase, reason: string, deps: ExportDeps): Promise<Answer> {
  const { exportCase } = await exporting();
  const look = { ...lookOf(request), reason };
  const exported = await exportCase(look, request.at, deps, deps.files);
  return exported.ok ? { status: 200, download: exported.value } : exported;
}

/** A letter, to be printed (K1). */
async function print(request: OnLetter, reason: string, deps: ExportDeps): Promise<Answer> {
  const { reference, id } = request.params;
  const { printLetter } = await printing();
  const printed = await printLetter({ reference, id, sub: request.staff.sub, reason }, request.at, deps);
  return printed.ok
    ? { status: 200, page: await (await drawing()).letterPage(request, printed.value, deps) }
    : printed;
}

/** Lists, the case, its file and its letters for staff; reading is all that they do (D1, D2, K5). */
export const deskRoutes = (deps: DeskDeps): readonly Bound[] => [
  bind(listSpec, async (request) =>
    withCursor(request, async () => ({
      status: 200,
      json: await (await listing()).listCases(request.query, request.at, await deps()),
    })),
  ),
  bind(deskHome, async (request) =>
    withCursor(request, async () => ({
      status: 200,
      page: await (await drawing()).homePage(request, request.query, await deps()),
    })),
  ),
  bind(staffCase, async (request) => {
    const look = { ...lookOf(request), reason: request.reason };
    const shown = await (await showing()).showCase(look, request.at, await deps());
    return shown.ok ? { status: 200, json: shown.value } : shown;
  }),
  bind(deskCase, async (request) =>
    paged(await (await drawing()).onePage(request, lookOf(request), await deps())),
  ),
  bind(
    openCase,
    async (request) => {
      const look = { ...lookOf(request), reason: request.body.reason };
      return paged(await (await drawing()).onePage(request, look, await deps()));
    },
    async (state, request) => (await drawing()).onePage(request, lookOf(request), await deps(), state),
  ),
  bind(bundle, async (request) => save(request, request.reason, await deps())),
  bind(bundlePageSpec, async (request) => paged(await (await drawing()).bundleAsk(request, await deps()))),
  bind(
    bundleForm,
    async (request) => save(request, request.body.reason, await deps()),
    async (state, request) => (await drawing()).bundleAsk(request, await deps(), state),
  ),
  bind(printSpec, async (request) => print(request, request.reason, await deps())),
  bind(printPageSpec, async (request) => paged(await (await drawing()).printAsk(request, await deps()))),
  bind(
    printForm,
    async (request) => print(request, request.body.reason, await deps()),
    async (state, request) => (await drawing()).printAsk(request, await deps(), state),
  ),
  bind(queueSpec, async (request) => {
    const { printQueue } = await printing();
    return { status: 200, json: { items: await printQueue(request.at, await deps()) } };
  }),
  bind(queuePageSpec, async (request) => ({
    status: 200,
    page: await (await drawing()).queuePage(request, await deps()),
  })),
];
