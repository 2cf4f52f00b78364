import type { ConsentHistoryView, ConsentStateView } from '../../../shared/api/own-consents.ts';
import { SERVED_STATEMENTS } from '../../../shared/domain/consent/served.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { Language, Page, PageContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { ACCOUNT_WORDS } from '../../../shared/http/pages/texts/account.ts';
import { isPurpose, purposeOf } from '../../../shared/policy/purposes.ts';
import { consentName, meaning, StateDates, StateTag } from './consent-state.tsx';
import { DoneNote } from './done-note.tsx';

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
      {!asked && <p class="soft">{words.fieldByField}</p>}
      <p class="ways-on">
        <Way consent={consent} held={held} language={language} />
      </p>
    </section>
  );
}

/** Where the consent is withdrawn or given: of public data each field by itself, on their page (R6). */
function Way({
  consent: { purpose, because },
  held,
  language,
}: {
  readonly consent: ConsentStateView;
  readonly held: boolean;
  readonly language: Language;
}) {
  const words = ACCOUNT_WORDS[language];
  const [href, label] =
    purpose === 'distribution'
      ? [ADDRESSES.publication, words.chooseFields]
      : held
        ? [ADDRESSES.meWithdrawal(purpose), words.withdraw]
        : [ADDRESSES.meConsent(purpose), because === 'ask-again' ? words.giveAgain : words.give];
  return (
    <a class="button second" href={href}>
      {label}
    </a>
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
  const { at, purpose, type, channel, by, text, served, effective } = event;
  const fields: { readonly [field: string]: string } = words.fields;
  const about = event.field === undefined ? '' : `: ${fields[event.field] ?? event.field}`;
  const what = `${purposeName(purpose, language)}${about} — ${words.acts[type]}`;
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
          {served !== undefined && `: ${SERVED_STATEMENTS[served][language]}`}
        </p>
      </div>
      <a href={ADDRESSES.meReceipt(event.event)} aria-label={words.receiptOf(what)}>
        <Icon name="save" /> {words.receipt}
      </a>
    </li>
  );
}
