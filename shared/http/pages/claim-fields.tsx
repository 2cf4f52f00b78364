import { ErrorsAt, Field, type FormFields, fieldId } from './field.tsx';
import { CLAIM_WORDS } from './texts/claim.ts';

interface Props {
  readonly form: FormFields;
  /** Entered by staff from a paper: words about somebody else, no autofill of the officer's own address. */
  readonly paper?: boolean;
}

/** Who writes and where the answer goes (K1): the same fields on the public and the paper form. */
export function ClaimantFields({ form, paper = false }: Props) {
  const words = CLAIM_WORDS[form.language];
  const group = form.state.errors.some((error) => error.field === 'claimant');
  return (
    <>
      <Field
        form={form}
        name="claimant.name"
        label={paper ? words.paperName : words.name}
        hint={paper ? words.paperNameHint : words.nameHint}
        {...(paper ? { fill: 'off' } : { fill: 'name' })}
      />
      <fieldset class={group ? 'group bad' : 'group'} id={fieldId('claimant', form.scope)} tabIndex={-1}>
        <legend>{words.where}</legend>
        <p class="hint">{paper ? words.paperWhereHint : words.whereHint}</p>
        <ErrorsAt form={form} name="claimant" />
        <Field
          form={form}
          name="claimant.email"
          label={words.email}
          hint={paper ? '' : words.emailHint}
          mark={words.oneOf}
          fill={paper ? 'off' : 'email'}
        />
        <Field
          form={form}
          name="claimant.postalAddress"
          label={words.postal}
          hint={paper ? '' : words.postalHint}
          mark={words.oneOf}
          rows={3}
          fill={paper ? 'off' : 'street-address'}
        />
      </fieldset>
    </>
  );
}

/** What happened and what is demanded (K1). */
export function SubstanceFields({ form, paper = false }: Props) {
  const words = CLAIM_WORDS[form.language];
  return (
    <>
      <Field
        form={form}
        name="facts"
        label={paper ? words.paperFacts : words.facts}
        hint={paper ? words.paperFactsHint : words.factsHint}
        rows={8}
      />
      <Field
        form={form}
        name="demand"
        label={paper ? words.paperDemand : words.demand}
        hint={paper ? '' : words.demandHint}
        rows={4}
      />
    </>
  );
}
