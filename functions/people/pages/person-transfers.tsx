import type { PersonView } from '../../../shared/api/people.ts';
import { transferSaid } from '../../../shared/api/transfers.ts';
import { HELD_FIELDS, TRANSFER_GROUNDS } from '../../../shared/domain/transfers/transfer.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext, FormState } from '../../../shared/http/pages/context.ts';
import { DateText, todayOf } from '../../../shared/http/pages/date-text.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { PEOPLE_WORDS } from '../../../shared/http/pages/texts/people.ts';
import { RECIPIENT_WORDS } from '../../../shared/http/pages/texts/recipients.ts';
import type { RuntimeSettings } from '../../../shared/settings.ts';

/** To whom transfers can be recorded: recipients of the settings, by id. */
export type Others = RuntimeSettings['others'];

interface Props {
  readonly view: PersonView;
  readonly others: Others;
  readonly context: DeskContext;
  /** What was typed into the form and refused. */
  readonly state: FormState;
}

/** To whom the person's data were handed over (X2); an officer has the form that records a transfer made by hand. */
export function PersonTransfers({ view, others = {}, context, state }: Props) {
  const { language, staff } = context;
  const words = PEOPLE_WORDS[language];
  const { person, transfers } = view;
  const fieldNames = RECIPIENT_WORDS[language].fields;
  const recipients = Object.entries(others).flatMap(([value, { kind, name }]) =>
    kind === 'recipient' ? [{ value, label: name[language] }] : [],
  );
  const form = { schema: transferSaid, state, language, scope: 'transfer' };
  return (
    <section aria-labelledby="transfers">
      <h2 id="transfers">{words.transfers}</h2>
      {transfers.length === 0 ? (
        <p class="soft">{words.noTransfers}</p>
      ) : (
        <ul>
          {transfers.map(({ id, recipient, name, fields, ground, on, evidence }) => (
            <li key={id}>
              <b>{others[recipient]?.name[language] ?? name ?? recipient}</b>,{' '}
              <DateText value={on} language={language} />: {fields.map((one) => fieldNames[one]).join(', ')};{' '}
              {words.transferGrounds[ground]}
              {evidence !== undefined && <span class="soft"> ({evidence})</span>}
            </li>
          ))}
        </ul>
      )}
      {staff.role === 'officer' && recipients.length === 0 && <p class="soft">{words.noRecipients}</p>}
      {staff.role === 'officer' && recipients.length > 0 && (
        <details open={state.errors.length > 0}>
          <summary>{words.recordTransfer}</summary>
          <p>{words.transferLead}</p>
          <Form context={context} action={ADDRESSES.deskPersonTransfers(person)}>
            <Field form={form} name="recipient" label={words.recipient} radio options={recipients} />
            <Field
              form={form}
              name="fields"
              label={words.transferFields}
              options={HELD_FIELDS.map((value) => ({ value, label: fieldNames[value] ?? value }))}
            />
            <Field
              form={form}
              name="ground"
              label={words.transferGround}
              radio
              options={TRANSFER_GROUNDS.map((value) => ({ value, label: words.transferGrounds[value] }))}
            />
            <Field form={form} name="on" label={words.transferOn} max={todayOf(context.at)} />
            <Field
              form={form}
              name="evidence"
              label={words.transferEvidence}
              hint={words.transferEvidenceHint}
              rows={2}
            />
            <button type="submit" class="second">
              {words.saveTransfer}
            </button>
          </Form>
        </details>
      )}
    </section>
  );
}
