import { ADDRESSES } from './addresses.ts';
import type { Language } from './context.ts';
import { Field } from './field.tsx';
import { REGISTRATION_WORDS } from './texts/registration.ts';

interface Props {
  readonly form: Parameters<typeof Field>[0]['form'];
  /** Version of the policy that the form is sent under. */
  readonly policy: string;
  /** What stands in the fields at first. */
  readonly initial?: { readonly [name in 'name' | 'phone' | 'organisation']?: string | undefined };
  readonly language: Language;
}

/** What an account is made of (R1): who it is for, the choice to have one – never ticked –, and the policy. */
export function OwnDetails({ form, policy, initial = {}, language }: Props) {
  const words = REGISTRATION_WORDS[language];
  const { name = '', phone = '', organisation = '' } = initial;
  return (
    <>
      <Field form={form} name="name" label={words.name} hint={words.nameHint} fill="name" initial={name} />
      <Field form={form} name="phone" label={words.phone} hint={words.phoneHint} fill="tel" initial={phone} />
      <Field
        form={form}
        name="organisation"
        label={words.organisation}
        hint={words.organisationHint}
        fill="organization"
        initial={organisation}
      />
      <Field
        form={form}
        name="createAccount"
        label={words.createAccount}
        hint={words.createAccountHint}
        options={[{ value: 'true', label: words.createYes }]}
        box
      />
      <aside class="note" aria-labelledby="policy">
        <h2 id="policy">{words.policyTitle}</h2>
        <p>{words.policy(policy)}</p>
        <p>
          <a href={ADDRESSES.policy}>{words.policyLink}</a>
        </p>
      </aside>
    </>
  );
}
