import { consentRequest } from '../../../shared/api/own-consents.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { type AskedConsent, ConsentDocument } from '../../../shared/http/pages/consent-document.tsx';
import type { FormState, Page, PageContext } from '../../../shared/http/pages/context.ts';
import { titled } from '../../../shared/http/pages/error-summary.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { ACCOUNT_WORDS } from '../../../shared/http/pages/texts/account.ts';
import { REGISTRATION_WORDS } from '../../../shared/http/pages/texts/registration.ts';
import { FORMS } from '../../../shared/policy/form-fields.ts';
import { type ConsentPurpose, purposeOf } from '../../../shared/policy/purposes.ts';

/** `GET /me/consents/{purpose}`: the document of one consent (C1). */
export function ownConsentPage(
  consent: AskedConsent & { readonly purpose: ConsentPurpose },
  state: FormState,
  context: PageContext,
  after?: 'registration',
): Page {
  const { language } = context;
  const title = purposeOf(consent.purpose).name[language];
  const follow: readonly ConsentPurpose[] = FORMS.registration.consents;
  const n = follow.indexOf(consent.purpose) + 1;
  const place = after && REGISTRATION_WORDS[language].consentOf(String(n), String(follow.length));
  return {
    title: titled(title, state, language),
    address:
      after === undefined ? ADDRESSES.meConsent(consent.purpose) : ADDRESSES.meConsentNext(consent.purpose),
    body: (
      <ConsentDocument
        context={context}
        consent={consent}
        action={ADDRESSES.meConsents}
        state={state}
        {...(place === undefined ? {} : { place, hidden: { after: 'registration' } })}
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
