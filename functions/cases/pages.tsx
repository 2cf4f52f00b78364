import { type StatusView, withdrawRequest } from '../../shared/api/cases.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { CaseClocks } from '../../shared/http/pages/case-clocks.tsx';
import { CodeForm } from '../../shared/http/pages/code-form.tsx';
import { EMPTY_FORM, type FormState, type Page, type PageContext } from '../../shared/http/pages/context.ts';
import { DateText, sentence } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary } from '../../shared/http/pages/error-summary.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { Icon } from '../../shared/http/pages/icons.tsx';
import { pageKind, termsOf } from '../../shared/http/pages/kinds/table.ts';
import { StatusTag } from '../../shared/http/pages/status-tag.tsx';
import { CASE_WORDS } from '../../shared/http/pages/texts/case-words.ts';
import { heldWithStaff } from '../../shared/http/pages/texts/held.ts';
import { STATUS_WORDS } from '../../shared/http/pages/texts/status.ts';
import { Timeline } from '../../shared/http/pages/timeline.tsx';
import { TypedWords } from '../../shared/http/pages/typed-words.tsx';
import { LETTER_NAMES } from '../../shared/letters/names.ts';

interface StatusOptions {
  /** Secret of the link; goes on to the page of withdrawal. */
  readonly key: string;
  /** Straight from the form (`new=1`): says so on top. */
  readonly fresh: boolean;
}

/** Acts by which requesters take cases back. */
const TAKES_BACK: readonly string[] = ['withdraw', 'take-back'];

const withdrawLink = (reference: string, key: string) =>
  `${ADDRESSES.withdraw(reference)}?key=${encodeURIComponent(key)}`;

/** `GET /cases/{reference}?key=…`: where the case stands, for the holder of its link (G8, K1). */
export function statusPage(view: StatusView, { key, fresh }: StatusOptions, context: PageContext): Page {
  const { language, site } = context;
  const words = STATUS_WORDS[language];
  const kind = pageKind(view.kind, context);
  const terms = termsOf(view.kind, language, context);
  const { withdraw } = kind.words[language];
  return {
    title: words.title(view.reference),
    address: `${ADDRESSES.case(view.reference)}?key=${encodeURIComponent(key)}${fresh ? '&new=1' : ''}`,
    body: (
      <div class="read">
        {fresh && <Confirmation view={view} context={context} />}
        {!fresh && (
          <>
            <p class="kind">{terms.kind}</p>
            <h1 class="ref">{view.reference}</h1>
          </>
        )}
        <section class="next" aria-labelledby="next">
          <h2 id="next">{words.nextTitle}</h2>
          <p>{sentence(view.next)}</p>
          <StatusTag of={view} context={context} />
        </section>
        {view.kind === 'request' && view.status === 'unproven' && view.answerTo === 'email' && (
          <p class="call">
            <a
              class="button"
              href={`${ADDRESSES.requestProof(view.reference)}?key=${encodeURIComponent(key)}`}
            >
              {words.prove}
            </a>
          </p>
        )}
        <section aria-labelledby="dates">
          <h2 id="dates">{words.datesTitle}</h2>
          <CaseClocks view={view} context={context} />
        </section>
        {view.typed && (
          <section aria-labelledby="yours">
            <h2 id="yours">{words.yours}</h2>
            <p class="soft">
              <Icon name="lock" /> {words.yoursNote}
            </p>
            <TypedWords typed={view.typed} fields={kind.type.typed} language={language} />
          </section>
        )}
        <Letters view={view} language={language} />
        <section aria-labelledby="history">
          <h2 id="history">{words.historyTitle}</h2>
          <Timeline
            language={language}
            entries={view.events.map((event) => ({
              at: event.at,
              title: terms.event(event.type),
            }))}
          />
          <p class="soft">{words.zone}</p>
        </section>
        {withdraw && view.acts.some((act) => TAKES_BACK.includes(act)) && (
          <section aria-labelledby="withdraw">
            <h2 id="withdraw">{withdraw.title}</h2>
            {view.answerTo === 'email' ? (
              <>
                <p>{withdraw.lead}</p>
                <a class="button second" href={withdrawLink(view.reference, key)}>
                  {withdraw.title}
                </a>
              </>
            ) : (
              <p>
                {withdraw.post} <a href={`mailto:${site.operator.email}`}>{site.operator.email}</a>
              </p>
            )}
          </section>
        )}
      </div>
    ),
  };
}

