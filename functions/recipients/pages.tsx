import { type AskedView, askRequest } from '../../shared/api/recipients.ts';
import { OTHERS_ANSWERS, type OthersAnswer } from '../../shared/domain/requests/asks.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { CodeForm } from '../../shared/http/pages/code-form.tsx';
import { EMPTY_FORM, type FormState, type Page, type PageContext } from '../../shared/http/pages/context.ts';
import { ErrorSummary } from '../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../shared/http/pages/fact-list.tsx';
import { Field } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { RECIPIENT_WORDS } from '../../shared/http/pages/texts/recipients.ts';
import type { Brought } from './asked.ts';

interface Asked {
  readonly reference: string;
  readonly id: string;
  readonly key: string;
  /** Set once a code is on its way. */
  readonly challenge?: string | undefined;
  /** Set once it is answered. */
  readonly answer?: OthersAnswer | undefined;
  readonly state?: FormState;
}

const addressOf = ({ reference, id, key, challenge }: Asked) => {
  const query = new URLSearchParams({ key, ...(challenge === undefined ? {} : { challenge }) });
  return `${ADDRESSES.ask(reference, id)}?${query}`;
};

/** `GET /recipients/{reference}/{id}`: explains, sends a code, takes the code (X3). Only the buttons post (G2). */
export function askedPage(asked: Asked, context: PageContext): Page {
  const { reference, id, key, challenge, answer, state = EMPTY_FORM } = asked;
  const { language } = context;
  const words = RECIPIENT_WORDS[language];
  const action = ADDRESSES.ask(reference, id);
  return {
    title: words.title(reference),
    address: addressOf(asked),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title(reference)}</h1>
        {answer !== undefined ? (
          <p class="lead" role="status">
            {words.taken} <b>{words.answers[answer]}</b>
          </p>
        ) : (
          <>
            <p class="lead">{challenge === undefined ? words.lead : words.sent}</p>
            {challenge !== undefined && (
              <CodeForm
                context={context}
                action={action}
                form={{ schema: askRequest, state, language }}
                hidden={{ key, challenge }}
                send={words.show}
                open
                needed
              />
            )}
            <Form context={context} action={action} hidden={{ key }} open>
              <button type="submit" class={challenge === undefined ? undefined : 'plain'}>
                {challenge === undefined ? words.send : words.again}
              </button>
            </Form>
          </>
        )}
      </div>
    ),
  };
}

/** What is asked, after the code, and three answers. */
export function shownPage(view: AskedView, brought: Brought, context: PageContext): Page {
  const { language } = context;
  const words = RECIPIENT_WORDS[language];
  const { key, challenge, code, reference, id } = brought;
  const form = { schema: askRequest, state: EMPTY_FORM, language };
  return {
    title: words.title(reference),
    address: addressOf({ reference, id, key }),
    body: (
      <div class="read">
        <h1>{words.to[view.to]}</h1>
        <FactList>
          {Object.entries(view.person).map(([field, value]) => (
            <Fact key={field} term={words.fields[field] ?? field}>
              {value}
            </Fact>
          ))}
          {Object.entries(view.fields).map(([field, value]) => (
            <Fact key={`to-${field}`} term={words.field(words.fields[field] ?? field)}>
              {value ?? words.about}
            </Fact>
          ))}
        </FactList>
        <Form context={context} action={ADDRESSES.ask(reference, id)} hidden={{ key, challenge, code }} open>
          <Field
            form={form}
            name="answer"
            label={words.answer}
            options={OTHERS_ANSWERS.map((value) => ({ value, label: words.answers[value] }))}
            radio
            needed
          />
          <Field form={form} name="reason" label={words.reason} hint={words.reasonHint} rows={3} />
          <button type="submit">{words.reply}</button>
        </Form>
      </div>
    ),
  };
}
