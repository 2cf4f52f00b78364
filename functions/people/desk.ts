import * as api from '../../shared/api/people.ts';
import * as registerApi from '../../shared/api/registers.ts';
import { postTransfer, type TransferSaid, transferForm } from '../../shared/api/transfers.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { door } from '../../shared/http/door.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../shared/http/pages/context.ts';
import { bind, type Reply, type StaffRequest } from '../../shared/http/types.ts';
import { wiredStaff } from '../../shared/http/wired-staff.ts';
import { withCursor } from '../../shared/http/with-cursor.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { consentDeskRoutes } from './consent-routes.ts';
import type { RegisterLook } from './consents-register.ts';
import type { Searched } from './pages/people-page.tsx';
import type { PersonForms } from './pages/person-page.tsx';
import type { RegisterView } from './registers.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const book = purposeBook({ records: wired.records, settings }, Date.now);
const newId = idsFrom(systemRandom);
const deps = async () => ({ ...(await wired.deps()), book, settings, newId });

// Pages are loaded when somebody looks at one.
const searchPage = () => import('./pages/people-page.tsx');
const personPages = () => import('./pages/person-page.tsx');
const registerPages = () => import('./pages/registers-page.tsx');
// So is what few starts of this door do.
const releasing = () => import('./release-hold.ts');
const recording = () => import('./record-transfer.ts');
const processing = () => import('./processing.ts');
const registers = () => import('./registers.ts');
const searching = () => import('./search.ts');
const showing = () => import('./show-person.ts');
const consentsKept = () => import('./consents-register.ts');

type Asking = Pick<StaffRequest, 'at' | 'page' | 'language' | 'staff'>;
type OnPerson = Asking & { readonly params: { readonly id: string } };
type OnRelease = OnPerson & { readonly body: api.ReleaseRequest; readonly idempotencyKey?: string };

const contextOf = async (request: Asking) => deskContext(request, await deps());

const look = async (request: OnPerson, reason?: string) =>
  (await showing()).showPerson(
    { person: request.params.id, sub: request.staff.sub, reason },
    request.at,
    await deps(),
  );

/** The page of a person; undefined where there is nobody. */
async function drawPerson(
  request: OnPerson,
  reason?: string,
  forms: PersonForms = {},
): Promise<Page | undefined> {
  const shown = await look(request, reason);
  if (!shown.ok) return undefined;
  const { personPage } = await personPages();
  return personPage(shown.value, forms, await contextOf(request), settings.others);
}

/** Releases the hold of a person in the name of the officer who asks (R5). */
const release = async (request: OnRelease) => {
  const { params, body, at, idempotencyKey: key } = request;
  const { sub } = request.staff;
  const once = key === undefined ? {} : { once: { route: `release ${params.id}`, who: sub, key, body } };
  const { releasePersonHold } = await releasing();
  return releasePersonHold({ person: params.id, request: body, sub, ...once }, at, await deps());
};

/** Records a transfer that was made by hand (X2). */
async function record(
  request: Asking & { readonly idempotencyKey?: string },
  person: string,
  said: TransferSaid,
) {
  const { at, staff, idempotencyKey: key } = request;
  const once =
    key === undefined ? {} : { once: { route: `transfer ${person}`, who: staff.sub, key, body: said } };
  return (await recording()).recordTransfer({ person, said, sub: staff.sub, ...once }, at, await deps());
}

/** Before anybody was looked for. */
const NOT_ASKED: Searched = { nobody: false, cases: [] };

/** The form of the search; after one in vain it says so. */
async function drawSearch(request: Asking, searched: Searched, state: FormState = EMPTY_FORM): Promise<Page> {
  const { peoplePage } = await searchPage();
  return peoplePage(searched, state, await contextOf(request));
}

/** The page that asks why the register of consents is opened. */
async function askForConsents(request: Asking, state: FormState = EMPTY_FORM): Promise<Page> {
  return (await registerPages()).consentsAskPage(state, await contextOf(request));
}

const pageOr404 = (page: Page | undefined) =>
  page === undefined ? refuse('unknown-person') : ({ status: 200, page } as const);

/** A register as JSON, or saved as CSV (A2). */
async function asRegister(view: RegisterView, csv: boolean, at: number): Promise<Reply> {
  if (!csv) return { status: 200, json: view };
  const { registerCsv, registerFile } = await registers();
  const bytes = new TextEncoder().encode(registerCsv(view));
  return {
    status: 200,
    download: { name: registerFile(view.register, at), type: 'text/csv; charset=utf-8', bytes },
    ...(view.cursor === null ? {} : { headers: { 'x-next-cursor': view.cursor } }),
  };
}

