import { type OwnRequests, ownRequest } from '../../shared/api/requests.ts';
import { type Askable, GRAVE_PARTS, partsAsked } from '../../shared/domain/requests/asked.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState, type Page, type PageContext } from '../../shared/http/pages/context.ts';
import { DateText } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Field } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { REQUEST_FORM_WORDS } from '../../shared/http/pages/texts/requests.ts';
import { GROUND_WORDS, PART_NAMES } from '../../shared/words/part-names.ts';
import { REQUEST_NAMES } from '../../shared/words/request-names.ts';
import { AskedFields, AskedList } from './asked-fields.tsx';
import { KindChoices, unticked } from './form-pages.tsx';

/** `GET /me/requests`: own requests with their states and the reasons of what was refused, and the way to a new one (S3, S6). */
export function ownPage({ requests }: OwnRequests, context: PageContext): Page {
  const { language } = context;
  const words = REQUEST_FORM_WORDS[language];
  return {
    title: words.ownTitle,
    address: ADDRESSES.meRequests,
    body: (
      <div class="read">
        <h1>{words.ownTitle}</h1>
        {requests.length === 0 && <p>{words.ownNone}</p>}
        {requests.map(({ reference, status, receivedAt, dueOn, parts, statusUrl }) => (
          <section key={reference} aria-labelledby={reference}>
            <h2 id={reference} class="ref">
              <a href={statusUrl}>{reference}</a>
            </h2>
            <p>
              {(REQUEST_NAMES[language].states as Readonly<Record<string, string>>)[status]} ·{' '}
              <DateText value={receivedAt} language={language} />
              {dueOn !== null && (
                <>
                  {' – '}
                  <DateText value={dueOn} language={language} />
                </>
              )}
            </p>
            <ul>
              {parts.map(({ part, ground }) => (
                <li key={part}>
                  {PART_NAMES[part][language]}
                  {ground !== undefined && <span class="soft"> {GROUND_WORDS[ground][language]}</span>}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <h2>{words.ownNew}</h2>
        <form method="get" action={ADDRESSES.meRequestsNew}>
          <KindChoices state={EMPTY_FORM} language={language} />
          <button type="submit">{words.next}</button>
        </form>
      </div>
    ),
  };
}

/** `GET /me/requests/new` with nothing ticked: the choice again, with what it lacks (G6). */
export function chooseOwnPage(context: PageContext): Page {
  const { language } = context;
  const words = REQUEST_FORM_WORDS[language];
  const state = unticked(true, language);
  return {
    title: titled(words.ownNew, state, language),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.ownNew}</h1>
        <form method="get" action={ADDRESSES.meRequestsNew}>
          <KindChoices state={state} language={language} />
          <button type="submit">{words.next}</button>
        </form>
      </div>
    ),
  };
}

interface NewOwn {
  readonly kinds: readonly Askable[];
  readonly challenge?: string | undefined;
  readonly old?: string | undefined;
}

/** `GET /me/requests/new`: what discloses or destroys asks for a code first (S3); then only what the kinds need. */
export function newOwnPage({ kinds, challenge, old }: NewOwn, state: FormState, context: PageContext): Page {
  const { language } = context;
  const words = REQUEST_FORM_WORDS[language];
  const form = { schema: ownRequest, state, language };
  const grave = partsAsked(kinds).some((part) => GRAVE_PARTS.includes(part));
  const needsCode = grave && challenge === undefined;
  return {
    title: titled(words.title, state, language),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <AskedList kinds={kinds} language={language} back={ADDRESSES.meRequests} />
        {needsCode ? (
          <Form context={context} action={ADDRESSES.meRequestsCode}>
            {kinds.map((kind) => (
              <input key={kind} type="hidden" name="kinds" value={kind} />
            ))}
            <p>{words.ownCodeLead}</p>
            <button type="submit">{words.ownCode}</button>
          </Form>
        ) : (
          <Form
            context={context}
            action={ADDRESSES.meRequests}
            hidden={{
              ...(challenge === undefined ? {} : { challenge }),
              ...(old === undefined ? {} : { oldChallenge: old }),
            }}
          >
            <AskedFields form={form} kinds={kinds} />
            {challenge !== undefined && (
              <Field form={form} name="code" label={words.ownCodeField} fill="one-time-code" short needed />
            )}
            {old !== undefined && (
              <Field form={form} name="oldCode" label={words.ownOldCode} fill="off" short needed />
            )}
            <button type="submit">{words.send}</button>
          </Form>
        )}
      </div>
    ),
  };
}
