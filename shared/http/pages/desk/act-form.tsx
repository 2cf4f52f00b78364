import { type ActBody, type ActName, actNamed } from '../../../api/acts.ts';
import type { CaseView } from '../../../api/case-view.ts';
import { fieldsOf } from '../../../api/schema-reader.ts';
import { ADDRESSES } from '../addresses.ts';
import { type DeskContext, EMPTY_FORM, type FormState } from '../context.ts';
import { todayOf } from '../date-text.tsx';
import { Field, type FormFields } from '../field.tsx';
import { Form } from '../form.tsx';
import { ACT_WORDS } from '../texts/acts.ts';
import { CASE_WORDS } from '../texts/case-words.ts';

/** The parts of a case that its forms need. */
type ActCase = Pick<
  CaseView,
  'kind' | 'reference' | 'revision' | 'assignee' | 'consumer' | 'receivedAt' | 'language'
>;

interface About {
  readonly view: ActCase;
  readonly act: ActName;
  readonly context: DeskContext;
}

interface Props extends About {
  readonly state?: FormState;
}

const GRAVE: ReadonlySet<ActName> = new Set(['court', 'settle']);

/** Heading of an act; the consumer flag is set or taken away. */
export function actTitle(act: ActName, view: Pick<CaseView, 'consumer'>, language: 'ru' | 'en'): string {
  const words = ACT_WORDS[language];
  return act === 'consumer' && view.consumer ? words.consumerOff : words.act[act];
}

/** A field of an act as it is drawn, but for what its schema says. */
type Drawn = Omit<Parameters<typeof Field>[0], 'form' | 'name'>;
type FieldName = { [A in ActName]: Exclude<keyof ActBody<A>, 'revision' | 'channel'> }[ActName];

/** How each field of the acts is asked for; which ones an act has, and of what form, its schema says. */
const FIELDS: { readonly [F in FieldName]: (about: About) => Drawn } = {
  to: ({ act, view, context }) => ({
    label: wordsOf(context).to,
    options: context.directory
      .filter(({ role, sub }) => role !== 'auditor' && (act === 'assign' || sub !== view.assignee))
      .map(({ sub, name }) => ({ value: sub, label: name })),
  }),
  reason: ({ context }) => ({
    label: wordsOf(context).reason,
    hint: wordsOf(context).reasonHint,
    rows: 2,
  }),
  text: ({ act, context }) =>
    act === 'answer'
      ? { label: wordsOf(context).answer, hint: wordsOf(context).answerHint, rows: 10 }
      : { label: wordsOf(context).noteText, rows: 3 },
  outcome: ({ context: { language } }) => ({
    label: ACT_WORDS[language].field.outcome,
    radio: true,
    options: (['satisfied', 'partly', 'rejected'] as const).map((value) => ({
      value,
      label: CASE_WORDS[language].outcome[value],
    })),
  }),
  reasons: ({ context }) => ({
    label: wordsOf(context).reasons,
    hint: wordsOf(context).reasonsHint,
    mark: wordsOf(context).reasonsMark,
    rows: 5,
  }),
  tracking: ({ context }) => ({
    label: wordsOf(context).tracking,
    hint: wordsOf(context).trackingHint,
    short: true,
  }),
  on: ({ context }) => ({
    label: wordsOf(context).postedOn,
    max: todayOf(context.at),
    initial: todayOf(context.at),
  }),
  receivedOn: ({ context }) => ({ label: wordsOf(context).receivedOn, max: todayOf(context.at) }),
  letter: ({ context }) => ({ label: wordsOf(context).letter, short: true }),
};

const wordsOf = ({ language }: DeskContext) => ACT_WORDS[language].field;
const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);

/** Fields of the act as its schema has them, in its order, but for what a form sends without asking. */
export function ActFields({ form, ...about }: About & { readonly form: FormFields }) {
  const sent = fixed(about);
  return fieldsOf(form.schema)
    .map(([name]) => name)
    .filter((name) => isField(name) && !Object.hasOwn(sent, name))
    .map((name) =>
      isField(name) ? <Field key={name} form={form} name={name} {...FIELDS[name](about)} /> : null,
    );
}

/** Values a form sends without asking: the revision it was drawn for (409 when stale), and what can only be this. */
function fixed({ act, view }: Pick<About, 'act' | 'view'>): Record<string, string | number> {
  const only = fieldsOf(schemaOf(view.kind, act)).flatMap(([name, { kind, options = [] }]) =>
    kind === 'fixed' ? [[name, options[0] ?? ''] as const] : [],
  );
  return {
    revision: view.revision,
    ...Object.fromEntries(only),
    ...(act === 'consumer' ? { on: String(!view.consumer) } : {}),
  };
}

/** What an act of a kind of case takes. */
function schemaOf(kind: string, act: ActName) {
  const found = actNamed(kind, act);
  if (found === undefined) throw new TypeError(`a ${kind} has no act ${act}`);
  return found.body;
}

/** The form of one act. The answer goes to its preview first, everything else is done at once. */
export function ActForm(props: Props) {
  const { view, act, context, state = EMPTY_FORM } = props;
  const { language } = context;
  const words = ACT_WORDS[language];
  const form: FormFields = { schema: schemaOf(view.kind, act), state, language, scope: act };
  const preview = act === 'answer';
  const action = preview ? ADDRESSES.answerPreview(view.reference) : ADDRESSES.act(view.reference, act);
  return (
    <Form context={context} action={action} hidden={fixed(props)}>
      <p class="soft">{words.about[act]}</p>
      <ActFields view={view} act={act} context={context} form={form} />
      <button type="submit" class={preview ? undefined : GRAVE.has(act) ? 'grave' : 'second'}>
        {preview ? words.preview : words.button[act]}
      </button>
    </Form>
  );
}
