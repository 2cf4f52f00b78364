import { closeRequest } from '../../../shared/api/account-lifecycle.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { CodeForm } from '../../../shared/http/pages/code-form.tsx';
import type { FormState, Page, PageContext } from '../../../shared/http/pages/context.ts';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { LIFECYCLE_WORDS } from '../../../shared/http/pages/texts/account-lifecycle.ts';
import { formatInstant } from '../../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../../shared/law/regimes.ts';
import { durationWords } from '../../../shared/policy/durations.ts';
import { keptWords } from '../../../shared/policy/kept-words.ts';
import { erasurePlan } from '../../../shared/records/erasure-plan.ts';
import type { ClosingView } from '../ask-closing.ts';

interface CloseView {
  readonly closing: ClosingView;
  /** Terms of the deployment. */
  readonly retention: { readonly claimFileYears: number; readonly technicalDays: number };
  /** Days for which its backups are kept. */
  readonly backupDays: number;
  /** The challenges of the codes that are on their way. */
  readonly challenge?: string | undefined;
  readonly old?: string | undefined;
  readonly state: FormState;
}

const when = (iso: string, language: 'ru' | 'en') => formatInstant(Date.parse(iso), REGIME_ZONE, language);

/** `GET /me/close`: first what goes, what stays, why and until when; then a fresh code; then 72 hours (R7). */
export function closePage(view: CloseView, context: PageContext): Page {
  const { closing, isPublic } = view.closing;
  return closing === undefined ? askPage(view, context) : underWayPage(closing, isPublic, context);
}

/** What becomes of the public page until the closing and after it (R6, R7). */
function PublicPage({ language }: { readonly language: 'ru' | 'en' }) {
  const words = LIFECYCLE_WORDS[language];
  return (
    <p>
      {words.publicFate} <a href={ADDRESSES.publication}>{words.publicWay}</a>
    </p>
  );
}

function askPage(view: CloseView, context: PageContext): Page {
  const { retention, backupDays, challenge, old, state } = view;
  const { language } = context;
  const words = LIFECYCLE_WORDS[language];
  const { goes, stays } = erasurePlan();
  const days = durationWords(`P${backupDays}D`, language);
  return {
    title: titled(words.closeTitle, state, language),
    address: challenge === undefined ? ADDRESSES.meClose : ADDRESSES.meCloseAt(challenge, old),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.closeTitle}</h1>
        <p class="lead">{words.closeLead}</p>
        <section aria-labelledby="goes">
          <h2 id="goes">{words.goes}</h2>
          <ul>
            {goes.map(({ rule, what }) => (
              <li key={rule}>{what[language]}</li>
            ))}
          </ul>
          {view.closing.isPublic && <PublicPage language={language} />}
        </section>
        <section aria-labelledby="stays">
          <h2 id="stays">{words.stays}</h2>
          <ul>
            {stays.map(({ rule, what, why }) => (
              <li key={rule}>
                {words.stay(what[language], keptWords(rule, language, retention), why[language])}
              </li>
            ))}
          </ul>
          <p>{words.backups(days)}</p>
        </section>
        {challenge === undefined ? (
          <AskCode view={view} context={context} />
        ) : (
          <TakeCode view={view} context={context} />
        )}
        <p class="ways-on">
          {challenge !== undefined && <a href={ADDRESSES.meClose}>{words.closeAgain}</a>}
          <a href={ADDRESSES.me}>{words.toAccount}</a>
        </p>
      </div>
    ),
  };
}

type Part = { readonly view: CloseView; readonly context: PageContext };

function AskCode({ view, context }: Part) {
  const words = LIFECYCLE_WORDS[context.language];
  const { holdUntil } = view.closing;
  return (
    <Form context={context} action={ADDRESSES.meCloseCode}>
      <p>{holdUntil === undefined ? words.askCodeNote : words.heldNote(when(holdUntil, context.language))}</p>
      {holdUntil !== undefined && <LostMailbox context={context} />}
      <button type="submit">{words.askCode}</button>
    </Form>
  );
}

/** Whom to turn to when the old mailbox cannot be read any more (R5). */
function LostMailbox({ context }: Pick<Part, 'context'>) {
  const { language, site } = context;
  const { email, postalAddress } = site.operator;
  return <p class="soft">{LIFECYCLE_WORDS[language].lostOld(email, postalAddress[language])}</p>;
}

function TakeCode({ view, context }: Part) {
  const { challenge = '', state, closing } = view;
  // A hold that is over, or was released meanwhile, asks for no second code.
  const old = closing.holdUntil === undefined ? undefined : view.old;
  const { language } = context;
  const words = LIFECYCLE_WORDS[language];
  const form = { schema: closeRequest, state, language };
  const hidden = { challenge, ...(old === undefined ? {} : { oldChallenge: old }) };
  return (
    <CodeForm
      context={context}
      action={ADDRESSES.meClose}
      form={form}
      label={old === undefined ? undefined : words.newCode}
      hidden={hidden}
      send={words.close}
    >
      {old !== undefined && (
        <Field form={form} name="oldCode" label={words.oldCode} fill="off" short needed />
      )}
      {old !== undefined && <LostMailbox context={context} />}
    </CodeForm>
  );
}

function underWayPage(
  { due, token }: NonNullable<ClosingView['closing']>,
  isPublic: boolean,
  context: PageContext,
): Page {
  const words = LIFECYCLE_WORDS[context.language];
  return {
    title: words.closingTitle,
    address: ADDRESSES.meClose,
    body: (
      <div class="read">
        <h1>{words.closingTitle}</h1>
        <p class="lead">{words.closingLead(when(due, context.language))}</p>
        {isPublic && <PublicPage language={context.language} />}
        <Form context={context} action={ADDRESSES.meCloseCancel()} hidden={{ token }} open>
          <button type="submit">{words.keep}</button>
        </Form>
        <p class="ways-on">
          <a href={ADDRESSES.me}>{words.toAccount}</a>
        </p>
      </div>
    ),
  };
}
