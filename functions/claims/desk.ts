import {
  type PaperClaimRequest,
  paperClaimForm,
  paperClaimPage as paperClaimPageSpec,
  postPaperClaim,
} from '../../shared/api/claims.ts';
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
/** Loaded with the first claim. */
const opening = () => import('./open-claim.ts');

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({
  ...(await wired.deps()),
  settings,
  random: systemRandom,
  newId: idsFrom(systemRandom),
});

/** What entering a claim needs of a staff request, whatever its route. */
interface Asking extends Pick<HttpRequest, 'at' | 'language' | 'page'> {
  readonly staff: Staff;
  readonly idempotencyKey?: string;
  readonly body: unknown;
}
/** Idempotency of a member of staff: the route and who asks (G3). */
const onceOf = ({ idempotencyKey: key, staff, body }: Asking, route: string) =>
  key === undefined ? {} : { once: { route, who: staff.sub, key, body } };

async function enterPaper(request: Asking & { readonly body: PaperClaimRequest }) {
  const { receivedOn, ...claim } = request.body;
  const { takeClaim } = await opening();
  return takeClaim(
    {
      request: claim,
      receivedOn,
      by: `staff:${request.staff.sub}`,
      marked: false,
      language: request.language,
      ...onceOf(request, 'POST /staff/claims'),
    },
    request.at,
    await deps(),
  );
}

/** Door of staff who enter claims that came on paper (K1, D1). */
export const handler = door(
  [
    bind(postPaperClaim, async (request) => {
      const taken = await enterPaper(request);
      if (!taken.ok) return taken;
      return { status: 201, json: taken.value, about: taken.value.reference };
    }),
    bind(paperClaimPageSpec, async (request) => ({
      status: 200,
      page: (await pages()).paperClaimPage(EMPTY_FORM, await deskContext(request, await deps())),
    })),
    bind(
      paperClaimForm,
      async (request) => {
        const taken = await enterPaper(request);
        if (!taken.ok) return taken;
        const { reference } = taken.value;
        return { status: 303, location: `/desk/cases/${reference}`, about: reference };
      },
      async (state, request) =>
        (await pages()).paperClaimPage(state, await deskContext(request, await deps())),
    ),
  ],
  {
    settings,
    wired,
    staff: wiredStaff(settings, wired, fetch),
  },
);
