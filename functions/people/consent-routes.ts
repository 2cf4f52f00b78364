import {
  enterConsentForm,
  enterConsentPage,
  enterConsent as enterSpec,
  staffMay,
  type ToldConsent,
} from '../../shared/api/consent.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { EMPTY_FORM, type FormState } from '../../shared/http/pages/context.ts';
import { type Bound, bind, type HttpRequest } from '../../shared/http/types.ts';
import type { Staff } from '../../shared/identity/who.ts';
import { PURPOSE_IDS } from '../../shared/policy/purposes.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import type { EnterDeps } from './enter-consent.ts';

/** Entering brings the calendar of the withdrawal's legal clock: loaded when it is done. */
const entering = () => import('./enter-consent.ts');
const answering = () => import('../../shared/views/answer-for.ts');
const pages = () => import('./pages/enter-consent-page.tsx');

/** What the helpers below need of a staff request about a person. */
interface OnPerson extends Pick<HttpRequest, 'at' | 'page' | 'language'> {
  readonly staff: Staff;
  readonly params: { readonly id: string };
  readonly idempotencyKey?: string;
}

type Deps = () => Promise<EnterDeps & RecordDeps>;

async function enter({ params, staff, idempotencyKey: key, at }: OnPerson, told: ToldConsent, deps: Deps) {
  const { sub } = staff;
  const person = params.id;
  const once = key === undefined ? {} : { once: { route: `consents ${person}`, who: sub, key, body: told } };
  const { enterConsent } = await entering();
  return enterConsent({ person, told, sub, ...once }, at, await deps());
}

/** The page of a person's consents; undefined where there is nobody. */
async function pageOf({ params, at, page, staff }: OnPerson, deps: Deps, state: FormState = EMPTY_FORM) {
  const ready = await deps();
  const person = params.id;
  if ((await readPerson(ready, person, at)) === undefined) return undefined;
  const { answerFor } = await answering();
  const standing = await Promise.all(
    PURPOSE_IDS.map(async (purpose) => ({ purpose, now: await answerFor(person, purpose, at, ready) })),
  );
  const { consentsPage } = await pages();
  return consentsPage({ person, standing }, state, await deskContext({ page, staff }, ready));
}

/** Staff who enter what came by phone or on paper, and ask what stands (C2, C4). */
export const consentDeskRoutes = (deps: Deps): readonly Bound[] => [
  bind(staffMay, async ({ at, body, params }) => ({
    status: 200,
    json: await (await answering()).answerFor(params.id, body.purpose, at, await deps()),
  })),
  bind(enterSpec, async (request) => {
    const entered = await enter(request, request.body, deps);
    return entered.ok ? { status: 201, json: entered.value } : entered;
  }),
  bind(enterConsentPage, async (request) => {
    const page = await pageOf(request, deps);
    return page === undefined ? refuse('unknown-person') : { status: 200, page };
  }),
  bind(
    enterConsentForm,
    async (request) => {
      const entered = await enter(request, request.body, deps);
      if (!entered.ok) return entered;
      return { status: 303, location: `/desk/people/${request.params.id}/consents` };
    },
    async (state, request) => pageOf(request, deps, state),
  ),
];
