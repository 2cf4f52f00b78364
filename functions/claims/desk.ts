import type { ActBody, ActName } from '../../shared/api/acts.ts';
import {
  type PaperClaimRequest,
  paperClaimForm,
  paperClaimPage as paperClaimPageSpec,
  postPaperClaim,
} from '../../shared/api/claims.ts';
import { act, actForm, actPage as actPageSpec, previewAnswer } from '../../shared/api/desk.ts';
import { presentCase } from '../../shared/api/present-case.ts';
import { refuse } from '../../shared/domain/result.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { door } from '../../shared/http/door.ts';
import { loadCase } from '../../shared/http/load-case.ts';
import { EMPTY_FORM, type FormState } from '../../shared/http/pages/context.ts';
import { bind, type HttpRequest, type Staff } from '../../shared/http/types.ts';
import { wiredStaff } from '../../shared/http/wired-staff.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';

/** Only people load pages (infra/README.md). */
const pages = () => import('./pages.tsx');
const actPages = () => import('../../shared/http/pages/desk/act-page.tsx');
const previewPages = () => import('../../shared/http/pages/desk/answer-preview.tsx');
const previews = () => import('./preview.ts');
/** Most starts of this door show something; what acts is loaded with the first act. */
const acts = () => import('./act.ts');
const opening = () => import('./open-claim.ts');

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({
  ...(await wired.deps()),
  settings,
  random: systemRandom,
  newId: idsFrom(systemRandom),
});

/** What the helpers below need of a staff request, whatever its route. */
interface Asking extends Pick<HttpRequest, 'at' | 'language' | 'page'> {
  readonly staff: Staff;
  readonly idempotencyKey?: string;
  readonly body: unknown;
}
interface OnCase extends Asking {
  readonly params: { readonly reference: string };
}
interface OnAct extends Asking {
  readonly params: { readonly reference: string; readonly act: ActName };
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

/** Does the act; the door has checked the role, and the body by the act's own schema. */
async function doAct(request: OnAct) {
  const { reference, act: name } = request.params;
  const asked = { reference, act: name, body: request.body as ActBody<ActName>, sub: request.staff.sub };
  const { actOnCase } = await acts();
  return actOnCase({ ...asked, ...onceOf(request, `act ${name} ${reference}`) }, request.at, await deps());
}

/** The case as staff see it after an act, or on the page of its form; undefined where there is none. */
async function viewOf({ params: { reference }, at, language, staff }: OnCase) {
  const parts = await loadCase(await deps(), reference, at);
  return parts && presentCase(parts, at, language, staff.role);
}

const missing = refuse('not-found');

async function formOf(request: OnAct, state: FormState = EMPTY_FORM) {
  const view = await viewOf(request);
  if (view === undefined) return undefined;
  const { actPage } = await actPages();
  return actPage(view, { act: request.params.act, state }, await deskContext(request, await deps()));
}

/** Door of staff who act on claims: paper claims and every act on a case (K1–K5, D1). */
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
    bind(act, async (request) => {
      const done = await doAct(request);
      if (!done.ok) return done;
      const view = await viewOf(request);
      return view === undefined ? missing : { status: 200, json: view };
    }),
    bind(actPageSpec, async (request) => {
      const page = await formOf(request);
      return page === undefined ? missing : { status: 200, page };
    }),
    bind(
      actForm,
      async (request) => {
        const done = await doAct(request);
        return done.ok ? { status: 303, location: `/desk/cases/${request.params.reference}` } : done;
      },
      async (state, request) => formOf(request, state),
    ),
    bind(
      previewAnswer,
      async (request) => {
        const { reference } = request.params;
        const { previewLetter } = await previews();
        const letter = await previewLetter(
          { reference, answer: request.body, sub: request.staff.sub },
          request.at,
          await deps(),
        );
        if (!letter.ok) return letter;
        const view = await viewOf(request);
        if (view === undefined) return missing;
        const context = await deskContext(request, await deps());
        const { answerPreviewPage } = await previewPages();
        const page = answerPreviewPage(view, { answer: request.body, letter: letter.value }, context);
        return { status: 200, page };
      },
      async (state, request) => {
        const asked = { ...request, params: { ...request.params, act: 'answer' as const } };
        return formOf(asked, state);
      },
    ),
  ],
  {
    settings,
    wired,
    staff: wiredStaff(settings, wired, fetch),
  },
);
