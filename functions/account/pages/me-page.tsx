import { type AccountView, profileForm } from '../../../shared/api/account.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { FormState, Language, Page, PageContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { ACCOUNT_WORDS } from '../../../shared/http/pages/texts/account.ts';
import { LIFECYCLE_WORDS } from '../../../shared/http/pages/texts/account-lifecycle.ts';
import { CASE_WORDS } from '../../../shared/http/pages/texts/case-words.ts';
import { LETTER_NAMES } from '../../../shared/letters/names.ts';
import { blockName } from '../../../shared/words/block-names.ts';
import { consentName, StateDates, StateTag } from './consent-state.tsx';
import { DoneNote } from './done-note.tsx';
import { FurtherRecords } from './further-records.tsx';

/** What was just done, told once above the page. */
export type Told = 'saved' | 'taken-back' | 'unchanged' | 'acknowledged' | 'moved';

interface MeView {
  readonly account: AccountView;
  readonly state: FormState;
  readonly told?: Told | undefined;
}

/** `GET /me`: everything held, each part with the way to change it (R5). */
export function mePage({ account, state, told }: MeView, context: PageContext): Page {
  const { language } = context;
  const words = ACCOUNT_WORDS[language];
  const bad = state.errors.length > 0;
  return {
    title: titled(words.title, state, language),
    address: ADDRESSES.me,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        {told !== undefined && !bad && <DoneNote text={words[told]} />}
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <Blocks account={account} language={language} />
        <Profile account={account} state={state} context={context} />
        <Record account={account} language={language} />
        <Consents account={account} language={language} />
        <section aria-labelledby="sessions">
          <h2 id="sessions">{words.sessions}</h2>
          <p>
            {words.sessionsNote(String(account.sessions.length))}{' '}
            <a href={ADDRESSES.meSessions}>{words.sessionsWay}</a>
          </p>
        </section>
        <Letters account={account} language={language} />
        <FurtherRecords further={account.further} language={language} />
        <Closing account={account} language={language} />
      </div>
    ),
  };
}

function Profile({ account, state, context }: Omit<MeView, 'told'> & { readonly context: PageContext }) {
  const { language } = context;
  const words = ACCOUNT_WORDS[language];
  const life = LIFECYCLE_WORDS[language];
  const { profile } = account;
  const form = { schema: profileForm, state, language };
  // What was typed into a refused form is all that counts, emptied fields included.
  const shown = state.errors.length > 0 ? undefined : profile;
  const isPublic = (field: string): boolean => account.published.some((one) => one.field === field);
  const hint = (field: string): string =>
    [words.emptied, ...(isPublic(field) ? [words.isPublic] : [])].join(' ');
  const languages = (['ru', 'en'] as const).map((value) => ({ value, label: words.languages[value] }));
  return (
    <section class="panel" aria-labelledby="profile">
      <h2 id="profile">{words.profile}</h2>
      <FactList>
        <Fact term={words.email} look="words">
          {profile.email} <a href={ADDRESSES.meAddress}>{life.change}</a>
        </Fact>
        <Fact term={life.waiting} look="words">
          {profile.newEmail}
        </Fact>
        <Fact term={life.old} look="words">
          {profile.oldEmail}
        </Fact>
      </FactList>
      <Form context={context} action={ADDRESSES.me}>
        <Field
          form={form}
          name="name"
          label={words.name}
          {...(isPublic('name') ? { hint: words.isPublic } : {})}
          fill="name"
          initial={shown?.name ?? ''}
        />
        <Field
          form={form}
          name="phone"
          label={words.phone}
          hint={hint('phone')}
          fill="tel"
          initial={shown?.phone ?? ''}
        />
        <Field
          form={form}
          name="organisation"
          label={words.organisation}
          hint={hint('organisation')}
          fill="organization"
          initial={shown?.organisation ?? ''}
        />
        <Field
          form={form}
          name="language"
          label={words.language}
          options={languages}
          initial={profile.language}
        />
        <button type="submit">{words.save}</button>
      </Form>
      <p>
        <a href={ADDRESSES.publication}>{words.publication}</a>
      </p>
    </section>
  );
}

type Part = { readonly account: AccountView; readonly language: Language };

