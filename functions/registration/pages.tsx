import type { HeldView } from '../../shared/api/held.ts';
import {
  choiceRequest,
  codeRequest,
  confirmRequest,
  registrationRequest,
  signInRequest,
} from '../../shared/api/registration.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { CodeForm } from '../../shared/http/pages/code-form.tsx';
import { type AskedConsent, ConsentDocument } from '../../shared/http/pages/consent-document.tsx';
import { EMPTY_FORM, type FormState, type Page, type PageContext } from '../../shared/http/pages/context.ts';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Field } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { Icon } from '../../shared/http/pages/icons.tsx';
import { OwnDetails } from '../../shared/http/pages/own-details.tsx';
import { heldWords } from '../../shared/http/pages/texts/held.ts';
import { REGISTRATION_WORDS } from '../../shared/http/pages/texts/registration.ts';

/** A text as it is shown with a form: its version, and the proof that it was shown (C2). */
export interface ShownDocument {
  readonly version: string;
  readonly proof: string;
}

/** `GET /register`, and the same page with what was typed when the form was refused (R1, G6). */
export function registerPage(policy: ShownDocument, state: FormState, context: PageContext): Page {
  const { language } = context;
  const words = REGISTRATION_WORDS[language];
  const form = { schema: registrationRequest, state, language };
  const hidden = { language, 'policy.version': policy.version, 'policy.proof': policy.proof };
  return {
    title: titled(words.title, state, language),
    address: ADDRESSES.register,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <Form context={context} action={ADDRESSES.registrations} hidden={hidden} open>
          <Field form={form} name="email" label={words.email} hint={words.emailHint} fill="email" />
          <OwnDetails form={form} policy={policy.version} language={language} />
          <div class="send">
            <button type="submit">{words.submit}</button>
            <p class="soft">
              {words.haveAccount} <a href={ADDRESSES.signIn()}>{words.signIn}</a>
            </p>
          </div>
        </Form>
      </div>
    ),
  };
}

interface ConsentView extends AskedConsent {
  readonly challenge: string;
  /** Which of the documents that follow the form it is, from 1. */
  readonly n: number;
  readonly of: number;
  readonly state?: FormState;
}

/** One of the consents that follow the form, each on a page of its own (C1). */
export function consentPage(view: ConsentView, context: PageContext): Page {
  const { language } = context;
  const { challenge, n, of, state = EMPTY_FORM } = view;
  const place = REGISTRATION_WORDS[language].consentOf(String(n), String(of));
  return {
    title: titled(place, state, language),
    address: ADDRESSES.registrationConsent(challenge, view.purpose),
    body: (
      <ConsentDocument
        context={context}
        consent={view}
        action={ADDRESSES.registrationConsents(challenge)}
        state={state}
        place={place}
        schema={choiceRequest}
        open
      />
    ),
  };
}

interface CheckMailView {
  readonly challenge: string;
  /** How the letter is held, if it is. */
  readonly held: HeldView | undefined;
  /** This is the browser that registered; in any other the code proves the address only (R1). */
  readonly here: boolean;
  readonly state?: FormState;
}

/** `GET /registrations/{challenge}`: the letter is on its way, or held – whatever is known of the address (G7). */
export function checkMailPage(
  { challenge, held, here, state = EMPTY_FORM }: CheckMailView,
  context: PageContext,
): Page {
  const { language } = context;
  const words = REGISTRATION_WORDS[language];
  return {
    title: titled(held === undefined ? words.checkTitle : words.heldTitle, state, language),
    address: ADDRESSES.registration(challenge),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>
          <Icon name="letter" /> {held === undefined ? words.checkTitle : words.heldTitle}
        </h1>
        {held === undefined ? (
          <p class="lead">{here ? words.checkLead : words.elsewhereLead}</p>
        ) : (
          <p class="lead" role="status">
            {heldWords(held, language)} {held.until === undefined ? words.heldPress : words.heldOrPress}
          </p>
        )}
        {held !== undefined && !here && <p>{words.elsewhereLead}</p>}
        <CodeForm
          context={context}
          action={ADDRESSES.registrationsConfirm}
          form={{ schema: confirmRequest, state, language }}
          hidden={{ challenge }}
          send={words.confirm}
          open
          needed
        />
        <Form context={context} action={ADDRESSES.registrationAgain(challenge)} open>
          <button type="submit" class="plain">
            {held === undefined ? words.again : words.sendNow}
          </button>
        </Form>
        {held === undefined && <p class="soft">{words.checkNote}</p>}
      </div>
    ),
  };
}

