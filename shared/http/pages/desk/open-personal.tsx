import { openReason } from '../../../api/fields.ts';
import type { DeskContext, FormState } from '../context.ts';
import { Field } from '../field.tsx';
import { Form } from '../form.tsx';
import { DESK_WORDS } from '../texts/desk.ts';

interface Props {
  readonly context: DeskContext;
  /** Where the reason is posted to: a case's, a person's, a register's. */
  readonly action: string;
  readonly state: FormState;
  /** What the reason is asked for; a personal part if not said. */
  readonly words?: { readonly label: string; readonly hint: string; readonly button: string };
}

/** The form that opens personal data, with the reason that the ledger keeps (G10). */
export function OpenPersonal({ context, action, state, words }: Props) {
  const { language } = context;
  const { personalReason: label, personalHint: hint, personalOpen: button } = DESK_WORDS[language];
  const said = words ?? { label, hint, button };
  return (
    <Form context={context} action={action}>
      <Field
        form={{ schema: openReason, state, language, scope: 'open' }}
        name="reason"
        label={said.label}
        hint={said.hint}
        fill="off"
      />
      <button type="submit" class="second">
        {said.button}
      </button>
    </Form>
  );
}
