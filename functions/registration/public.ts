import { presentHeld } from '../../shared/api/held.ts';
import * as api from '../../shared/api/registration.ts';
import { type RouteSpec, routeKey } from '../../shared/api/spec.ts';
import { refuse } from '../../shared/domain/result.ts';
import { hostCookie, PERSON_COOKIE } from '../../shared/http/cookies.ts';
import { door } from '../../shared/http/door.ts';
import { FORM_FIELDS } from '../../shared/http/form-fields.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState, type Page, type Seal } from '../../shared/http/pages/context.ts';
import { personGate } from '../../shared/http/person-door.ts';
import { ownPath } from '../../shared/http/query.ts';
import { bind, type HttpRequest } from '../../shared/http/types.ts';
import { PERSON_SESSION } from '../../shared/identity/person-sessions.ts';
import { serveText, serveVersion } from '../../shared/identity/serve-text.ts';
import { challengeBond, drawingBond } from '../../shared/identity/text-proof.ts';
import { FORMS } from '../../shared/policy/form-fields.ts';
import type { ConsentPurpose } from '../../shared/policy/purposes.ts';
import type { PersonFile } from '../../shared/records/person-file.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { asksFor, keepConsent } from './choose.ts';
import { confirmPerson, lookAtLink, sendConfirmation } from './confirm.ts';
import { registrationOf } from './find.ts';
import { registerPerson } from './register.ts';
import { isRegistrant, registrantMark } from './registrant.ts';
import { sessionRoutes } from './session-routes.ts';
import { askForCode, bringCode } from './sign-in.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

/** Only people load pages (infra/README.md). */
const pages = () => import('./pages.tsx');

/**
 * Cookie of the browser in which the form of a registration was posted; it ends with the browser, and of several
 * registrations names the last one. The address of the page that waits for the code can be sent to anybody, the cookie
 * cannot: who types the code without it has registered nothing there (R1, C7).
 */
const REGISTRANT = '__Host-registration';

/** Form whose texts this door shows. */
const FORM = 'registration';
const CONSENTS: readonly ConsentPurpose[] = FORMS[FORM].consents;

/** A request as its idempotency key knows it, where it has one (G3). */
const onceOf = (
  spec: RouteSpec,
  { idempotencyKey: key, body, params }: Pick<HttpRequest, 'idempotencyKey' | 'body' | 'params'>,
) => (key === undefined ? {} : { once: { route: routeKey(spec), key, body: { body, params } } });

type Asking = Pick<HttpRequest, 'at' | 'language' | 'page'>;

/**
 * The form with the policy in force. Nobody is known yet: the proof names this very drawing of the form, by the key that it
 * posts.
 */
async function formDrawn({ at, language, page }: Asking, state: FormState): Promise<Page> {
  const hidden = page.seal(ADDRESSES.registrations);
  const bond = drawingBond(hidden[FORM_FIELDS.key]);
  const policy = await serveVersion('policy', { form: FORM, language, bond }, at, await deps());
  const seal: Seal = (action) => (action === ADDRESSES.registrations ? hidden : page.seal(action));
  return (await pages()).registerPage(policy, state, { ...page, seal });
}

async function consentDrawn(challenge: string, purpose: ConsentPurpose, asking: Asking, state = EMPTY_FORM) {
  const { at, language, page } = asking;
  const serving = { form: FORM, language, bond: challengeBond(challenge) } as const;
  const served = await serveText(purpose, serving, at, await deps());
  const n = CONSENTS.indexOf(purpose) + 1;
  const of = CONSENTS.length;
  return (await pages()).consentPage({ challenge, purpose, ...served, n, of, state }, page);
}

/** The page that waits for the code; in another browser than the one that registered it says what the code does there. */
async function checkMailDrawn(
  challenge: string,
  file: PersonFile | undefined,
  { cookies, page }: Pick<HttpRequest, 'cookies' | 'page'>,
  state = EMPTY_FORM,
): Promise<Page> {
  const held = presentHeld(file?.body.letter);
  const here = isRegistrant((await deps()).secrets, challenge, cookies.get(REGISTRANT));
  return (await pages()).checkMailPage({ challenge, held, here, state }, page);
}

/** After a consent comes the next document, after the last one the page that waits for the code. */
function after(challenge: string, purpose?: ConsentPurpose): string {
  const next = CONSENTS[purpose === undefined ? 0 : CONSENTS.indexOf(purpose) + 1];
  return next === undefined
    ? ADDRESSES.registration(challenge)
    : ADDRESSES.registrationConsent(challenge, next);
}

