import { finishRequest, type UnfinishedView } from '../../../shared/api/account.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { FormState, Page, PageContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { OwnDetails } from '../../../shared/http/pages/own-details.tsx';
import { FINISH_WORDS } from '../../../shared/http/pages/texts/finish.ts';
import { REGISTRATION_WORDS } from '../../../shared/http/pages/texts/registration.ts';

/**
 * `GET /me/registration`, and what stands before every page of the account until there is one (R1): what somebody typed is
 * shown to the owner of the address, in the fields of a form that she sends, or does not.
 */
export function finishPage(view: UnfinishedView, state: FormState, context: PageContext): Page {
  const { language } = context;
  const words = FINISH_WORDS[language];
  const { email, typed, registeredAt, until, policy } = view;
  const hidden = { language, 'policy.version': policy.version, 'policy.proof': policy.proof };
  return {
    title: titled(words.title, state, language),
    address: ADDRESSES.meRegistration,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <FactList>
          <Fact term={REGISTRATION_WORDS[language].email} look="words">
            {email}
          </Fact>
          <Fact term={words.registered}>
            <DateText value={registeredAt} language={language} time />
          </Fact>
        </FactList>
        <p>{words.typed}</p>
        <Form context={context} action={ADDRESSES.meRegistration} hidden={hidden}>
          <OwnDetails
            form={{ schema: finishRequest, state, language }}
            policy={policy.version}
            initial={state.errors.length > 0 ? {} : typed}
            language={language}
          />
          <div class="send">
            <button type="submit">{words.submit}</button>
          </div>
        </Form>
        <section aria-labelledby="no">
          <h2 id="no">{words.noTitle}</h2>
          <p>
            {words.no} <DateText value={until} language={language} time />.
          </p>
        </section>
      </div>
    ),
  };
}
