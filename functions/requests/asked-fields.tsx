import { type Askable, OBJECTIONS } from '../../shared/domain/requests/asked.ts';
import { CORRECTABLE } from '../../shared/domain/requests/corrections.ts';
import { Field, type FormFields } from '../../shared/http/pages/field.tsx';
import { REQUEST_FORM_WORDS } from '../../shared/http/pages/texts/requests.ts';
import { Choices } from './choices.tsx';

/** Only what the chosen kinds need: fields before and after, what is objected to, words (S1, S7). */
export function AskedFields({
  form,
  kinds,
}: {
  readonly form: FormFields;
  readonly kinds: readonly Askable[];
}) {
  const words = REQUEST_FORM_WORDS[form.language];
  return (
    <>
      {kinds.map((kind) => (
        <input key={kind} type="hidden" name="kinds" value={kind} />
      ))}
      {kinds.includes('objection') && (
        <Choices
          legend={words.objections}
          name="objections"
          options={OBJECTIONS.map((value) => ({ value, label: words.objection[value] }))}
          state={form.state}
        />
      )}
      {kinds.includes('correction') && (
        <fieldset class="group" id="corrections">
          <legend>{words.correct}</legend>
          <p class="hint">{words.correctHint}</p>
          {CORRECTABLE.map((field) => (
            <div key={field} class="pair">
              <Field form={form} name={`correct.${field}.is`} label={`${words.fields[field]}: ${words.is}`} />
              <Field
                form={form}
                name={`correct.${field}.shouldBe`}
                label={`${words.fields[field]}: ${words.shouldBe}`}
              />
            </div>
          ))}
        </fieldset>
      )}
      <Field form={form} name="details" label={words.details} hint={words.detailsHint} rows={6} />
    </>
  );
}

/** What is asked for, in words, with the way back. */
export function AskedList({
  kinds,
  language,
  back,
}: {
  readonly kinds: readonly Askable[];
  readonly language: 'ru' | 'en';
  readonly back: string;
}) {
  const words = REQUEST_FORM_WORDS[language];
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{words.asked}</h2>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>{words.kinds[kind]}</li>
        ))}
      </ul>
      <p>
        <a href={back}>{words.change}</a>
      </p>
    </section>
  );
}
