import { claimRequest, paperClaimRequest } from '../../shared/api/claims.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { ClaimantFields, SubstanceFields } from '../../shared/http/pages/claim-fields.tsx';
import type { DeskContext, FormState, Page, PageContext } from '../../shared/http/pages/context.ts';
import { todayOf } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Field } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { Icon } from '../../shared/http/pages/icons.tsx';
import { CLAIM_WORDS } from '../../shared/http/pages/texts/claim.ts';

/** `GET /claims`, and the same page with what was typed when a form was refused (K1, G6). */
export function claimPage(state: FormState, context: PageContext): Page {
  const { language, site } = context;
  const words = CLAIM_WORDS[language];
  const form = { schema: claimRequest, state, language };
  return {
    title: titled(words.title, state, language),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <section class="steps" aria-labelledby="next">
          <h2 id="next">{words.nextTitle}</h2>
          <ol>
            {words.next.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
        <Form context={context} action={ADDRESSES.claim} hidden={{ language }} open>
          <p class="soft">{words.marks}</p>
          <h2>{words.who}</h2>
          <ClaimantFields form={form} />
          <h2>{words.what}</h2>
          <SubstanceFields form={form} />
          <aside class="note" aria-labelledby="evidence">
            <h3 id="evidence">{words.evidenceTitle}</h3>
            <p>{words.evidence(site.operator.email)}</p>
            <p>{words.evidencePost(site.operator.postalAddress[language])}</p>
          </aside>
          <div class="send">
            <button type="submit">{words.submit}</button>
            <p class="soft">
              <Icon name="lock" /> {words.consent}
            </p>
          </div>
        </Form>
      </div>
    ),
  };
}

/** `GET /desk/claims/new`: staff enter a claim that came on paper, with its date of receipt (K1). */
export function paperClaimPage(state: FormState, context: DeskContext): Page {
  const { language } = context;
  const words = CLAIM_WORDS[language];
  const form = { schema: paperClaimRequest, state, language };
  return {
    title: titled(words.paperTitle, state, language),
    wide: true,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.paperTitle}</h1>
        <p class="lead">{words.paperLead}</p>
        <Form context={context} action={ADDRESSES.deskPaper}>
          <Field
            form={form}
            name="receivedOn"
            label={words.receivedOn}
            hint={words.receivedOnHint}
            max={todayOf(context.at)}
          />
          <ClaimantFields form={form} paper />
          <SubstanceFields form={form} paper />
          <Field
            form={form}
            name="language"
            label={words.paperLanguage}
            radio
            initial={language}
            options={[
              { value: 'ru', label: words.languages.ru },
              { value: 'en', label: words.languages.en },
            ]}
          />
          <div class="send">
            <button type="submit">{words.paperSubmit}</button>
          </div>
        </Form>
      </div>
    ),
  };
}
