import { ACTS, actNamed, isPreviewed } from '../../../api/acts.ts';
import type { CaseView } from '../../../api/case-view.ts';
import { fieldsOf } from '../../../api/schema-reader.ts';
import { ADDRESSES } from '../addresses.ts';
import { type DeskContext, EMPTY_FORM, type FormState } from '../context.ts';
import { todayOf } from '../date-text.tsx';
import type { DrawnField } from '../drawn-field.ts';
import { Field, type FormFields } from '../field.tsx';
import { Form } from '../form.tsx';
import { ACT_WORDS } from '../texts/acts.ts';
import type { AboutAct } from './kinds/desk-kind.ts';
import { actTerms, deskKind, type WithDesk } from './kinds/table.ts';

/** The parts of a case that its forms need. */
type ActCase = Pick<
  CaseView,
  'kind' | 'reference' | 'revision' | 'assignee' | 'consumer' | 'receivedAt' | 'language'
>;

interface About extends AboutAct {
  readonly view: ActCase;
  readonly context: DeskContext;
}

/** The act of an answer that goes to its preview first. */
export const ANSWER = 'answer';

interface Props extends About {
  readonly state?: FormState;
}

/** Heading of an act. */
export const actTitle = (
  act: string,
  view: Pick<CaseView, 'kind' | 'consumer'>,
  context: WithDesk & Pick<DeskContext, 'language'>,
): string =>
  deskKind(view.kind, context).title?.(act, view, context.language) ??
  actTerms(view.kind, act, context.language, context).name;

/** How the fields of the acts that all cases have are asked for; which ones an act has, and of what form, its schema says. */
const FIELDS: { readonly [field: string]: (about: AboutAct) => DrawnField } = {
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
  text: ({ context }) => ({ label: wordsOf(context).noteText, rows: 3 }),
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

const wordsOf = ({ language }: AboutAct['context']) => ACT_WORDS[language].field;

/** How a field of an act is drawn: as its kind says, else as for all. Throws for one that nobody has said. */
function drawn(name: string, about: About): DrawnField {
  const { fields } = deskKind(about.view.kind, about.context);
  const found = fields[`${about.act}.${name}`] ?? fields[name] ?? FIELDS[name];
  if (found === undefined) throw new TypeError(`nobody has said how ${name} of ${about.act} is asked for`);
  return found(about);
}

/** Fields of the act as its schema has them, in its order, but for what a form sends without asking. */
export function ActFields({ form, ...about }: About & { readonly form: FormFields }) {
  const sent = fixed(about);
  return fieldsOf(form.schema)
    .map(([name]) => name)
    .filter((name) => !Object.hasOwn(sent, name))
    .map((name) => <Field key={name} form={form} name={name} {...drawn(name, about)} />);
}

/** Values a form sends without asking: the revision it was drawn for (409 when stale), and what can only be this. */
function fixed(about: About): Record<string, string | number> {
  const { act, view, context } = about;
  const only = fieldsOf(schemaOf(about)).flatMap(([name, { kind, options = [] }]) =>
    kind === 'fixed' ? [[name, options[0] ?? ''] as const] : [],
  );
  return {
    revision: view.revision,
    ...Object.fromEntries(only),
    ...deskKind(view.kind, context).fixed?.({ act, view }),
  };
}

/** What an act of a kind of case takes. */
export function schemaOf({ act, view: { kind }, context: { acts = ACTS } }: About) {
  const found = actNamed(kind, act, acts);
  if (found === undefined) throw new TypeError(`a ${kind} has no act ${act}`);
  return found.body;
}

/** The form of one act. What writes a letter goes to its preview first, everything else is done at once. */
export function ActForm(props: Props) {
  const { view, act, context, state = EMPTY_FORM } = props;
  const { language } = context;
  const kind = deskKind(view.kind, context);
  const terms = actTerms(view.kind, act, language, context);
  const form: FormFields = { schema: schemaOf(props), state, language, scope: act };
  const preview = isPreviewed(act) && kind.answer !== undefined;
  const action = preview ? ADDRESSES.actPreview(view.reference, act) : ADDRESSES.act(view.reference, act);
  return (
    <Form context={context} action={action} hidden={fixed(props)}>
      <p class="soft">{terms.about}</p>
      <ActFields view={view} act={act} context={context} form={form} />
      <button type="submit" class={preview ? undefined : kind.grave.includes(act) ? 'grave' : 'second'}>
        {preview ? ACT_WORDS[language].preview : terms.button}
      </button>
    </Form>
  );
}
