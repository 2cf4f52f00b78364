import * as api from '../../shared/api/requests.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { door } from '../../shared/http/door.ts';
import { EMPTY_FORM } from '../../shared/http/pages/context.ts';
import { bind, type HttpRequest } from '../../shared/http/types.ts';
import { wiredStaff } from '../../shared/http/wired-staff.ts';
import type { Staff } from '../../shared/identity/who.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';

/** Only people load pages (infra/README.md). */
const pages = () => import('./staff-pages.tsx');
/** Loaded with the first request. */
const entering = () => import('./staff.ts');

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({
  ...(await wired.deps()),
  settings,
  random: systemRandom,
  newId: idsFrom(systemRandom),
});

/** What entering a request needs of a staff request, whatever its route. */
interface Asking extends Pick<HttpRequest, 'at' | 'language' | 'page'> {
  readonly staff: Staff;
  readonly idempotencyKey?: string;
  readonly body: api.StaffRequest;
}

async function enter({ body, staff, language, at, idempotencyKey: key }: Asking) {
  const once =
    key === undefined ? {} : { once: { route: 'POST /staff/requests', who: staff.sub, key, body } };
  const { enterRequest } = await entering();
  return enterRequest({ body, sub: staff.sub, role: staff.role, language, ...once }, at, await deps());
}

/** Door of staff who enter requests that did not come by the site (S2, S3). */
export const handler = door(
  [
    bind(api.postStaffRequest, async (request) => {
      const taken = await enter(request);
      if (!taken.ok) return taken;
      return { status: 201, json: taken.value, about: taken.value.reference };
    }),
    bind(api.staffRequestPage, async (request) => {
      const context = await deskContext(request, await deps());
      return { status: 200, page: (await pages()).staffRequestPage(request.query, EMPTY_FORM, context) };
    }),
    bind(
      api.staffRequestForm,
      async (request) => {
        const taken = await enter(request);
        if (!taken.ok) return taken;
        const { reference } = taken.value;
        return { status: 303, location: `/desk/cases/${reference}`, about: reference };
      },
      async (state, request) => {
        const context = await deskContext(request, await deps());
        return (await pages()).staffRequestPage(state.values, state, context);
      },
    ),
  ],
  { settings, wired, staff: wiredStaff(settings, wired, fetch) },
);