/** What rests while something is checked, and that the account itself does not (S4). */
function Blocks({ account: { blocks }, language }: Part) {
  if (blocks.length === 0) return null;
  const words = ACCOUNT_WORDS[language];
  return (
    <section class="task" aria-labelledby="blocks">
      <h2 id="blocks">{words.blocks}</h2>
      <ul>
        {blocks.map(({ kind, scope, since, until }) => (
          <li key={kind}>
            {blockName({ kind, scope }, language)}; {words.since}{' '}
            <DateText value={since} language={language} time={since.includes('T')} />
            {until !== undefined && (
              <>
                , {words.atMostUntil} <DateText value={until} language={language} time />
              </>
            )}
          </li>
        ))}
      </ul>
      <p>{words.blocksNote}</p>
      <p>
        <a href={ADDRESSES.meRequests}>{words.blocksWay}</a>
      </p>
    </section>
  );
}

/** The way to close the account, or how its closing stands (R7). */
function Closing({ account, language }: Part) {
  const words = LIFECYCLE_WORDS[language];
  const { closing } = account;
  return (
    <section aria-labelledby="closing">
      <h2 id="closing">{closing === undefined ? words.closeTitle : words.closingTitle}</h2>
      {closing !== undefined && (
        <p>
          {words.closingAt} <DateText value={closing.due} language={language} time />
        </p>
      )}
      <p>
        <a href={ADDRESSES.meClose}>{closing === undefined ? words.closeWay : words.keep}</a>
      </p>
    </section>
  );
}

function Record({ account, language }: Part) {
  const words = ACCOUNT_WORDS[language];
  const { registeredAt, confirmedAt, policy, person } = account;
  return (
    <section aria-labelledby="record">
      <h2 id="record">{words.record}</h2>
      <FactList>
        <Fact term={words.registered}>
          <DateText value={registeredAt} language={language} time />
        </Fact>
        {confirmedAt !== undefined && (
          <Fact term={words.confirmed}>
            <DateText value={confirmedAt} language={language} time />
          </Fact>
        )}
        <Fact term={words.policy}>
          <a href={ADDRESSES.policyVersion(policy.version)}>{policy.version}</a>,{' '}
          <DateText value={policy.acknowledgedAt} language={language} time />
        </Fact>
        <Fact term={words.person}>
          <code>{person}</code> <span class="soft">{words.personNote}</span>
        </Fact>
      </FactList>
    </section>
  );
}

function Consents({ account, language }: Part) {
  const words = ACCOUNT_WORDS[language];
  return (
    <section aria-labelledby="consents">
      <h2 id="consents">{words.consents}</h2>
      <ul class="rows">
        {account.consents.map((consent) => (
          <li key={`${consent.purpose} ${consent.field ?? ''}`}>
            <div>
              <b>{consentName(consent, language)}</b>
              <StateDates consent={consent} language={language} />
            </div>
            <StateTag consent={consent} language={language} />
          </li>
        ))}
      </ul>
      <p>
        <a href={ADDRESSES.meConsents}>{words.consentsWay}</a>
      </p>
    </section>
  );
}

/** So many of the newest letters are shown at once. */
const NEWEST = 5;

function Letters({ account, language }: Part) {
  const words = ACCOUNT_WORDS[language];
  const { letters } = account;
  const newest = letters.slice(0, NEWEST);
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{words.letters}</h2>
      {letters.length === 0 ? <p>{words.noLetters}</p> : <LetterList letters={newest} language={language} />}
      {letters.length > NEWEST && (
        <details>
          <summary>{words.allLetters(String(letters.length))}</summary>
          <LetterList letters={letters.slice(NEWEST)} language={language} />
        </details>
      )}
      <p class="soft">{words.lettersWay}</p>
    </section>
  );
}

function LetterList({
  letters,
  language,
}: {
  readonly letters: AccountView['letters'];
  readonly language: Language;
}) {
  const words = CASE_WORDS[language];
  return (
    <ul class="letters">
      {letters.map(({ kind, at, status }, i) => (
        <li key={`${at} ${i}`}>
          <Icon name="letter" />
          <span>
            {LETTER_NAMES[kind][language]}
            <span class="soft">
              <DateText value={at} language={language} time /> · {words.letterStatus[status]}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
