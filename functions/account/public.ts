import * as api from '../../shared/api/account.ts';
import type { Refusal } from '../../shared/domain/refusals.ts';
import { hostCookie } from '../../shared/http/cookies.ts';
import { door } from '../../shared/http/door.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../shared/http/pages/context.ts';
import { personGate } from '../../shared/http/person-door.ts';
import { PERSON_COOKIE } from '../../shared/http/person-sessions.ts';
import { makeTextProof } from '../../shared/http/text-proof.ts';
import { bind, type PersonRequest } from '../../shared/http/types.ts';
import { versionId } from '../../shared/policy/documents.ts';
import { type ConsentPurpose, isConsentPurpose } from '../../shared/policy/purposes.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { showCurrent, standingOf } from '../../shared/records/shown-texts.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { acknowledgePolicy } from './acknowledge.ts';
import { actOnOwn } from './act-on-own.ts';
import { updateProfile } from './change-profile.ts';
import { ownConsents } from './consent-states.ts';
import { everythingHeld } from './held.ts';
import { lifecycleRoutes } from './lifecycle-routes.ts';
import { consentsPage, ownConsentPage, withdrawalPage } from './pages/consents-page.tsx';
import { mePage, type Told } from './pages/me-page.tsx';
import { policyChangedPage } from './pages/policy-changed-page.tsx';
import { sessionsPage } from './pages/sessions-page.tsx';
import { ownReceipt } from './receipt.ts';
import { endOwn, ownSessions } from './sessions.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

/** Form whose texts this door shows. */
const FORM = 'account';

type Asking = Pick<PersonRequest, 'at' | 'language' | 'page' | 'person'>;

/** The profile page; or what stands before it while a version of the policy waits to be acknowledged (P3). */
async function profilePage(
  asking: Asking,
  state: FormState = EMPTY_FORM,
  told?: Told,
): Promise<Page | undefined> {
  const { person, at, language, page } = asking;
  const held = await everythingHeld(person, language, at, await deps());
  if (held.ok) return mePage({ account: held.value, state, told }, page);
  return held.refusal.code === 'policy-changed' ? askedPage(held.refusal, asking, state) : undefined;
}

async function askedPage(refusal: Refusal, asking: Asking, state: FormState): Promise<Page> {
  const { at, language, page } = asking;
  const ready = await deps();
  const { current } = await standingOf('policy', at, ready);
  const version = versionId(current);
  const hash = current.hashes[language];
  const proof = makeTextProof(ready.secrets, { form: FORM, language, version, hash, at });
  const acknowledged = String(refusal.data?.['acknowledged'] ?? '');
  return policyChangedPage(
    { version, startsAt: current.startsAt, proof, acknowledged, typed: state.values },
    page,
  );
}

/** The document of one consent, with the proof that exactly this text was shown (C1, C2). */
async function consentDrawn(
  purpose: ConsentPurpose,
  { at, language, page }: Asking,
  state: FormState = EMPTY_FORM,
): Promise<Page> {
  const ready = await deps();
  const { version: shown, texts } = await showCurrent(purpose, at, ready);
  const version = versionId(shown);
  const hash = shown.hashes[language];
  const proof = makeTextProof(ready.secrets, { form: FORM, language, version, hash, at });
  return ownConsentPage({ purpose, version, proof, text: texts[language] }, state, page);
}

async function withdrawalDrawn(purpose: ConsentPurpose, { at, language, page, person }: Asking) {
  const { consents } = await ownConsents(person.id, language, at, await deps());
  const held = consents.some(
    (consent) => consent.purpose === purpose && ['given', 'blocked'].includes(consent.because),
  );
  return withdrawalPage(purpose, held, page);
}

/** Signing out takes the cookie away. */
const GONE = [hostCookie(PERSON_COOKIE, '', 0)];

