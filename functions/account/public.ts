import * as api from '../../shared/api/account.ts';
import * as consentApi from '../../shared/api/own-consents.ts';
import * as sessionApi from '../../shared/api/own-sessions.ts';
import { type RouteSpec, routeKey } from '../../shared/api/spec.ts';
import { refuse } from '../../shared/domain/result.ts';
import { door } from '../../shared/http/door.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { personGate } from '../../shared/http/person-door.ts';
import { bind } from '../../shared/http/types.ts';
import { endOwn } from '../../shared/identity/end-sessions.ts';
import type { Person } from '../../shared/identity/who.ts';
import { FORMS } from '../../shared/policy/form-fields.ts';
import { type ConsentPurpose, isConsentPurpose } from '../../shared/policy/purposes.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { acknowledgePolicy } from './acknowledge.ts';
import type { Changed } from './change-profile.ts';
import { ownConsents } from './consent-states.ts';
import { lifecycleRoutes } from './lifecycle-routes.ts';
import { consentDrawn, finishDrawn, profilePage, withdrawalDrawn } from './pages/drawing.ts';
import type { Told } from './pages/me-page.tsx';
import { servingTo } from './serving.ts';
import { ownSessions } from './sessions.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

const consentPages = () => import('./pages/consents-page.tsx');
/** Deciding on a consent brings the calendar of its legal clock. */
const acts = () => import('./act-on-own.ts');
const sessionPages = () => import('./pages/sessions-page.tsx');

/** What the page says of a change. */
const toldOf = ({ changed, unpublished }: Changed): Told =>
  unpublished !== undefined ? 'taken-back' : changed.length > 0 ? 'saved' : 'unchanged';

/** An account is made of a proven address once. */
const finishing = () => import('./finish.ts');

/** After a registration its consents, one after the other, then the account itself. */
function nextAfter(purpose?: ConsentPurpose): string {
  const follow: readonly ConsentPurpose[] = FORMS.registration.consents;
  const next = follow[purpose === undefined ? 0 : follow.indexOf(purpose) + 1];
  return next === undefined ? ADDRESSES.me : ADDRESSES.meConsentNext(next);
}

/** A request as its key knows it (G3). */
const keyed = (spec: RouteSpec, { id: who }: Person, key: string, body: unknown) => ({
  ...{ route: routeKey(spec), who, key, body },
});

