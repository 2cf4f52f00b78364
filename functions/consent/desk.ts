import {
  enterConsentForm,
  enterConsentPage,
  enterConsent as enterSpec,
  may,
  staffMay,
  type ToldConsent,
} from '../../shared/api/consent.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { door } from '../../shared/http/door.ts';
import { EMPTY_FORM, type FormState } from '../../shared/http/pages/context.ts';
import { bind, type HttpRequest, type Staff } from '../../shared/http/types.ts';
import { wiredStaff } from '../../shared/http/wired-staff.ts';
import { PURPOSE_IDS } from '../../shared/policy/purposes.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { answerFor, answerProgram } from './answer-may.ts';
import { enterConsent } from './enter-consent.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const book = purposeBook({ records: wired.records, settings }, Date.now);
const deps = async () => ({ ...(await wired.deps()), book, settings });

/** What the helpers below need of a staff request about a person. */
interface OnPerson extends Pick<HttpRequest, 'at' | 'page' | 'language'> {
  readonly staff?: Staff;
  readonly params: { readonly id: string };
  readonly idempotencyKey?: string;
}

async function enter({ params, staff, idempotencyKey, at }: OnPerson, told: ToldConsent) {
  const { sub } = known(staff);
  const person = params.id;
  const once =
    idempotencyKey === undefined
      ? {}
      : { once: { route: `consents ${person}`, who: sub, key: idempotencyKey, body: told } };
  return enterConsent({ person, told, sub, ...once }, at, await deps());
}

/** The page of a person's consents; undefined where there is nobody. */
async function pageOf({ params, at, page, staff }: OnPerson, state: FormState = EMPTY_FORM) {
  const ready = await deps();
  const person = params.id;
  if ((await readPerson(ready, person, at)) === undefined) return undefined;
  const standing = await Promise.all(
    PURPOSE_IDS.map(async (purpose) => ({ purpose, now: await answerFor(person, purpose, at, ready) })),
  );
  const { consentsPage } = await import('./desk-pages.tsx');
  return consentsPage({ person, standing }, state, await deskContext({ page, staff: known(staff) }, ready));
}

/** On staff routes the door has always set who asks; a form drawn again keeps it. */
function known(staff: Staff | undefined): Staff {
  if (staff === undefined) throw new Error('a desk form without staff');
  return staff;
}

/** Door of programs that ask whether they may, and of staff who enter what came by phone or on paper (C2, C4). */
export const handler = door(
  [
    bind(may, async ({ at, body, staff }) => {
      const answer = await answerProgram(body, staff.sub, at, await deps());
      return answer.ok ? { status: 200, json: answer.value } : answer;
    }),
    bind(staffMay, async ({ at, body, params }) => ({
      status: 200,
      json: await answerFor(params.id, body.purpose, at, await deps()),
    })),
    bind(enterSpec, async (request) => {
      const entered = await enter(request, request.body);
      return entered.ok ? { status: 201, json: entered.value } : entered;
    }),
    bind(enterConsentPage, async (request) => {
      const page = await pageOf(request);
      return page === undefined ? refuse('unknown-person') : { status: 200, page };
    }),
    bind(
      enterConsentForm,
      async (request) => {
        const entered = await enter(request, request.body);
        if (!entered.ok) return entered;
        return { status: 303, location: `/desk/people/${request.params.id}/consents` };
      },
      async (state, request) => pageOf(request, state),
    ),
  ],
  {
    settings,
    wired,
    staff: wiredStaff(settings, wired, fetch),
  },
);
