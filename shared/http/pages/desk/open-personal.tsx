import { openReason } from '../../../api/desk.ts';
import type { DeskContext, FormState } from '../context.ts';
import { Field } from '../field.tsx';
import { Form } from '../form.tsx';
import { DESK_WORDS } from '../texts/desk.ts';

interface Props {
  readonly context: DeskContext;
  /** Where the reason is posted to: a case's, a person's. */
  readonly action: string;
  readonly state: FormState;
}

/** The form that opens a personal part, with the reason that the ledger keeps (G10). */
export function OpenPersonal({ context, action, state }: Props) {
  const { language } = context;
  const words = DESK_WORDS[language];
  return (
    <Form context={context} action={action}>
      <Field
        form={{ schema: openReason, state, language, scope: 'open' }}
        name="reason"
        label={words.personalReason}
        hint={words.personalHint}
      />
      <button type="submit" class="second">
        {words.personalOpen}
      </button>
    </Form>
  );
}
