import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { CaseClocks } from '../../../shared/http/pages/case-clocks.tsx';
import {
  type DeskContext,
  EMPTY_FORM,
  type FormState,
  type Language,
  type Page,
} from '../../../shared/http/pages/context.ts';
import { DateText, dateWords } from '../../../shared/http/pages/date-text.tsx';
import { ActForm, ANSWER } from '../../../shared/http/pages/desk/act-form.tsx';
import { CaseHead } from '../../../shared/http/pages/desk/case-head.tsx';
import { deskKind } from '../../../shared/http/pages/desk/kinds/table.ts';
import { staffName } from '../../../shared/http/pages/desk/staff-name.ts';
import { ErrorSummary } from '../../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { pageKind } from '../../../shared/http/pages/kinds/table.ts';
import { CASE_WORDS } from '../../../shared/http/pages/texts/case-words.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import { Timeline } from '../../../shared/http/pages/timeline.tsx';
import { BreachRoom } from './breach-room.tsx';
import { Acts, Answer, Beside } from './case-acts.tsx';
import { eventEntry } from './case-events.ts';
import { Letters } from './case-letters.tsx';
import { Personal } from './case-personal.tsx';

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
  const { language } = context;
  const { answer } = deskKind(view.kind, context);
  const props = { view, context };
  return {
    title: view.reference,
    address: ADDRESSES.deskCase(view.reference),
    wide: true,
    body: (
      <>
        <ErrorSummary errors={open.errors} language={language} scope="open" />
        <CaseHead view={view} context={context} />
        <Tasks {...props} />
        <div class="cols">
          <div class="first">
            {view.kind === 'breach' && <BreachRoom {...props} />}
            <section aria-labelledby="clocks">
              <h2 id="clocks">{DESK_WORDS[language].clocksTitle}</h2>
              <CaseClocks view={view} context={context} staff />
            </section>
            <Personal {...props} open={open} />
            {answer && view.acts.includes(ANSWER) && <Answer {...props} />}
            <Beside {...props} />
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
                entries={view.events.map((event) => eventEntry(event, view.kind, context))}
              />
            </section>
          </div>
        </div>
      </>
    ),
  };
}

/** What the state of the case asks of staff: the postal way after a bounce, a check, a call (K4, bots). */
function Tasks({ view, context }: Props) {
  const { language, at } = context;
  const words = DESK_WORDS[language];
  const kind = deskKind(view.kind, context);
  const { letters } = pageKind(view.kind, context).type;
  const answer = view.letters.findLast((letter) => letter.kind === letters.answer);
  const asked = answer && kind.answer?.asks(view, answer, at, language);
  return (
    <>
      {view.triage && (
        <Task title={words.triage} lead={triageLead(view, language)}>
          {view.acts.includes('triage') && <ActForm view={view} act="triage" context={context} />}
        </Task>
      )}
      {view.held && <p class="note warn">{words.heldNote}</p>}
      {kind.notes?.(view, language).map((note) => (
        <p key={note} class="note warn">
          {note}
        </p>
      ))}
      {asked && view.acts.includes('deliver') && (
        <Task title={asked.title} lead={asked.lead}>
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

/** Why the letters of the case wait, until when, and what to do about it. */
function triageLead({ letters }: StaffCaseView, language: Language): string {
  const words = DESK_WORDS[language];
  const held = letters.find((letter) => letter.held !== undefined)?.held;
  if (held === undefined) return words.triageNote;
  const { why, until } = held;
  const how = until === undefined ? words.triagePerson : words.triageUntil(dateWords(until, language, true));
  return `${words.triageWhy[why]} ${how} ${words.triageNote}`;
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
  const time = (value: string | null) =>
    value === null ? undefined : <DateText value={value} language={language} time />;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <FactList small>
        <Fact term={words.columns.assignee}>
          {view.assignee === null ? words.nobody : staffName(view.assignee, context)}
        </Fact>
        <Fact term={words.received}>{time(view.receivedAt)}</Fact>
        <Fact term={words.how}>{terms.channel[view.channel]}</Fact>
        {/* Nobody has asked for a breach: nobody is answered. */}
        {pageKind(view.kind, context).type.letters.answer && (
          <>
            <Fact term={words.answerGoes}>{terms.answerTo[view.answerTo]}</Fact>
            <Fact term={words.language}>{words.languages[view.language]}</Fact>
          </>
        )}
        {deskKind(view.kind, context)
          .facts?.(view, language)
          .map(([term, value]) => (
            <Fact key={term} term={term}>
              {value}
            </Fact>
          ))}
        <Fact term={words.sentAt}>{time(view.sentAt)}</Fact>
        <Fact term={words.nextMilestone}>{time(view.nextMilestone?.at ?? null)}</Fact>
        <Fact term={words.revision}>{view.revision}</Fact>
      </FactList>
    </section>
  );
}
