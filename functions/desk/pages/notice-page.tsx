import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { noticeTexts } from '../../../shared/api/kinds/breach-acts.ts';
import { type Duty, dutyFacts, fieldsOfNotice } from '../../../shared/domain/breaches/duties.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import {
  type DeskContext,
  EMPTY_FORM,
  type FormState,
  type Page,
} from '../../../shared/http/pages/context.ts';
import { CaseHead } from '../../../shared/http/pages/desk/case-head.tsx';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { NOTICE_WORDS } from '../../../shared/http/pages/texts/notice.ts';
import { BREACH_CODES, breachWord } from '../../../shared/words/breach-names.ts';
import type { NoticeText } from '../notice.ts';
import { noticeStands } from './notice-stands.ts';

interface Props {
  readonly view: StaffCaseView;
  readonly notice: Duty;
  readonly context: DeskContext;
}

interface Opened {
  /** As it was last written; absent: never. */
  readonly written?: NoticeText | undefined;
  /** What is known of it before anybody writes. */
  readonly before: NoticeText;
}

interface Options {
  /** Only after a reason was given (G10). */
  readonly opened?: Opened;
  /** A refused text. */
  readonly state?: FormState;
}

/** The page of one notice to an authority (B2): how it stands; opened, its text to read, copy and print, and the form that writes it. */
export function noticePage(
  view: StaffCaseView,
  notice: Duty,
  { opened, state = EMPTY_FORM }: Options,
  context: DeskContext,
): Page {
  const { language, staff } = context;
  const title = breachWord('duties', notice, language);
  const props = { view, notice, context };
  const writes = staff.role === 'officer' && view.acts.includes('draft');
  const isTyped = state.errors.length > 0;
  return {
    title: titled(title, state, language),
    address: ADDRESSES.notice(view.reference, notice),
    wide: true,
    body: (
      <>
        <ErrorSummary errors={state.errors} language={language} scope="notice" labels={labels(language)} />
        <CaseHead view={view} context={context} below={title} />
        <div class="read">
          <p class="note">{noticeStands(view, notice, language)}</p>
          {opened === undefined && !isTyped && <Closed {...props} />}
          {opened?.written && <Sheet {...props} text={opened.written} />}
          {writes && (opened !== undefined || isTyped) && <Write {...props} opened={opened} state={state} />}
          <Next {...props} />
        </div>
      </>
    ),
  };
}

/** Names of the fields, by which the summary of errors leads to them. */
const labels = (language: DeskContext['language']): Readonly<Record<string, string>> => ({
  ...BREACH_CODES[language].fields,
  confirmed: NOTICE_WORDS[language].confirm,
});

function Closed({ view: { reference }, notice, context }: Props) {
  const words = NOTICE_WORDS[context.language];
  return (
    <Form context={context} action={ADDRESSES.noticeOpen(reference, notice)} hidden={{ reason: 'notice' }}>
      <p>{words.openLead}</p>
      <button type="submit">
        <Icon name="lock" /> {words.open}
      </button>
    </Form>
  );
}

/** The text as it was written, on a sheet of paper; each field is selected by one click. */
function Sheet({ view, notice, context: { language }, text }: Props & { readonly text: NoticeText }) {
  const words = NOTICE_WORDS[language];
  return (
    <>
      <p class="soft screen-only" role="status">
        {words.shown} {words.toCopy}
      </p>
      <article class="sheet" aria-label={words.heading}>
        {view.drill === true && (
          <p>
            <strong>{words.drill}</strong>
          </p>
        )}
        <p class="subject">
          {breachWord('duties', notice, language)} · {view.reference}
        </p>
        <dl class="facts">
          {fieldsOfNotice(notice).map((field) =>
            text[field] === undefined ? null : (
              <div key={field}>
                <dt>{breachWord('fields', field, language)}</dt>
                <dd class="words copied">{text[field]}</dd>
              </div>
            ),
          )}
        </dl>
      </article>
    </>
  );
}

function Write({
  view,
  notice,
  context,
  opened,
  state,
}: Props & { readonly opened: Opened | undefined; readonly state: FormState }) {
  const { language } = context;
  const words = NOTICE_WORDS[language];
  const { needs = [], asks = [] } = dutyFacts(notice);
  const form = { schema: noticeTexts, state, language, scope: 'notice' };
  const known = opened?.written ?? opened?.before ?? {};
  const field = (name: (typeof needs)[number], needed: boolean) => (
    <Field
      key={name}
      form={form}
      name={name}
      label={breachWord('fields', name, language)}
      rows={needed ? 4 : 2}
      needed={needed}
      {...(known[name] === undefined ? {} : { initial: known[name] })}
    />
  );
  return (
    <details class="fold big" open={opened?.written === undefined}>
      <summary>{opened?.written === undefined ? words.heading : words.edit}</summary>
      <Form
        context={context}
        action={ADDRESSES.notice(view.reference, notice)}
        hidden={{ revision: view.revision }}
      >
        {opened !== undefined && opened.written === undefined && <p class="soft">{words.before}</p>}
        {needs.length > 0 && <h2>{words.demanded}</h2>}
        {needs.map((name) => field(name, true))}
        <h2>{words.believed}</h2>
        <p class="soft">{words.believedNote}</p>
        {asks.map((name) => field(name, false))}
        <Field
          form={form}
          name="confirmed"
          label={words.confirm}
          box
          options={[{ value: 'true', label: words.confirmBox }]}
        />
        <button type="submit">{words.keep}</button>
      </Form>
    </details>
  );
}

/** What comes after the text: its filing, or the decision not to file. */
function Next({ view, notice, context }: Props) {
  const words = NOTICE_WORDS[context.language];
  const isOpen = view.duties?.some(({ duty, state }) => duty === notice && state === 'open') === true;
  const acts = (['file', 'decline'] as const).filter((act) => isOpen && view.acts.includes(act));
  if (acts.length === 0) return null;
  return (
    <ul class="links screen-only">
      {acts.map((act) => (
        <li key={act}>
          <a href={ADDRESSES.act(view.reference, act)}>
            {act === 'file' ? words.record : words.decline} <Icon name="arrow" />
          </a>
        </li>
      ))}
    </ul>
  );
}
