import {
  type ConsentHistoryView,
  type ConsentStateView,
  consentRequest,
} from '../../../shared/api/account.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { type AskedConsent, ConsentDocument } from '../../../shared/http/pages/consent-document.tsx';
import type { FormState, Language, Page, PageContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { ACCOUNT_WORDS } from '../../../shared/http/pages/texts/account.ts';
import { KIT } from '../../../shared/http/pages/texts/kit.ts';
import { type ConsentPurpose, isPurpose, purposeOf } from '../../../shared/policy/purposes.ts';
import { consentName, meaning, StateDates, StateTag } from './consent-state.tsx';
import { DoneNote } from './me-page.tsx';

interface ConsentsView {
  readonly consents: readonly ConsentStateView[];
  readonly history: readonly ConsentHistoryView[];
  /** What was just done. */
  readonly done?: 'give' | 'refuse' | 'withdraw' | undefined;
}

/** `GET /me/consents`: how each stands, what that means, and all that was ever recorded (C2, C6, R5). */
export function consentsPage({ consents, history, done }: ConsentsView, { language }: PageContext): Page {
  const words = ACCOUNT_WORDS[language];
  return {
    title: words.consentsTitle,
    address: ADDRESSES.meConsents,
    body: (
      <div class="read">
        {done !== undefined && <DoneNote text={words.done[done]} />}
        <h1>{words.consentsTitle}</h1>
        <p class="lead">{words.consentsLead}</p>
        {consents.map((consent) => (
          <ConsentCard
            key={`${consent.purpose} ${consent.field ?? ''}`}
            consent={consent}
            language={language}
          />
        ))}
        <section aria-labelledby="history">
          <h2 id="history">{words.historyTitle}</h2>
          <p>
            {words.historyLead} <a href={ADDRESSES.verifyReceipt}>{words.verify}</a>
          </p>
          {history.length === 0 ? (
            <p class="soft">{words.noHistory}</p>
          ) : (
            <ul class="rows">
              {history.map((event) => (
                <HistoryLine key={event.event} event={event} language={language} />
              ))}
            </ul>
          )}
        </section>
      </div>
    ),
  };
}

function ConsentCard({
  consent,
  language,
}: {
  readonly consent: ConsentStateView;
  readonly language: Language;
}) {
  const words = ACCOUNT_WORDS[language];
  const { purpose, because } = consent;
  // A consent that holds can be withdrawn; a suspended one, too.
  const held = because === 'given' || because === 'blocked';
  const asked = purpose !== 'distribution';
  const id = `consent-${purpose}-${consent.field ?? ''}`;
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id} class="head-line">
        {consentName(consent, language)} <StateTag consent={consent} language={language} />
      </h2>
      <p>{consent.explanation}</p>
      <p>{meaning(consent, language)}</p>
      <StateDates consent={consent} language={language} />
      {!held && !asked && <p class="soft">{words.fieldByField}</p>}
      {(held || asked) && (
        <p class="ways-on">
          {held ? (
            <a class="button second" href={ADDRESSES.meWithdrawal(purpose)}>
              {words.withdraw}
            </a>
          ) : (
            <a class="button second" href={ADDRESSES.meConsent(purpose)}>
              {because === 'ask-again' ? words.giveAgain : words.give}
            </a>
          )}
        </p>
      )}
    </section>
  );
}

/** The name of a purpose; of one that the policy no longer has, its id. */
const purposeName = (purpose: string, language: Language): string =>
  isPurpose(purpose) ? purposeOf(purpose).name[language] : purpose;

function HistoryLine({
  event,
  language,
}: {
  readonly event: ConsentHistoryView;
  readonly language: Language;
}) {
  const words = ACCOUNT_WORDS[language];
  const { at, purpose, type, channel, by, text, effective } = event;
  const what = `${purposeName(purpose, language)} — ${words.acts[type]}`;
  return (
    <li>
      <div>
        <b>{what}</b>
        <p class="soft">
          <DateText value={at} language={language} time /> · {words.channels[channel]}
          {by === 'staff' && `, ${words.byStaff}`}
          {effective !== undefined && (
            <>
              {' · '}
              {words.effective} <DateText value={effective} language={language} time />
            </>
          )}
          {text !== undefined && (
            <>
              {' · '}
              <a href={ADDRESSES.policyVersion(text)}>{text}</a>
            </>
          )}
        </p>
      </div>
      <a href={ADDRESSES.meReceipt(event.event)} aria-label={words.receiptOf(what)}>
        <Icon name="save" /> {words.receipt}
      </a>
    </li>
  );
}

/** `GET /me/consents/{purpose}`: the document of one consent (C1). */
export function ownConsentPage(consent: AskedConsent, state: FormState, context: PageContext): Page {
  const { language } = context;
  const title = purposeName(consent.purpose, language);
  return {
    title: state.errors.length > 0 ? KIT[language].titleWithErrors(title) : title,
    address: ADDRESSES.meConsent(consent.purpose),
    body: (
      <ConsentDocument
        context={context}
        consent={consent}
        action={ADDRESSES.meConsents}
        state={state}
        schema={consentRequest}
      />
    ),
  };
}

/** `GET /me/consents/{purpose}/withdrawal`: one page, one button (C3). */
export function withdrawalPage(purpose: ConsentPurpose, held: boolean, context: PageContext): Page {
  const { language } = context;
  const words = ACCOUNT_WORDS[language];
  const { name, onWithdrawal } = purposeOf(purpose);
  return {
    title: words.withdrawTitle,
    address: ADDRESSES.meWithdrawal(purpose),
    body: (
      <div class="read">
        <p class="kind">{name[language]}</p>
        <h1>{words.withdrawTitle}</h1>
        <p class="lead">{words.withdrawLead}</p>
        <p>{held ? onWithdrawal[language] : words.withdrawNothing}</p>
        <Form context={context} action={ADDRESSES.meConsents} hidden={{ purpose, act: 'withdraw' }}>
          <div class="send">
            <button type="submit">{words.withdrawNow}</button>
            <a href={ADDRESSES.meConsents}>{words.back}</a>
          </div>
        </Form>
      </div>
    ),
  };
}
