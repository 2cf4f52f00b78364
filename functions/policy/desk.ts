import * as api from '../../shared/api/policy.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { compareLines } from '../../shared/domain/policy/compare.ts';
import { asksAgain, onlyChanged } from '../../shared/domain/policy/post.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { door } from '../../shared/http/door.ts';
import { EMPTY_FORM, type FormState } from '../../shared/http/pages/context.ts';
import { bind, type HttpRequest } from '../../shared/http/types.ts';
import { wiredStaff } from '../../shared/http/wired-staff.ts';
import type { Staff } from '../../shared/identity/who.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { isoInstant, startOfDay } from '../../shared/law/zones.ts';
import { type DocumentName, isDocument } from '../../shared/policy/documents.ts';
import { unsaid } from '../../shared/policy/unsaid.ts';
import { ensureFirst, type PostingRequest, postVersion } from '../../shared/records/documents.ts';
import { builtInTexts, showCurrent } from '../../shared/records/shown-texts.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { mailingRoutes } from './mailing-routes.ts';
import { lineOf } from './view.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings });
/** Only people load pages (infra/README.md). */
const pages = () => import('./desk-pages.tsx');

interface Asking extends Pick<HttpRequest, 'at' | 'page'> {
  readonly staff: Staff;
  readonly idempotencyKey?: string;
}

/** The desk page of a document. */
async function draw(request: Asking, document: DocumentName, state: FormState, posted?: string) {
  const tools = await deps();
  const shown = await showCurrent(document, request.at, tools);
  return (await pages()).deskPolicyPage({ shown, posted }, state, await deskContext(request, tools));
}

/** Posts a version in the name of the member of staff who asks (P1). */
async function post(
  posting: Omit<PostingRequest, 'by' | 'once'>,
  { at, staff, idempotencyKey: key }: Asking,
  route: string,
) {
  const once = key === undefined ? {} : { once: { route, who: staff.sub, key, body: posting } };
  const tools = await deps();
  // What was shown as version 1 until now is recorded as version 1, even when the sweep has not come by yet.
  await ensureFirst(tools, posting.document, () => builtInTexts(posting.document, settings), at);
  return postVersion({ ...posting, by: `staff:${staff.sub}`, ...once }, at, tools);
}

/** The form's day begins at midnight in the zone of the deployment's regime. */
function fromForm({ document, ru, en, change, askAgain, only, startsOn }: api.PostingForm) {
  return {
    document,
    texts: { ru, en },
    change,
    ...(askAgain === undefined ? {} : { askAgain: askAgain === 'true' }),
    ...(only === undefined ? {} : { only }),
    ...(startsOn === undefined ? {} : { startsAt: isoInstant(startOfDay(startsOn, REGIME_ZONE)) }),
  };
}

/** A refused form again, for the document that it is about. */
async function redrawn(state: FormState, request: Asking) {
  const typed = state.values['document'] ?? 'policy';
  // What a form says of its start is told at its own field.
  const errors = state.errors.map((error) =>
    error.field === 'startsAt' ? { ...error, field: 'startsOn' } : error,
  );
  return draw(request, isDocument(typed) ? typed : 'policy', { ...state, errors });
}

/** Door of staff who post versions of the policy and of consent texts (P1, D1). */
export const handler = door(
  [
    bind(api.postVersionRoute, async (request) => {
      const { ru, en, ...rest } = request.body;
      const posted = await post({ ...rest, texts: { ru, en } }, request, routeKey(api.postVersionRoute));
      return posted.ok ? { status: 201, json: lineOf(posted.value) } : posted;
    }),
    bind(api.deskPolicy, async (request) => ({
      status: 200,
      page: await draw(request, request.query.document ?? 'policy', EMPTY_FORM, request.query.posted),
    })),
    bind(
      api.previewPosting,
      async (request) => {
        const posting = request.body;
        const tools = await deps();
        const { texts } = await showCurrent(posting.document, request.at, tools);
        const of = (language: 'ru' | 'en') => ({
          lines: compareLines(texts[language], posting[language]),
          unsaid: unsaid(posting[language], posting.document, language, settings),
        });
        const [ru, en] = [of('ru'), of('en')];
        const preview = {
          posting,
          lines: { ru: ru.lines, en: en.lines },
          unsaid: { ru: ru.unsaid, en: en.unsaid },
          only: asksAgain({ ...posting, askAgain: posting.askAgain === 'true' })
            ? onlyChanged(texts, posting)
            : undefined,
        };
        const context = await deskContext(request, tools);
        return { status: 200, page: (await pages()).postingPreviewPage(preview, context) };
      },
      redrawn,
    ),
    bind(
      api.deskPosting,
      async (request) => {
        const posted = await post(fromForm(request.body), request, routeKey(api.deskPosting));
        if (!posted.ok) return posted;
        const { id, document } = lineOf(posted.value);
        const query = `document=${document}&posted=${id}`;
        return { status: 303, location: `/desk/policy?${query}` };
      },
      redrawn,
    ),
    ...mailingRoutes(deps),
  ],
  {
    settings,
    wired,
    staff: wiredStaff(settings, wired, fetch),
  },
);
