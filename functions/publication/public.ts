import * as api from '../../shared/api/publication.ts';
import { DISTRIBUTION, type PublicField } from '../../shared/domain/consent/distribution.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { door } from '../../shared/http/door.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../shared/http/pages/context.ts';
import { personGate } from '../../shared/http/person-door.ts';
import { type Answer, bind, type PersonRequest } from '../../shared/http/types.ts';
import { serveText } from '../../shared/identity/serve-text.ts';
import { sessionBond } from '../../shared/identity/text-proof.ts';
import { openDetails, ownFile } from '../../shared/records/person-file.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { publish } from './publish.ts';
import { takeBack } from './take-back.ts';
import { viewPublication } from './view.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const book = purposeBook({ records: wired.records, settings }, Date.now);
const deps = async () => ({ ...(await wired.deps()), book, settings, random: systemRandom });
/** Pages are loaded when somebody looks at one. */
const pages = () => import('./pages.tsx');

type Asking = Pick<PersonRequest, 'at' | 'page' | 'language' | 'person'>;

/** The document of one field with its proof. Refusals: those of {@link ownFile}, `field-empty`. */
async function ask(field: PublicField, request: Asking, state: FormState): Promise<Result<Page>> {
  const { at, language, page } = request;
  const ready = await deps();
  const { person } = request;
  const file = await ownFile(person.id, at, ready);
  if (!file.ok) return file;
  const value = (await openDetails(ready, file.value.body, 'own-view', at))[field];
  if (value === undefined) return refuse('field-empty');
  const serving = { form: 'account', language, bond: sessionBond(person) } as const;
  const { text, version, proof } = await serveText(DISTRIBUTION, serving, at, ready);
  const { askPage } = await pages();
  return accept(askPage({ field, value, text, version, proof }, state, page));
}

/** What is public after it was done. */
async function shown(done: Result<undefined>, request: Asking): Promise<Answer> {
  if (!done.ok) return done;
  const view = await viewPublication(request.person.id, request.at, await deps());
  return view.ok ? { status: 200, json: view.value } : view;
}

const onwards = (done: Result<undefined>): Answer =>
  done.ok ? { status: 303, location: ADDRESSES.publication } : done;

/** Door of people who make fields of their profile public, and take them back (R6). */
export const handler = door(
  [
    bind(api.publicationPage, async (request) => {
      const view = await viewPublication(request.person.id, request.at, await deps());
      if (!view.ok) return view;
      if (!request.wantsPage) return { status: 200, json: view.value };
      const { publicationPage } = await pages();
      return { status: 200, page: publicationPage(view.value, request.page) };
    }),
    bind(api.publishPage, async (request) => {
      const drawn = await ask(request.params.field, request, EMPTY_FORM);
      return drawn.ok ? { status: 200, page: drawn.value } : drawn;
    }),
    bind(api.publish, async (request) => {
      const { at, body, params, idempotencyKey: key } = request;
      const { text, proof, conditions = [] } = body;
      const asked = { person: request.person, field: params.field, text, proof, conditions, key };
      return shown(await publish(asked, at, await deps()), request);
    }),
    bind(api.withdraw, async (request) => {
      const asked = { person: request.person.id, field: request.params.field };
      return shown(await takeBack(asked, request.at, await deps()), request);
    }),
    bind(
      api.postPublish,
      async (request) => {
        const { at, body, params, idempotencyKey: key } = request;
        const { text, proof, conditions = [], agreed } = body;
        if (agreed !== true) return refuse('box-unticked', { field: 'agreed' });
        const asked = { person: request.person, field: params.field, text, proof, conditions, key };
        return onwards(await publish(asked, at, await deps()));
      },
      async (state, request) => {
        const drawn = await ask(request.params.field, request, state);
        return drawn.ok ? drawn.value : undefined;
      },
    ),
    bind(api.postWithdraw, async (request) => {
      const asked = { person: request.person.id, field: request.params.field };
      return onwards(await takeBack(asked, request.at, await deps()));
    }),
  ],
  { settings, wired, people: personGate(wired.records) },
);
