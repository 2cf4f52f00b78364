import { type PersonView, releaseRequest } from '../../../shared/api/people.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext, FormState } from '../../../shared/http/pages/context.ts';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { PEOPLE_WORDS } from '../../../shared/http/pages/texts/people.ts';
import { formatInstant } from '../../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../../shared/law/regimes.ts';

interface Props {
  readonly view: PersonView;
  readonly context: DeskContext;
  /** What was typed into the form and refused. */
  readonly state: FormState;
}

/** The hold after a change of address (R5): everybody sees that it lasts, an officer has the form that releases it. */
export function PersonHold({ view, context, state }: Props) {
  const { person, revision, holdUntil } = view;
  if (holdUntil === undefined || view.state !== 'active') return null;
  const { language, staff } = context;
  const words = PEOPLE_WORDS[language];
  const until = formatInstant(Date.parse(holdUntil), REGIME_ZONE, language);
  return (
    <section aria-labelledby="hold">
      <h2 id="hold">{words.holdTitle}</h2>
      <p>{words.holdLead(until)}</p>
      {staff.role === 'officer' ? (
        <Form context={context} action={ADDRESSES.deskPersonRelease(person)} hidden={{ revision }}>
          <p>{words.releaseLead}</p>
          <Field
            form={{ schema: releaseRequest, state, language, scope: 'release' }}
            name="reason"
            label={words.releaseReason}
            hint={words.releaseHint}
          />
          <button type="submit" class="second">
            {words.release}
          </button>
        </Form>
      ) : (
        <p class="soft">{words.holdOfficer}</p>
      )}
    </section>
  );
}
