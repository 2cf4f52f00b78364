import {
  type BreachRequest,
  breachForm,
  breachPage as breachPageSpec,
  breachRequest,
  postBreach,
} from '../../shared/api/breaches.ts';
import { refuse } from '../../shared/domain/result.ts';
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
const pages = () => import('./pages.tsx');
/** Loaded with the first breach. */
const recording = () => import('./record-breach.ts');

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({
  ...(await wired.deps()),
  settings,
  random: systemRandom,
  newId: idsFrom(systemRandom),
});

/** What recording needs of a staff request, whatever its route. */
interface Asking extends Pick<HttpRequest, 'at' | 'language'> {
  readonly staff: Staff;
  readonly idempotencyKey?: string;
  readonly body: unknown;
}

async function record(
  { staff: { sub }, idempotencyKey: key, body, at, language }: Asking,
  asked: BreachRequest,
) {
  const once = key === undefined ? {} : { once: { route: 'POST /staff/breaches', who: sub, key, body } };
  const { recordBreach } = await recording();
  return recordBreach({ request: asked, sub, language, ...once }, at, await deps());
}

/** Door of officers who record a breach (B1). What is done about it afterwards are acts on its case. */
export const handler = door(
  [
    bind(postBreach, async (request) => {
      const recorded = await record(request, request.body);
      if (!recorded.ok) return recorded;
      return { status: 201, json: recorded.value, about: recorded.value.reference };
    }),
    bind(breachPageSpec, async (request) => ({
      status: 200,
      page: (await pages()).breachPage(EMPTY_FORM, await deskContext(request, await deps())),
    })),
    bind(
      breachForm,
      async (request) => {
        const systems = request.body.systems.split(/[\s,;]+/).filter((code) => code !== '');
        const asked = breachRequest.safeParse({ ...request.body, systems });
        if (!asked.success) return refuse('system-code', { field: 'systems' });
        const recorded = await record(request, asked.data);
        if (!recorded.ok) return recorded;
        const { reference } = recorded.value;
        return { status: 303, location: `/desk/cases/${reference}`, about: reference };
      },
      async (state, request) => (await pages()).breachPage(state, await deskContext(request, await deps())),
    ),
  ],
  { settings, wired, staff: wiredStaff(settings, wired, fetch) },
);
