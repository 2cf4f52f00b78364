import { ACT_BODIES, type ActName } from '../../../api/acts.ts';
import type { CaseView } from '../../../api/case-view.ts';
import { ADDRESSES } from '../addresses.ts';
import { type DeskContext, EMPTY_FORM, type FormState } from '../context.ts';
import { todayOf } from '../date-text.tsx';
import { Field, type FormFields } from '../field.tsx';
import { Form } from '../form.tsx';
import { ACT_WORDS } from '../texts/acts.ts';
import { CASE_WORDS } from '../texts/case-words.ts';

/** The parts of a case that its forms need. */
type ActCase = Pick<CaseView, 'reference' | 'revision' | 'assignee' | 'consumer' | 'receivedAt' | 'language'>;

interface Props {
  readonly view: ActCase;
  readonly act: ActName;
  readonly context: DeskContext;
  readonly state?: FormState;
}

const GRAVE: ReadonlySet<ActName> = new Set(['court', 'settle']);

/** Whether a name is that of an act with a form. */
export const isAct = (name: string): name is ActName => name in ACT_BODIES;

/** Heading of an act; the consumer flag is set or taken away. */
export function actTitle(act: ActName, view: Pick<CaseView, 'consumer'>, language: 'ru' | 'en'): string {
  const words = ACT_WORDS[language];
  return act === 'consumer' && view.consumer ? words.consumerOff : words.act[act];
}

function reason(form: FormFields, act: ActName) {
  const words = ACT_WORDS[form.language];
  return (
    <Field
      key={act}
      form={form}
      name="reason"
      label={words.field.reason}
      hint={words.field.reasonHint}
      rows={2}
    />
  );
}

/** Fields of the answer (K4); also used to change the text after a preview. */
export function AnswerFields({ form }: { readonly form: FormFields }) {
  const { field } = ACT_WORDS[form.language];
  const { outcome } = CASE_WORDS[form.language];
  return (
    <>
      <Field
        form={form}
        name="outcome"
        label={field.outcome}
        radio
        options={(['satisfied', 'partly', 'rejected'] as const).map((value) => ({
          value,
          label: outcome[value],
        }))}
      />
      <Field form={form} name="text" label={field.answer} hint={field.answerHint} rows={10} />
      <Field
        form={form}
        name="reasons"
        label={field.reasons}
        hint={field.reasonsHint}
        mark={field.reasonsMark}
        rows={5}
      />
    </>
  );
}

function Fields({ act, form, view, context }: Props & { form: FormFields }) {
  const { field } = ACT_WORDS[context.language];
  const today = todayOf(context.at);
  switch (act) {
    case 'assign':
    case 'substitute': {
      const people = context.directory
        .filter(({ role, sub }) => role !== 'auditor' && (act === 'assign' || sub !== view.assignee))
        .map(({ sub, name }) => ({ value: sub, label: name }));
      return (
        <>
          <Field form={form} name="to" label={field.to} options={people} />
          {act === 'substitute' && reason(form, act)}
        </>
      );
    }
    case 'note':
      return <Field form={form} name="text" label={field.noteText} rows={3} />;
    case 'answer':
      return <AnswerFields form={form} />;
    case 'deliver':
      return (
        <>
          <Field form={form} name="tracking" label={field.tracking} hint={field.trackingHint} short />
          <Field form={form} name="on" label={field.postedOn} max={today} initial={today} />
        </>
      );
    case 'receipt-date':
      return (
        <>
          <Field form={form} name="receivedOn" label={field.receivedOn} max={today} />
          {reason(form, act)}
        </>
      );
    case 'triage':
      return null;
    case 'printed':
      return <Field form={form} name="letter" label={field.letter} short />;
    default:
      return reason(form, act);
  }
}

/** Values a form sends without asking: the revision it was drawn for (409 when stale), and what its button means. */
function fixed(act: ActName, view: ActCase): Record<string, string | number> {
  const own: Record<string, string> =
    act === 'deliver' ? { channel: 'post' } : act === 'consumer' ? { on: String(!view.consumer) } : {};
  return { revision: view.revision, ...own };
}

/** The form of one act. The answer goes to its preview first, everything else is done at once. */
export function ActForm(props: Props) {
  const { view, act, context, state = EMPTY_FORM } = props;
  const { language } = context;
  const words = ACT_WORDS[language];
  const form: FormFields = { schema: ACT_BODIES[act], state, language, scope: act };
  const preview = act === 'answer';
  const action = preview ? ADDRESSES.answerPreview(view.reference) : ADDRESSES.act(view.reference, act);
  return (
    <Form context={context} action={action} hidden={fixed(act, view)}>
      <p class="soft">{words.about[act]}</p>
      <Fields {...props} form={form} />
      <button type="submit" class={preview ? undefined : GRAVE.has(act) ? 'grave' : 'second'}>
        {preview ? words.preview : words.button[act]}
      </button>
    </Form>
  );
}