/** Door of people who are signed in: their data, consents and sessions (R4, R5, C2, C3, C6, P3). */
export const handler = door(
  [
    bind(api.getMe, async (request) => {
      const { person, at, language, wantsPage, query } = request;
      if (wantsPage) {
        const page = await profilePage(request, await deps(), { told: query.told });
        return page === undefined ? refuse('no-account') : { status: 200, page };
      }
      const { everythingHeld } = await import('./held.ts');
      const held = await everythingHeld(person, language, at, await deps());
      return held.ok ? { status: 200, json: held.value } : held;
    }),
    bind(api.patchMe, async ({ person, at, body }) => {
      const { patchProfile } = await import('./patch-profile.ts');
      const done = await patchProfile(person.id, body, at, await deps());
      return done.ok ? { status: 200, json: done.value } : done;
    }),
    bind(
      api.postMe,
      async ({ person, at, body, form }) => {
        const { phone = '', organisation = '' } = body;
        const { updateProfile } = await import('./change-profile.ts');
        const done = await updateProfile(person.id, { ...body, phone, organisation }, at, await deps());
        if (!done.ok) return done;
        return form
          ? { status: 303, location: `${ADDRESSES.me}?told=${toldOf(done.value)}` }
          : { status: 200, json: done.value };
      },
      async (state, request) => profilePage(request, await deps(), { state }),
    ),
    bind(
      api.postPolicy,
      async ({ person, at, body, form }) => {
        const done = await acknowledgePolicy(person, body, at, await deps());
        if (!done.ok) return done;
        return form ? { status: 303, location: `${ADDRESSES.me}?told=acknowledged` } : { status: 204 };
      },
      // A text that was replaced meanwhile: the page shows the one in force now.
      async (_state, request) => profilePage(request, await deps()),
    ),
    bind(api.getRegistration, async (request) => {
      const { person, at, language, wantsPage } = request;
      const view = await (await finishing()).unfinishedRegistration(person, language, at, await deps());
      if (!view.ok) return view;
      if (!wantsPage) return { status: 200, json: view.value };
      const page = await finishDrawn(request, await deps());
      return page === undefined ? refuse('no-account') : { status: 200, page };
    }),
    bind(
      api.postRegistration,
      async ({ person, at, body, form, idempotencyKey: key }) => {
        const { finishRegistration } = await finishing();
        const once = key === undefined ? undefined : keyed(api.postRegistration, person, key, body);
        const done = await finishRegistration({ person, request: body, once }, at, await deps());
        if (!done.ok) return done;
        return form ? { status: 303, location: nextAfter() } : { status: 204 };
      },
      async (state, request) => finishDrawn(request, await deps(), state),
    ),
    bind(api.getTexts, async (request) => {
      const { serveForm } = await import('../../shared/identity/serve-text.ts');
      return { status: 200, json: await serveForm(servingTo(request), request.at, await deps()) };
    }),
    bind(consentApi.getConsents, async ({ person, at, language, query, page, wantsPage }) => {
      const own = await ownConsents(person.id, language, at, await deps());
      if (!wantsPage) return { status: 200, json: own };
      const { consentsPage } = await consentPages();
      return { status: 200, page: consentsPage({ ...own, done: query.done }, page) };
    }),
    bind(consentApi.consentPage, async (request) => ({
      status: 200,
      page: await consentDrawn(request.params.purpose, request, await deps(), request.query),
    })),
    bind(consentApi.withdrawalPage, async (request) => ({
      status: 200,
      page: await withdrawalDrawn(request.params.purpose, request, await deps()),
    })),
    bind(
      consentApi.postConsent,
      async ({ person, at, language, body, form, idempotencyKey }) => {
        if (form && body.act === 'give' && body.agreed !== true)
          return refuse('box-unticked', { field: 'agreed' });
        const act = { person, request: body, language, idempotencyKey };
        const { actOnOwn } = await acts();
        const done = await actOnOwn(act, at, await deps());
        if (!done.ok) return done;
        const { event } = done.value;
        if (form && body.after !== undefined) return { status: 303, location: nextAfter(body.purpose) };
        return form
          ? { status: 303, location: `${ADDRESSES.meConsents}?done=${body.act}` }
          : { status: 200, json: { event, receipt: ADDRESSES.meReceipt(event) } };
      },
      async (state, request) => {
        const purpose = state.values['purpose'] ?? '';
        if (!isConsentPurpose(purpose)) return undefined;
        return state.values['act'] === 'withdraw'
          ? withdrawalDrawn(purpose, request, await deps())
          : consentDrawn(purpose, request, await deps(), {
              state,
              after: state.values['after'] === 'registration' ? 'registration' : undefined,
            });
      },
    ),
    bind(consentApi.getReceipt, async ({ person, at, language, params }) => {
      const { ownReceipt } = await import('./receipt.ts');
      const made = await ownReceipt(person.id, params.event, language, at, await deps());
      if (!made.ok) return made;
      const { name, jws } = made.value;
      return { status: 200, download: { name, type: 'application/jose', bytes: Buffer.from(jws) } };
    }),
    bind(sessionApi.getSessions, async ({ person, at, page, wantsPage }) => {
      const own = await ownSessions(person, at, await deps());
      if (!wantsPage)
        return { status: 200, json: { sessions: [...own.sessions], earlier: [...own.earlier] } };
      return { status: 200, page: (await sessionPages()).sessionsPage(own, page) };
    }),
    bind(sessionApi.endOthers, async ({ person, at, form }) => {
      const done = await endOwn(person, 'others', at, await deps());
      if (!done.ok) return done;
      return form ? { status: 303, location: ADDRESSES.meSessions } : { status: 204 };
    }),
    ...lifecycleRoutes(deps),
  ],
  { settings, wired, people: personGate(wired.records) },
);
