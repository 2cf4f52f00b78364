import { requestRequest } from '../../shared/api/requests.ts';
import { ASKABLE, type Askable } from '../../shared/domain/requests/asked.ts';
import { AUTHORITIES_TO_ACT } from '../../shared/domain/requests/own.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import {
  EMPTY_FORM,
  type FormState,
  type Language,
  type Page,
  type PageContext,
} from '../../shared/http/pages/context.ts';
import { todayOf } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Field, type FormFields, fieldId } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { Icon } from '../../shared/http/pages/icons.tsx';
import { REQUEST_FORM_WORDS } from '../../shared/http/pages/texts/requests.ts';
import { AskedFields, AskedList } from './asked-fields.tsx';
import { Choices } from './choices.tsx';

type Requester = 'user' | 'representative' | 'authority';
const REQUESTERS: readonly Requester[] = ['user', 'representative', 'authority'];

/** What was chosen on the first page. */
export interface Chosen {
  readonly kinds: readonly Askable[];
  readonly requester: Requester;
}

/** What of a query or a form names kinds, in the order of the list; `kinds` with commas, or a box for each. */
export const kindsIn = (given: { readonly [name: string]: string | undefined }): readonly Askable[] => {
  const listed = (given['kinds'] ?? '').split(/[ ,]+/);
  return ASKABLE.filter((kind) => listed.includes(kind) || given[kind] !== undefined);
};

/** Who asks, of a query or a form; the person, where it does not say. */
export const requesterIn = (given: { readonly [name: string]: string | undefined }): Requester =>
  REQUESTERS.find((one) => one === given['requester']) ?? 'user';

/** A form of choice that was sent on with nothing ticked (G6); else untouched. */
export const unticked = (sent: boolean, language: Language): FormState =>
  sent
    ? { values: {}, errors: [{ field: 'asked', message: REQUEST_FORM_WORDS[language].noneTicked }] }
    : EMPTY_FORM;

/** The boxes of what can be asked for. */
export function KindChoices({ state, language }: { readonly state: FormState; readonly language: Language }) {
  const words = REQUEST_FORM_WORDS[language];
  return (
    <Choices
      legend={words.what}
      hint={words.whatHint}
      name="asked"
      boxName={(kind) => kind}
      options={ASKABLE.map((value) => ({ value, label: words.kinds[value] }))}
      state={state}
    />
  );
}

/**
 * `GET /requests`: first only what is asked for and who asks (S1). It changes nothing: a form that leads on.
 * @param requester who was chosen, when the form came back with nothing ticked
 */
export function choosePage(requester: Requester | undefined, context: PageContext): Page {
  const { language } = context;
  const words = REQUEST_FORM_WORDS[language];
  const state = unticked(requester !== undefined, language);
  return {
    title: titled(words.title, state, language),
    address: ADDRESSES.request,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p>
          {words.account} <a href={ADDRESSES.signIn('/me/requests')}>{words.signIn}</a>
        </p>
        <form method="get" action={ADDRESSES.request}>
          <KindChoices state={state} language={language} />
          <Choices
            legend={words.who}
            name="requester"
            radio
            options={REQUESTERS.map((value) => ({ value, label: words.requesters[value] }))}
            chosen={[requester ?? 'user']}
            state={EMPTY_FORM}
          />
          <button type="submit">{words.next}</button>
        </form>
      </div>
    ),
  };
}

/** The same address once it is known what is asked for: only what that needs, with what was typed when it was refused (G6). */
export function requestPage({ kinds, requester }: Chosen, state: FormState, context: PageContext): Page {
  const { language } = context;
  const words = REQUEST_FORM_WORDS[language];
  const form = { schema: requestRequest, state, language };
  return {
    title: titled(words.title, state, language),
    address: `${ADDRESSES.requestFor(kinds.join())}&requester=${requester}`,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <AskedList kinds={kinds} language={language} back={ADDRESSES.request} />
        {requester === 'authority' && <p class="note">{words.authorityNote}</p>}
        <Form context={context} action={ADDRESSES.request} hidden={{ requester, language }} open>
          <h2>{words.about[requester]}</h2>
          <PersonFields form={form} other={requester !== 'user'} />
          {requester === 'representative' && <RepresentativeFields form={form} at={context.at} />}
          <AskedFields form={form} kinds={kinds} />
          <div class="send">
            <button type="submit">{words.send}</button>
            <p class="soft">
              <Icon name="lock" /> {words.consent}
            </p>
          </div>
        </Form>
      </div>
    ),
  };
}

/** Whose data they are, and the one address by which that person is found. */
function PersonFields({ form, other }: { readonly form: FormFields; readonly other: boolean }) {
  const words = REQUEST_FORM_WORDS[form.language];
  return (
    <>
      <Field
        form={form}
        name="about.name"
        label={words.name}
        {...(other ? { fill: 'off' } : { fill: 'name' })}
      />
      <fieldset class="group" id={fieldId('about')} tabIndex={-1}>
        <legend>{other ? words.whereOther : words.where}</legend>
        <p class="hint">{other ? words.whereOtherHint : words.whereHint}</p>
        <Field
          form={form}
          name="about.email"
          label={words.email}
          mark={words.oneOf}
          fill={other ? 'off' : 'email'}
        />
        <Field
          form={form}
          name="about.postalAddress"
          label={words.postal}
          mark={words.oneOf}
          rows={3}
          fill={other ? 'off' : 'street-address'}
        />
      </fieldset>
    </>
  );
}

/** Who asks for somebody else, and why they may (S3). */
function RepresentativeFields({ form, at }: { readonly form: FormFields; readonly at: number }) {
  const words = REQUEST_FORM_WORDS[form.language];
  const authority = 'representative.authority';
  return (
    <>
      <h2>{words.representative}</h2>
      <Field form={form} name="representative.name" label={words.name} fill="name" needed />
      <Field form={form} name="representative.email" label={words.representativeEmail} fill="email" needed />
      <Field
        form={form}
        name={`${authority}.kind`}
        label={words.mandate}
        hint={words.mandateHint}
        options={AUTHORITIES_TO_ACT.map((value) => ({ value, label: words.mandates[value] }))}
        radio
        needed
      />
      <Field form={form} name={`${authority}.number`} label={words.number} />
      <Field form={form} name={`${authority}.issuedOn`} label={words.issuedOn} max={todayOf(at)} />
      <Field
        form={form}
        name={`${authority}.validUntil`}
        label={words.validUntil}
        hint={words.validUntilHint}
      />
    </>
  );
}
