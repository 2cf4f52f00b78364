import type { ActName } from '../../../shared/api/acts.ts';
import type { LetterView } from '../../../shared/api/case-view.ts';
import { openReason, type StaffCaseView } from '../../../shared/api/desk.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { CaseClocks } from '../../../shared/http/pages/case-clocks.tsx';
import {
  type DeskContext,
  EMPTY_FORM,
  type FormState,
  type Page,
} from '../../../shared/http/pages/context.ts';
import { DateText, todayOf } from '../../../shared/http/pages/date-text.tsx';
import { ActForm, actTitle, isAct } from '../../../shared/http/pages/desk/act-form.tsx';
import { CaseHead } from '../../../shared/http/pages/desk/case-head.tsx';
import { ErrorSummary } from '../../../shared/http/pages/error-summary.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { Tag, type Tone } from '../../../shared/http/pages/status-tag.tsx';
import { CASE_WORDS } from '../../../shared/http/pages/texts/case-words.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import { STATUS_WORDS } from '../../../shared/http/pages/texts/status.ts';
import { Timeline } from '../../../shared/http/pages/timeline.tsx';
import { TypedWords } from '../../../shared/http/pages/typed-words.tsx';
import { eventEntry, staffName } from './case-events.ts';

interface Props {
  readonly view: StaffCaseView;
  readonly context: DeskContext;
}

interface Options {
  /** A refused reason for opening the personal part. */
  readonly open?: FormState;
}

/** `GET /desk/cases/{reference}`, and after `POST …/open` the same with the personal part (D1, G10). */
export function casePage(
  view: StaffCaseView,
  context: DeskContext,
  { open = EMPTY_FORM }: Options = {},
): Page {
  const { language, at } = context;
  const props = { view, context };
  return {
    title: view.reference,
    address: ADDRESSES.deskCase(view.reference),
    wide: true,
    body: (
      <>
        <ErrorSummary errors={open.errors} language={language} scope="open" />
        <CaseHead view={view} language={language} />
        <Tasks {...props} />
        <div class="cols">
          <div class="first">
            <section aria-labelledby="clocks">
              <h2 id="clocks">{DESK_WORDS[language].clocksTitle}</h2>
              <CaseClocks view={view} language={language} today={todayOf(at)} staff />
            </section>
            <Personal {...props} open={open} />
            {view.acts.includes('answer') && <Answer {...props} />}
          </div>
          <aside class="side">
            <Facts {...props} />
            <Acts {...props} />
          </aside>
          <div class="second">
            <Letters {...props} />
            <section aria-labelledby="history">
              <h2 id="history">{DESK_WORDS[language].historyTitle}</h2>
              <Timeline
                language={language}
                entries={view.events.map((event) => eventEntry(event, context))}
              />
            </section>
          </div>
        </div>
      </>
    ),
  };
}

const answerLetter = (letters: readonly LetterView[]) =>
  letters.findLast(({ kind }) => kind === 'claim-answer');

/** What the state of the case asks of staff: the postal way after a bounce, a check, a call (K4, bots). */
function Tasks({ view, context }: Props) {
  const words = DESK_WORDS[context.language];
  const answer = answerLetter(view.letters);
  const posting = view.acts.includes('deliver') && answer !== undefined;
  const [title, lead] =
    view.status === 'returned'
      ? [words.returnedTitle, `${words.returnedLead} ${words.returnedNoAddress}`]
      : view.status === 'unconfirmed'
        ? [words.unconfirmedTitle, words.unconfirmedLead]
        : [words.awaitingPost, words.awaitingPostLead];
  return (
    <>
      {view.triage && (
        <Task title={words.triage} lead={words.triageNote}>
          {view.acts.includes('triage') && <ActForm view={view} act="triage" context={context} />}
        </Task>
      )}
      {view.held && <p class="note warn">{words.heldNote}</p>}
      {view.consumer && <p class="note warn">{words.consumerNote}</p>}
      {posting && (
        <Task title={title} lead={lead}>
          <h3>{words.returnedPrint}</h3>
          <p>
            <a class="button second" href={ADDRESSES.print(view.reference, answer.id)}>
              <Icon name="print" /> {words.printLetter}
            </a>
          </p>
          <h3>{words.returnedPost}</h3>
          <ActForm view={view} act="deliver" context={context} />
        </Task>
      )}
    </>
  );
}

function Task({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: preact.ComponentChildren;
}) {
  return (
    <section class="task">
      <h2>
        <Icon name="alert" /> {title}
      </h2>
      <p>{lead}</p>
      {children}
    </section>
  );
}