/** Door of people who register, sign in and out (R1–R4). */
export const handler = door(
  [
    bind(api.registerPage, async (request) => ({
      status: 200,
      page: await formDrawn(request, EMPTY_FORM),
    })),
    bind(
      api.postRegistration,
      async (request) => {
        const { at, body, network, form, bot } = request;
        const incoming = {
          request: body,
          network,
          marked: bot.length > 0,
          ...onceOf(api.postRegistration, request),
        };
        const ready = await deps();
        const done = await registerPerson(incoming, at, ready);
        if (!done.ok) return done;
        const { challenge } = done.value;
        if (!form) return { status: 202, json: done.value };
        const cookies = [hostCookie(REGISTRANT, registrantMark(ready.secrets, challenge))];
        return { status: 303, location: after(challenge), cookies };
      },
      (state, request) => formDrawn(request, state),
    ),
    bind(api.registrationPage, async (request) => {
      const { challenge } = request.params;
      const found = await registrationOf(challenge, request.at, await deps());
      if (!found.ok) return found;
      return { status: 200, page: await checkMailDrawn(challenge, found.value, request) };
    }),
    bind(api.consentPage, async (request) => {
      const { challenge, purpose } = request.params;
      const found = await registrationOf(challenge, request.at, await deps());
      if (!found.ok) return found;
      if (!asksFor(purpose)) return refuse('not-found');
      return { status: 200, page: await consentDrawn(challenge, purpose, request) };
    }),
    bind(
      api.postChoice,
      async (request) => {
        const { at, params, body, form } = request;
        const { challenge } = params;
        if (form && body.act === 'give' && body.agreed !== true)
          return refuse('box-unticked', { field: 'agreed' });
        const { once } = onceOf(api.postChoice, request);
        const done = await keepConsent(challenge, body, at, await deps(), once);
        if (!done.ok) return done;
        return form ? { status: 303, location: after(challenge, body.purpose) } : { status: 204 };
      },
      async (state, request) => {
        const purpose = CONSENTS.find((one) => one === state.values['purpose']);
        return purpose && consentDrawn(request.params.challenge, purpose, request, state);
      },
    ),
    bind(api.sendAgain, async (request) => {
      const { at, params, form } = request;
      const asked = { ...params, ...onceOf(api.sendAgain, request) };
      const done = await sendConfirmation(asked, at, await deps());
      if (!done.ok) return done;
      return form
        ? { status: 303, location: ADDRESSES.registration(done.value.challenge) }
        : { status: 202, json: done.value };
    }),
    bind(api.confirmPage, async ({ at, query: { token }, page }) => {
      const found = await lookAtLink(token, at, await deps());
      return found.ok ? { status: 200, page: (await pages()).linkPage(token, page) } : found;
    }),
    bind(
      api.postConfirm,
      async (request) => {
        const { at, body, form, cookies } = request;
        const ready = await deps();
        // A program's challenge is a secret of its own; the address of a page may have come from anybody.
        const elsewhere = form && !isRegistrant(ready.secrets, body.challenge ?? '', cookies.get(REGISTRANT));
        const asked = { ...body, elsewhere, ...onceOf(api.postConfirm, request) };
        const done = await confirmPerson(asked, at, ready);
        if (!done.ok) return done;
        const { status } = done.value;
        if (!form) return { status: 200, json: { status } };
        return status === 'proved'
          ? { status: 303, location: ADDRESSES.registeredByLink }
          : { status: 303, location: ADDRESSES.registered, cookies: [hostCookie(REGISTRANT, '', 0)] };
      },
      async (state, request) => {
        const { challenge } = state.values;
        // A link has a button and nothing to type: what is wrong with it stands on a page of its own.
        if (challenge === undefined) return 'no-form';
        const found = await registrationOf(challenge, request.at, await deps());
        return checkMailDrawn(challenge, found.ok ? found.value : undefined, request, state);
      },
    ),
    bind(api.confirmedPage, async ({ query, page }) => ({
      status: 200,
      page: (await pages()).confirmedPage(query.status, page),
    })),
    bind(api.signInPage, async ({ query, page }) => ({
      status: 200,
      page: (await pages()).signInPage(ownPath(query.to), EMPTY_FORM, page),
    })),
    bind(
      api.postSession,
      async (request) => {
        const { at, body, language, network, form } = request;
        const asked = { email: body.email, language, network, ...onceOf(api.postSession, request) };
        const done = await askForCode(asked, at, await deps());
        if (!done.ok) return done;
        const { challenge } = done.value;
        return form
          ? { status: 303, location: ADDRESSES.signInCode(challenge, ownPath(body.to)) }
          : { status: 202, json: { challenge } };
      },
      async (state, { page }) => (await pages()).signInPage(ownPath(state.values['to']), state, page),
    ),
    bind(api.codePage, async ({ params: { challenge }, query, page }) => ({
      status: 200,
      page: (await pages()).codePage({ challenge, to: ownPath(query.to) }, page),
    })),
    bind(
      api.postCode,
      async (request) => {
        const { at, body, agent, network, form } = request;
        const { challenge, code, to } = body;
        const brought = { challenge, code, agent, network, ...onceOf(api.postCode, request) };
        const done = await bringCode(brought, at, await deps());
        if (!done.ok) return done;
        const { token } = done.value;
        if (!form) return { status: 200, json: { token } };
        const cookies = [hostCookie(PERSON_COOKIE, token, PERSON_SESSION / 1000)];
        return { status: 303, location: ownPath(to) ?? ADDRESSES.me, cookies };
      },
      async (state, { page }) => {
        const { challenge, to } = state.values;
        return challenge === undefined
          ? undefined
          : (await pages()).codePage({ challenge, to: ownPath(to), state }, page);
      },
    ),
    ...sessionRoutes(deps),
  ],
  { settings, wired, people: personGate(wired.records) },
);