async function consentsOf(asked: Omit<RegisterLook, 'sub'>, request: Asking) {
  const look = { ...asked, sub: request.staff.sub };
  const { consentsRegister } = await consentsKept();
  const page = await withCursor(request, async () => consentsRegister(look, request.at, await deps()));
  return { register: 'consents', items: page.items, cursor: page.cursor ?? null } as const;
}

/** Door of staff who look for people, look at them, and keep the registers (D1, G10, A2). */
export const handler = door(
  [
    bind(api.searchPeople, async ({ at, body, staff }) => ({
      status: 200,
      json: await (await searching()).searchPeople({ wanted: body, sub: staff.sub }, at, await deps()),
    })),
    bind(api.staffPerson, async (request) => {
      const shown = await look(request, request.reason);
      return shown.ok ? { status: 200, json: shown.value } : shown;
    }),
    bind(api.peoplePage, async (request) => ({
      status: 200,
      page: await drawSearch(request, NOT_ASKED),
    })),
    bind(
      api.peopleForm,
      async (request) => {
        const { at, body, staff } = request;
        const {
          items: [found],
          cases,
        } = await (await searching()).searchPeople({ wanted: body, sub: staff.sub }, at, await deps());
        return found === undefined
          ? { status: 200, page: await drawSearch(request, { nobody: true, cases }) }
          : { status: 303, location: ADDRESSES.deskPerson(found.person) };
      },
      async (state, request) => drawSearch(request, NOT_ASKED, state),
    ),
    bind(api.personPage, async (request) => pageOr404(await drawPerson(request))),
    bind(
      api.openPersonForm,
      async (request) => pageOr404(await drawPerson(request, request.body.reason)),
      async (state, request) => drawPerson(request, undefined, { open: state }),
    ),
    bind(api.releasePerson, async (request) => {
      const done = await release(request);
      return done.ok ? { status: 200, json: done.value } : done;
    }),
    bind(
      api.releaseForm,
      async (request) => {
        const done = await release(request);
        if (!done.ok) return done;
        return { status: 303, location: ADDRESSES.deskPerson(request.params.id) };
      },
      async (state, request) => drawPerson(request, undefined, { release: state }),
    ),
    bind(postTransfer, async (request) => {
      const { person, ...said } = request.body;
      const done = await record(request, person, said);
      return done.ok ? { status: 201, json: done.value } : done;
    }),
    bind(
      transferForm,
      async (request) => {
        const { id } = request.params;
        const done = await record(request, id, request.body);
        return done.ok ? { status: 303, location: ADDRESSES.deskPerson(id) } : done;
      },
      async (state, request) => drawPerson(request, undefined, { transfer: state }),
    ),
    ...consentDeskRoutes(deps),
    bind(registerApi.processingRegister, async ({ query, at, language }) => {
      const items = (await processing()).processingRegister(language, settings);
      return asRegister({ register: 'processing', items, cursor: null }, query.format === 'csv', at);
    }),
    bind(registerApi.consentsRegister, async (request) => {
      const { query, reason, at } = request;
      return asRegister(
        await consentsOf({ cursor: query.cursor, reason }, request),
        query.format === 'csv',
        at,
      );
    }),
    bind(registerApi.registersPage, async (request) => ({
      status: 200,
      page: (await registerPages()).registersPage(
        (await processing()).processingRegister(request.language, settings),
        await contextOf(request),
      ),
    })),
    bind(registerApi.consentsRegisterPage, async (request) => ({
      status: 200,
      page: await askForConsents(request),
    })),
    bind(
      registerApi.consentsRegisterForm,
      async (request) => {
        const { cursor, reason, format } = request.body;
        const view = await consentsOf({ cursor, reason }, request);
        if (format === 'csv') return asRegister(view, true, request.at);
        const closed = await (await consentsKept()).closedAmong(view.items, request.at, await deps());
        const { consentsRegisterPage } = await registerPages();
        return {
          status: 200,
          page: consentsRegisterPage({ ...view, closed, here: cursor, reason }, await contextOf(request)),
        };
      },
      async (state, request) => askForConsents(request, state),
    ),
  ],
  {
    settings,
    wired,
    staff: wiredStaff(settings, wired, fetch),
  },
);
