import type { ComponentChildren } from 'preact';
import type { PageContext } from './context.ts';
import { Field, type FormFields } from './field.tsx';
import { Form } from './form.tsx';
import { KIT } from './texts/kit.ts';

interface Props {
  readonly context: PageContext;
  readonly action: string;
  readonly form: FormFields;
  /** Words of the button. */
  readonly send: string;
  /** Replaces "code from the letter" where there is more than one letter. */
  readonly label?: string | undefined;
  readonly hint?: string;
  readonly hidden?: Readonly<Record<string, string>>;
  /** For somebody who is not signed in. */
  readonly open?: boolean;
  /** The same address takes posts without a code too, so the schema can do without. */
  readonly needed?: boolean;
  /** What the code confirms cannot be undone. */
  readonly grave?: boolean;
  /** Further fields. */
  readonly children?: ComponentChildren;
}

/** The form that takes the code of a letter. */
export function CodeForm({ context, action, form, send, hidden = {}, ...rest }: Props) {
  const words = KIT[context.language];
  return (
    <Form context={context} action={action} hidden={hidden} open={rest.open ?? false}>
      <Field
        form={form}
        name="code"
        label={rest.label ?? words.code}
        hint={rest.hint ?? words.codeHint}
        fill="one-time-code"
        short
        needed={rest.needed ?? false}
      />
      {rest.children}
      <button type="submit" class={rest.grave ? 'grave' : undefined}>
        {send}
      </button>
    </Form>
  );
}
