import { personSearch } from '../../../shared/api/people.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext, FormState, Page } from '../../../shared/http/pages/context.ts';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { PEOPLE_WORDS } from '../../../shared/http/pages/texts/people.ts';

/** What came of a search: nobody, and the cases that the address posted. */
export interface Searched {
  readonly nobody: boolean;
  readonly cases: readonly string[];
}

/** `GET /desk/people`, and the same after a search that found nobody; what was typed never stands in an address (D1, G9). */
export function peoplePage({ nobody, cases }: Searched, state: FormState, context: DeskContext): Page {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  const form = { schema: personSearch, state, language };
  return {
    title: titled(words.title, state, language),
    address: ADDRESSES.deskPeople,
    wide: true,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {nobody && (
          <div class="note warn" role="status">
            <p>
              <b>{words.nobody}.</b> {words.nobodyNote}
            </p>
            {cases.length > 0 && (
              <p>
                {words.casesOfAddress}:{' '}
                {cases.map((reference, i) => (
                  <>
                    {i > 0 && ', '}
                    <a href={ADDRESSES.deskCase(reference)}>{reference}</a>
                  </>
                ))}
              </p>
            )}
          </div>
        )}
        <Form context={context} action={ADDRESSES.deskPeople}>
          <Field
            form={form}
            name="email"
            label={words.email}
            hint={words.emailHint}
            mark={words.oneOfTwo}
            fill="off"
          />
          <Field
            form={form}
            name="reference"
            label={words.reference}
            hint={words.referenceHint}
            mark={words.oneOfTwo}
            fill="off"
          />
          <Field form={form} name="reason" label={words.reason} hint={words.reasonHint} fill="off" />
          <div class="send">
            <button type="submit">{words.search}</button>
          </div>
        </Form>
      </div>
    ),
  };
}
