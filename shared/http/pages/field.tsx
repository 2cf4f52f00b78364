import type { ComponentChildren } from 'preact';
import type * as z from 'zod/mini';
import { fieldFacts } from '../../api/schema-reader.ts';
import type { FormState, Language } from './context.ts';
import type { DrawnField } from './drawn-field.ts';
import { KIT } from './texts/kit.ts';

/** Id of a field's control on the page; `scope` keeps several forms of one page apart. */
export const fieldId = (name: string, scope = ''): string =>
  `${scope}${scope && '-'}${name.replaceAll('.', '-')}`;

/** What all fields of one form share. */
export interface FormFields {
  readonly schema: z.ZodMiniType;
  readonly state: FormState;
  readonly language: Language;
  /** Prefix of ids when a page has several forms. */
  readonly scope?: string;
}

interface FieldProps extends DrawnField {
  readonly form: FormFields;
  /** Dotted name in the schema. */
  readonly name: string;
}

/** "required" for fields the schema demands; otherwise the given mark or "optional". */
function Mark({
  required,
  mark,
  language,
}: {
  required: boolean;
  mark?: string | undefined;
  language: Language;
}) {
  const words = KIT[language];
  return (
    <span class={required ? 'must' : 'may'}>{mark ?? (required ? words.required : words.optional)}</span>
  );
}

const number = (language: Language, value: number) =>
  String(value).replace(/(?=(\d{3})+$)(?!^)/g, language === 'ru' ? '\u00a0' : ',');

/** The message at a field, announced together with it. */
function FieldMessage({ id, message, language }: { id: string; message: string; language: Language }) {
  return (
    <p class="wrong" id={id}>
      <span class="away">{KIT[language].errorPrefix}: </span>
      {message}
    </p>
  );
}

/** The message of a group of fields, e.g. "give one of the two". */
export function ErrorsAt({ form, name }: { readonly form: FormFields; readonly name: string }) {
  const error = form.state.errors.find(({ field }) => field === name);
  if (error === undefined) return null;
  return (
    <FieldMessage
      id={`${fieldId(name, form.scope)}-error`}
      message={error.message}
      language={form.language}
    />
  );
}

/** Label, mark, hint, message and control. Required, length and type come from the schema that checks the form (G5). */
export function Field(props: FieldProps) {
  const { form, name, label, hint, mark, rows } = props;
  const { schema, state, language, scope } = form;
  const read = fieldFacts(schema, name);
  const facts = props.needed ? { ...read, required: true } : read;
  const id = fieldId(name, scope);
  const message = state.errors.find((error) => error.field === name)?.message;
  const long = rows !== undefined && facts.maxLength !== undefined;
  const note = long ? KIT[language].upTo(number(language, facts.maxLength ?? 0)) : undefined;
  const described = [hint || note ? `${id}-hint` : '', message ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  const common = {
    id,
    name,
    ...(facts.required ? { required: true } : {}),
    ...(described ? { 'aria-describedby': described } : {}),
    ...(message ? { 'aria-invalid': true as const } : {}),
  };
  const value = state.values[name] ?? props.initial ?? '';
  const several = facts.kind === 'list';
  const grouped = props.radio || facts.kind === 'boolean' || several;
  const hintLine = (hint || note) && (
    <p class="hint" id={`${id}-hint`}>
      {[hint, note].filter(Boolean).join(' ')}
    </p>
  );
  const wrong = message && <FieldMessage id={`${id}-error`} message={message} language={language} />;
  if (grouped)
    return (
      <fieldset
        class={message ? 'field bad' : 'field'}
        {...(described ? { 'aria-describedby': described } : {})}
      >
        <legend>
          {label} <Mark required={facts.required} mark={mark} language={language} />
        </legend>
        {hintLine}
        {wrong}
        <Choices
          {...props}
          id={id}
          chosen={several ? value.split(', ') : [value]}
          values={choices(props, facts.options)}
          several={several}
          required={facts.required && !several}
        />
      </fieldset>
    );
  return (
    <div class={message ? 'field bad' : 'field'}>
      <label for={id}>
        {label} <Mark required={facts.required} mark={mark} language={language} />
      </label>
      {hintLine}
      {wrong}
      <Control
        {...props}
        common={common}
        value={value}
        kind={facts.kind}
        maxLength={facts.maxLength}
        values={choices(props, facts.options)}
      />
    </div>
  );
}

const choices = ({ options, form }: FieldProps, values: readonly string[] | undefined) => {
  const words = KIT[form.language];
  const yesNo = [
    { value: 'true', label: words.yes },
    { value: 'false', label: words.no },
  ];
  return options ?? values?.map((value) => ({ value, label: value })) ?? yesNo;
};

function Choices(
  props: FieldProps & {
    id: string;
    chosen: readonly string[];
    several: boolean;
    required: boolean;
    values: readonly { value: string; label: string }[];
  },
) {
  return (
    <div class="choices">
      {props.values.map((choice, index) => (
        <label key={choice.value} class="choice">
          <input
            type={props.box || props.several ? 'checkbox' : 'radio'}
            id={index === 0 ? props.id : `${props.id}-${choice.value}`}
            name={props.name}
            value={choice.value}
            checked={props.chosen.includes(choice.value)}
            {...(props.required ? { required: true } : {})}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}

function Control(
  props: FieldProps & {
    common: { id: string; name: string };
    value: string;
    kind: string;
    maxLength: number | undefined;
    values: readonly { value: string; label: string }[];
  },
): ComponentChildren {
  const { common, value, kind, maxLength, rows, fill, form } = props;
  const length = maxLength === undefined ? {} : { maxLength };
  const complete = fill === undefined ? {} : { autocomplete: fill };
  // A line end after <textarea> is swallowed by browsers: one more keeps what was typed.
  if (rows !== undefined)
    return (
      <textarea {...common} rows={rows} {...length} {...complete}>
        {value.startsWith('\n') ? `\n${value}` : value}
      </textarea>
    );
  if (kind === 'choice' || props.options)
    return (
      <select {...common}>
        <option value="">{KIT[form.language].choose}</option>
        {props.values.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  const plain = { ...common, value, ...length, ...complete };
  if (kind === 'date')
    return <input {...plain} type="date" class="short" {...(props.max ? { max: props.max } : {})} />;
  if (kind === 'moment')
    return (
      <input
        {...plain}
        type="datetime-local"
        class="short"
        value={value.slice(0, 'YYYY-MM-DDTHH:MM'.length)}
      />
    );
  // Not `type="email"`: browsers send its domain in ASCII, and the address would be shown otherwise than it was typed.
  if (kind === 'email')
    return <input {...plain} type="text" inputMode="email" autocapitalize="none" spellcheck={false} />;
  return <input {...plain} type="text" {...(props.short ? { class: 'short' } : {})} />;
}