function Facts({ view, context }: Props) {
  const { language } = context;
  const words = DESK_WORDS[language];
  const terms = CASE_WORDS[language];
  const rows: readonly (readonly [string, preact.ComponentChildren] | false)[] = [
    [words.columns.assignee, view.assignee === null ? words.nobody : staffName(view.assignee, context)],
    [words.received, <DateText key="r" value={view.receivedAt} language={language} time />],
    [words.how, terms.channel[view.channel]],
    [words.answerGoes, terms.answerTo[view.answerTo]],
    [words.language, words.languages[view.language]],
    view.outcome !== null && [words.outcome, terms.outcomeDone[view.outcome]],
    view.sentAt !== null && [words.sentAt, <DateText key="s" value={view.sentAt} language={language} time />],
    view.nextMilestone !== null && [
      words.nextMilestone,
      <DateText key="m" value={view.nextMilestone.at} language={language} time />,
    ],
    [words.revision, String(view.revision)],
  ];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl class="facts small">
        {rows.map(
          (row) =>
            row && (
              <div key={row[0]}>
                <dt>{row[0]}</dt>
                <dd>{row[1]}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** Acts in the order of use; the answer and the tasks have their own places on the page. */
const ORDER: readonly ActName[] = [
  'assign',
  'note',
  'substitute',
  'hold',
  'resume',
  'consumer',
  'receipt-date',
  'settle',
  'court',
];
/** The daily ones are done on the spot, the others on a page of their own. */
const DAILY: ReadonlySet<ActName> = new Set(['assign', 'note']);

function Acts({ view, context }: Props) {
  const { language, staff } = context;
  const words = DESK_WORDS[language];
  const acts = ORDER.filter((act) => view.acts.filter(isAct).includes(act)).filter(
    (act) => act !== 'substitute' || view.assignee !== null,
  );
  const elsewhere = acts.filter((act) => !DAILY.has(act));
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{words.actsTitle}</h2>
      {staff.role === 'auditor' && <p class="soft">{words.auditor}</p>}
      {staff.role !== 'auditor' && acts.length === 0 && <p class="soft">{words.noActs}</p>}
      {acts
        .filter((act) => DAILY.has(act))
        .map((act) => (
          <details class="fold" key={act}>
            <summary>{actTitle(act, view, language)}</summary>
            <ActForm view={view} act={act} context={context} />
          </details>
        ))}
      <ul class="links">
        {elsewhere.map((act) => (
          <li key={act}>
            <a href={ADDRESSES.act(view.reference, act)}>
              {actTitle(act, view, language)} <Icon name="arrow" />
            </a>
          </li>
        ))}
        <li>
          <a href={ADDRESSES.bundle(view.reference)}>
            {words.bundle} <Icon name="save" />
          </a>
        </li>
      </ul>
    </section>
  );
}

function Personal({ view, context, open }: Props & { open: FormState }) {
  const { language } = context;
  const words = DESK_WORDS[language];
  const { personal } = view;
  return (
    <section aria-labelledby="personal" class="personal">
      <h2 id="personal">
        <Icon name="lock" /> {words.personalTitle}
      </h2>
      {personal === undefined ? (
        <>
          <p>{words.personalLead}</p>
          <Form context={context} action={ADDRESSES.deskOpen(view.reference)}>
            <Field
              form={{ schema: openReason, state: open, language, scope: 'open' }}
              name="reason"
              label={words.personalReason}
              hint={words.personalHint}
            />
            <button type="submit" class="second">
              {words.personalOpen}
            </button>
          </Form>
        </>
      ) : (
        <>
          <p class="soft" role="status">
            {words.personalOpened}
          </p>
          <TypedWords typed={personal} language={language} />
          {personal.answer && (
            <>
              <h3>{words.answerText}</h3>
              <p class="words">{personal.answer.text}</p>
              {personal.answer.reasons && (
                <>
                  <h3>{words.answerReasons}</h3>
                  <p class="words">{personal.answer.reasons}</p>
                </>
              )}
            </>
          )}
          {personal.notes && personal.notes.length > 0 && (
            <>
              <h3>{words.notes}</h3>
              <ul class="notes">
                {personal.notes.map((note) => (
                  <li key={note.at}>
                    <span class="soft">
                      <DateText value={note.at} language={language} time /> · {staffName(note.by, context)}
                    </span>
                    <p class="words">{note.text}</p>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}

/** With the claim's text in view the answer is written beside it; else on its own page. */
function Answer({ view, context }: Props) {
  const words = DESK_WORDS[context.language];
  return (
    <section aria-labelledby="answer-title">
      <h2 id="answer-title">{words.act.answer}</h2>
      {view.personal === undefined ? (
        <a class="button" href={ADDRESSES.act(view.reference, 'answer')}>
          {words.writeAnswer} <Icon name="arrow" />
        </a>
      ) : (
        <ActForm view={view} act="answer" context={context} />
      )}
    </section>
  );
}

const LETTER_TONES: { readonly [status in LetterView['status']]: Tone } = {
  held: 'warn',
  queued: 'calm',
  sending: 'calm',
  sent: 'good',
  delivered: 'good',
  bounced: 'bad',
  complained: 'bad',
  unconfirmed: 'warn',
  stopped: 'quiet',
  printed: 'good',
};

function Letters({ view, context }: Props) {
  const { language } = context;
  const words = DESK_WORDS[language];
  const terms = CASE_WORDS[language];
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{words.lettersTitle}</h2>
      {view.letters.length === 0 && <p class="soft">{STATUS_WORDS[language].noLetters}</p>}
      <ul class="letters">
        {view.letters.map((letter) => (
          <li key={letter.id}>
            <Icon name={letter.channel === 'print' ? 'print' : 'letter'} />
            <span>
              <b>{terms.letter[letter.kind]}</b>{' '}
              <Tag tone={LETTER_TONES[letter.status]}>{terms.letterStatus[letter.status]}</Tag>
              <span class="soft">
                <DateText value={letter.at} language={language} time /> · {terms.letterTo[letter.to]},{' '}
                {terms.letterChannel[letter.channel]}
                {letter.to === 'requester' && (
                  <>
                    {' · '}
                    <a href={ADDRESSES.print(view.reference, letter.id)}>{words.printLetter}</a>
                  </>
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
