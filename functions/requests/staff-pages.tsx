import { staffRequest } from '../../shared/api/requests.ts';
import { ASKABLE } from '../../shared/domain/requests/asked.ts';
import { AUTHORITIES_TO_ACT } from '../../shared/domain/requests/own.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { type DeskContext, EMPTY_FORM, type FormState, type Page } from '../../shared/http/pages/context.ts';
import { todayOf } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Field, type FormFields } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { REQUEST_FORM_WORDS } from '../../shared/http/pages/texts/requests.ts';
import { STAFF_REQUEST_WORDS } from '../../shared/http/pages/texts/staff-requests.ts';
import { AskedFields } from './asked-fields.tsx';
import { Choices } from './choices.tsx';
import { kindsIn } from './form-pages.tsx';

const REQUESTERS = ['user', 'representative', 'authority', 'operator'] as const;
type Requester = (typeof REQUESTERS)[number];
const CHANNELS = ['mail', 'paper', 'phone', 'counter'] as const;

type Given = { readonly [name: string]: string | undefined };

/** `GET /desk/requests/new`: first who asks and for what, then only what that needs (S2, S3). */
export function staffRequestPage(given: Given, state: FormState, context: DeskContext): Page {
  const { language } = context;
  const words = STAFF_REQUEST_WORDS[language];
  const requester = REQUESTERS.find((one) => one === given['requester']);
  return {
    title: titled(words.title, state, language),
    address:
      requester === undefined
        ? ADDRESSES.deskRequest
        : ADDRESSES.deskRequestFor(requester, kindsIn(given).join()),
    wide: true,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {requester === undefined ? (
          <ChooseForm language={language} />
        ) : (
          <EnterForm requester={requester} given={given} state={state} context={context} />
        )}
      </div>
    ),
  };
}

function ChooseForm({ language }: { readonly language: 'ru' | 'en' }) {
  const words = STAFF_REQUEST_WORDS[language];
  const shared = REQUEST_FORM_WORDS[language];
  return (
    <form method="get" action={ADDRESSES.deskRequest}>
      <Choices
        legend={words.who}
        name="requester"
        radio
        options={REQUESTERS.map((value) => ({ value, label: words.requesters[value] }))}
        chosen={['user']}
        state={EMPTY_FORM}
      />
      <Choices
        legend={words.what}
        name="kinds"
        boxName={(kind) => kind}
        options={ASKABLE.map((value) => ({ value, label: shared.kinds[value] }))}
        state={EMPTY_FORM}
      />
      <button type="submit">{shared.next}</button>
    </form>
  );
}

function EnterForm({
  requester,
  given,
  state,
  context,
}: {
  readonly requester: Requester;
  readonly given: Given;
  readonly state: FormState;
  readonly context: DeskContext;
}) {
  const { language, at } = context;
  const words = STAFF_REQUEST_WORDS[language];
  const shared = REQUEST_FORM_WORDS[language];
  const form: FormFields = { schema: staffRequest, state, language };
  const today = todayOf(at);
  return (
    <Form context={context} action={ADDRESSES.deskRequest} hidden={{ requester, language }}>
      <Field
        form={form}
        name="channel"
        label={words.channel}
        radio
        options={CHANNELS.map((value) => ({ value, label: words.channels[value] }))}
      />
      <Field form={form} name="receivedOn" label={words.receivedOn} max={today} />
      <Field form={form} name="gdpr" label={words.gdpr} options={[{ value: 'true', label: words.gdprBox }]} />
      {requester === 'authority' && <AuthorityFields form={form} />}
      {requester === 'representative' && <RepresentativeFields form={form} today={today} />}
      <h2>{words.about}</h2>
      <PartyFields form={form} at="about" />
      {requester === 'user' && (
        <fieldset class="group">
          <legend>{words.document}</legend>
          <p class="hint">{words.documentHint}</p>
          <Field form={form} name="document.type" label={words.documentType} />
          <Field form={form} name="document.issuer" label={words.documentIssuer} />
          <Field form={form} name="document.issuedOn" label={shared.issuedOn} max={today} />
        </fieldset>
      )}
      <AskedFields form={form} kinds={kindsIn(given)} />
      <button type="submit">{words.submit}</button>
    </Form>
  );
}

function PartyFields({
  form,
  at,
  name,
}: {
  readonly form: FormFields;
  readonly at: string;
  /** What its name is called, where it is not a person's. */
  readonly name?: string;
}) {
  const shared = REQUEST_FORM_WORDS[form.language];
  return (
    <>
      <Field form={form} name={`${at}.name`} label={name ?? shared.name} fill="off" />
      <Field form={form} name={`${at}.email`} label={shared.email} mark={shared.oneOf} fill="off" />
      <Field
        form={form}
        name={`${at}.postalAddress`}
        label={shared.postal}
        mark={shared.oneOf}
        rows={3}
        fill="off"
      />
    </>
  );
}

function AuthorityFields({ form }: { readonly form: FormFields }) {
  const words = STAFF_REQUEST_WORDS[form.language];
  return (
    <>
      <h2>{words.requesters.authority}</h2>
      <PartyFields form={form} at="authority" name={words.authorityName} />
      <Field form={form} name="authority.letterNumber" label={words.letterNumber} needed />
      <Field
        form={form}
        name="authority.alleges"
        label={words.alleges}
        hint={words.allegesHint}
        options={(['inaccuracy', 'unlawful-use'] as const).map((value) => ({
          value,
          label: words.allegations[value],
        }))}
      />
    </>
  );
}

function RepresentativeFields({ form, today }: { readonly form: FormFields; readonly today: string }) {
  const words = STAFF_REQUEST_WORDS[form.language];
  const shared = REQUEST_FORM_WORDS[form.language];
  const authority = 'representative.authority';
  return (
    <>
      <h2>{words.requesters.representative}</h2>
      <PartyFields form={form} at="representative" />
      <Field
        form={form}
        name={`${authority}.kind`}
        label={words.mandate}
        options={AUTHORITIES_TO_ACT.map((value) => ({ value, label: words.mandates[value] }))}
        radio
        needed
      />
      <Field form={form} name={`${authority}.number`} label={shared.number} />
      <Field form={form} name={`${authority}.issuedOn`} label={shared.issuedOn} max={today} />
      <Field form={form} name={`${authority}.validUntil`} label={shared.validUntil} />
    </>
  );
}