function Confirmation({ view, context }: { view: StatusView; context: PageContext }) {
  const { language } = context;
  const words = STATUS_WORDS[language];
  const { taken } = pageKind(view.kind, context).words[language];
  const held = view.letters.find((letter) => letter.held !== undefined)?.held;
  return (
    <section class="done" role="status">
      <h1>
        <Icon name="check" /> {taken?.title}
      </h1>
      <p>
        {words.newLead}
        <strong class="ref">{view.reference}</strong>
      </p>
      {held === undefined ? (
        <p>{view.answerTo === 'email' ? words.newMail : words.newPost}</p>
      ) : (
        <p>
          {heldWithStaff(held, language)} {taken?.held}
        </p>
      )}
      <p>{words.newKeep}</p>
    </section>
  );
}

function Letters({ view, language }: { view: StatusView; language: 'ru' | 'en' }) {
  const words = STATUS_WORDS[language];
  const terms = CASE_WORDS[language];
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{words.lettersTitle}</h2>
      {view.letters.length === 0 ? (
        <p>{words.noLetters}</p>
      ) : (
        <ul class="letters">
          {view.letters.map((letter) => (
            <li key={letter.id}>
              <Icon name={letter.channel === 'print' ? 'print' : 'letter'} />
              <span>
                <b>{LETTER_NAMES[letter.kind][language]}</b>
                <span class="soft">
                  <DateText value={letter.at} language={language} time /> ·{' '}
                  {terms.letterStatus[letter.status]}
                </span>
                {letter.held && <span class="soft">{heldWithStaff(letter.held, language)}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="soft">{words.lettersNote}</p>
    </section>
  );
}

interface WithdrawOptions {
  readonly reference: string;
  /** Kind of the case. */
  readonly kind: string;
  readonly key: string;
  /** Set once a code is on its way. */
  readonly challenge?: string | undefined;
  readonly state?: FormState;
}

/** `GET /cases/{reference}/withdraw`: explains, asks for a code, takes the code (K1). Only the button posts (G2). */
export function withdrawPage(options: WithdrawOptions, context: PageContext): Page {
  const { reference, kind, key, challenge, state = EMPTY_FORM } = options;
  const { language } = context;
  const words = STATUS_WORDS[language];
  const { withdraw } = pageKind(kind, context).words[language];
  const action = ADDRESSES.withdraw(reference);
  return {
    title: withdraw?.title ?? '',
    address: `${withdrawLink(reference, key)}${challenge === undefined ? '' : `&challenge=${encodeURIComponent(challenge)}`}`,
    body: (
      <div class="read">
        <p>
          <a class="back" href={`${ADDRESSES.case(reference)}?key=${encodeURIComponent(key)}`}>
            <Icon name="back" />
            {words.title(reference)}
          </a>
        </p>
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{withdraw?.title}</h1>
        <p class="lead">{challenge === undefined ? withdraw?.lead : words.codeSent(10)}</p>
        {challenge !== undefined && (
          <CodeForm
            context={context}
            action={action}
            form={{ schema: withdrawRequest, state, language }}
            hint={words.codeHint}
            hidden={{ key, challenge }}
            send={withdraw?.confirm ?? ''}
            open
            needed
            grave
          />
        )}
        <Form context={context} action={action} hidden={{ key }} open>
          <button type="submit" class={challenge === undefined ? undefined : 'plain'}>
            {challenge === undefined ? words.withdrawAsk : words.withdrawAgain}
          </button>
        </Form>
      </div>
    ),
  };
}