/** `GET /confirm?token=…`: only the button confirms (G2). */
export function linkPage(token: string, context: PageContext): Page {
  const words = REGISTRATION_WORDS[context.language];
  return {
    title: words.linkTitle,
    address: ADDRESSES.confirm(token),
    body: (
      <div class="read">
        <h1>{words.linkTitle}</h1>
        <p class="lead">{words.linkLead}</p>
        <Form context={context} action={ADDRESSES.registrationsConfirm} hidden={{ token }} open>
          <button type="submit">{words.confirm}</button>
        </Form>
        <p class="soft">{words.linkNote}</p>
      </div>
    ),
  };
}

/** `GET /registered`: the account is made, or – by the letter's link – the address is proven and nothing else (R1). */
export function confirmedPage(status: 'confirmed' | 'proved', { language }: PageContext): Page {
  const words = REGISTRATION_WORDS[language];
  const [lead, button] =
    status === 'proved' ? [words.provedLead, words.goOn] : [words.doneLead, words.signIn];
  return {
    title: words.doneTitle,
    address: status === 'proved' ? ADDRESSES.registeredByLink : ADDRESSES.registered,
    body: (
      <section class="done read" role="status">
        <h1>
          <Icon name="check" /> {words.doneTitle}
        </h1>
        <p>{lead}</p>
        <p>
          <a class="button" href={ADDRESSES.signIn()}>
            {button}
          </a>
        </p>
      </section>
    ),
  };
}

/** `GET /sign-in`: asks for the address. `to`: a path of our own to go on to. */
export function signInPage(to: string | undefined, state: FormState, context: PageContext): Page {
  const { language } = context;
  const words = REGISTRATION_WORDS[language];
  const form = { schema: signInRequest, state, language };
  return {
    title: titled(words.signInTitle, state, language),
    address: ADDRESSES.signIn(to),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.signInTitle}</h1>
        <p class="lead">{words.signInLead}</p>
        <Form context={context} action={ADDRESSES.sessions} hidden={to === undefined ? {} : { to }} open>
          <Field form={form} name="email" label={words.email} hint={words.signInEmailHint} fill="email" />
          <button type="submit">{words.sendCode}</button>
        </Form>
        <p class="soft">
          {words.noAccount} <a href={ADDRESSES.register}>{words.register}</a>
        </p>
      </div>
    ),
  };
}

interface CodeView {
  readonly challenge: string;
  readonly to?: string | undefined;
  readonly state?: FormState;
}

/** `GET /sign-in/{challenge}`: takes the code; the same for known and unknown addresses (G7). */
export function codePage({ challenge, to, state = EMPTY_FORM }: CodeView, context: PageContext): Page {
  const { language } = context;
  const words = REGISTRATION_WORDS[language];
  return {
    title: titled(words.codeTitle, state, language),
    address: ADDRESSES.signInCode(challenge, to),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.codeTitle}</h1>
        <p class="lead">{words.codeLead}</p>
        <CodeForm
          context={context}
          action={ADDRESSES.sessionsCode}
          form={{ schema: codeRequest, state, language }}
          hidden={{ challenge, ...(to === undefined ? {} : { to }) }}
          send={words.enter}
          open
        />
        <p>
          <a href={ADDRESSES.signIn(to)}>{words.otherAddress}</a>
        </p>
      </div>
    ),
  };
}