/** Door of people who are signed in: their data, consents and sessions (R4, R5, C2, C3, C6, P3). */
export const handler = door(
  [
    bind(api.getMe, async (request) => {
      const { person, at, language, wantsPage, query } = request;
      if (wantsPage) {
        const page = await profilePage(request, EMPTY_FORM, query.told);
        return page === undefined ? { refusal: { code: 'no-account' } } : { status: 200, page };
      }
      const held = await everythingHeld(person, language, at, await deps());
      return held.ok ? { status: 200, json: held.value } : { refusal: held.refusal };
    }),
    bind(api.patchMe, async ({ person, at, body }) => {
      const done = await updateProfile(person.id, body, at, await deps());
      return done.ok ? { status: 200, json: done.value } : { refusal: done.refusal };
    }),
    bind(
      api.postMe,
      async ({ person, at, body, form }) => {
        const { phone = '', organisation = '' } = body;
        const done = await updateProfile(person.id, { ...body, phone, organisation }, at, await deps());
        if (!done.ok) return { refusal: done.refusal };
        const told = done.value.changed.length > 0 ? 'saved' : 'unchanged';
        return form
          ? { status: 303, location: `${ADDRESSES.me}?told=${told}` }
          : { status: 200, json: done.value };
      },
      (state, request) => profilePage(request, state),
    ),
    bind(
      api.postPolicy,
      async ({ person, at, body, form }) => {
        const done = await acknowledgePolicy(person.id, body, at, await deps());
        if (!done.ok) return { refusal: done.refusal };
        return form ? { status: 303, location: `${ADDRESSES.me}?told=acknowledged` } : { status: 204 };
      },
      // A text that was replaced meanwhile: the page shows the one in force now.
      (_state, request) => profilePage(request),
    ),
    bind(api.getConsents, async ({ person, at, language, query, page }) => {
      const own = await ownConsents(person.id, language, at, await deps());
      return { status: 200, json: own, page: consentsPage({ ...own, done: query.done }, page) };
    }),
    bind(api.consentPage, async (request) => ({
      status: 200,
      page: await consentDrawn(request.params.purpose, request),
    })),
    bind(api.withdrawalPage, async (request) => ({
      status: 200,
      page: await withdrawalDrawn(request.params.purpose, request),
    })),
    bind(
      api.postConsent,
      async ({ person, at, language, body, form, idempotencyKey }) => {
        if (form && body.act === 'give' && body.agreed !== true)
          return { refusal: { code: 'box-unticked', field: 'agreed' } };
        const act = { person: person.id, request: body, language, idempotencyKey };
        const done = await actOnOwn(act, at, await deps());
        if (!done.ok) return { refusal: done.refusal };
        const { event } = done.value;
        return form
          ? { status: 303, location: `${ADDRESSES.meConsents}?done=${body.act}` }
          : { status: 200, json: { event, receipt: ADDRESSES.meReceipt(event) } };
      },
      (state, request) => {
        const purpose = state.values['purpose'] ?? '';
        if (!isConsentPurpose(purpose)) return undefined;
        return state.values['act'] === 'withdraw'
          ? withdrawalDrawn(purpose, request)
          : consentDrawn(purpose, request, state);
      },
    ),
    bind(api.getReceipt, async ({ person, language, params }) => {
      const made = await ownReceipt(person.id, params.event, language, await deps());
      if (!made.ok) return { refusal: made.refusal };
      const { name, jws } = made.value;
      return { status: 200, download: { name, type: 'application/jose', bytes: Buffer.from(jws) } };
    }),
    bind(api.getSessions, async ({ person, at, page }) => {
      const sessions = await ownSessions(person, at, await deps());
      return { status: 200, json: { sessions }, page: sessionsPage(sessions, page) };
    }),
    bind(api.endOthers, async ({ person, at, form }) => {
      const done = await endOwn(person, 'others', at, await deps());
      if (!done.ok) return { refusal: done.refusal };
      return form ? { status: 303, location: ADDRESSES.meSessions } : { status: 204 };
    }),
    bind(api.postEnd, async ({ person, at, params, form }) => {
      const done = await endOwn(person, { sid: params.id }, at, await deps());
      // Pressed twice: the list shows that it has ended.
      if (!done.ok && !(form && done.refusal.code === 'no-session')) return { refusal: done.refusal };
      const self = done.ok && done.value.self;
      const cookies = self ? GONE : [];
      if (!form) return { status: 204, cookies };
      return { status: 303, location: self ? ADDRESSES.home : ADDRESSES.meSessions, cookies };
    }),
    ...lifecycleRoutes(deps),
    bind(api.deleteSession, async ({ person, at, params }) => {
      const done = await endOwn(person, { sid: params.id }, at, await deps());
      if (!done.ok) return { refusal: done.refusal };
      return { status: 204, cookies: done.value.self ? GONE : [] };
    }),
  ],
  { settings, wired, people: personGate(wired.records) },
);
