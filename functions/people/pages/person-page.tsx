import type { PersonView } from '../../../shared/api/people.ts';
import type { Tone } from '../../../shared/domain/cases/type.ts';
import { hasAccount } from '../../../shared/domain/registration/person.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import {
  type DeskContext,
  EMPTY_FORM,
  type FormState,
  type Page,
} from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { OpenPersonal } from '../../../shared/http/pages/desk/open-personal.tsx';
import { ErrorSummary } from '../../../shared/http/pages/error-summary.tsx';
import { Fact, FactList, WordFacts } from '../../../shared/http/pages/fact-list.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { LetterTag, Tag } from '../../../shared/http/pages/status-tag.tsx';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import { PEOPLE_WORDS } from '../../../shared/http/pages/texts/people.ts';
import { PERSON_ACTS } from '../../../shared/http/pages/texts/person-acts.ts';
import { PUBLICATION_WORDS } from '../../../shared/http/pages/texts/publication.ts';
import { LETTER_NAMES } from '../../../shared/letters/names.ts';
import { PersonConsents } from './person-consents.tsx';
import { PersonHistory } from './person-history.tsx';
import { PersonHold } from './person-hold.tsx';
import { type Others, PersonTransfers } from './person-transfers.tsx';

interface Props {
  readonly view: PersonView;
  readonly context: DeskContext;
}

/** What was typed into one of the page's forms and refused. */
export interface PersonForms {
  readonly open?: FormState;
  readonly release?: FormState;
  readonly transfer?: FormState;
}

const TONES: { readonly [state in PersonView['state']]: Tone } = {
  unconfirmed: 'warn',
  proved: 'warn',
  active: 'good',
  closing: 'quiet',
};

/** `GET /desk/people/{id}`, and after `POST …/open` the same with the personal part (D1, G10). */
export function personPage(
  view: PersonView,
  { open = EMPTY_FORM, release = EMPTY_FORM, transfer = EMPTY_FORM }: PersonForms,
  context: DeskContext,
  others?: Others,
): Page {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  const props = { view, context };
  return {
    title: view.person,
    address: ADDRESSES.deskPerson(view.person),
    wide: true,
    body: (
      <>
        <ErrorSummary errors={open.errors} language={language} scope="open" />
        <ErrorSummary errors={release.errors} language={language} scope="release" />
        <ErrorSummary errors={transfer.errors} language={language} scope="transfer" />
        <header class="case-head">
          <p class="kind">{words.person}</p>
          <h1 class="ref">{view.person}</h1>
          <p class="tags">
            <Tag tone={TONES[view.state]}>{words.states[view.state]}</Tag>
            {view.blocks.length > 0 && <Tag tone="bad">{PERSON_ACTS[language].events.blocked}</Tag>}
          </p>
        </header>
        <div class="cols">
          <div class="first">
            <Personal {...props} open={open} />
            <PersonHold {...props} state={release} />
            <PersonConsents {...props} />
            <PersonTransfers {...props} others={others} state={transfer} />
          </div>
          <aside class="side">
            <Facts {...props} />
            <Published {...props} />
            <Letters {...props} />
          </aside>
          <div class="second">
            <PersonHistory {...props} />
          </div>
        </div>
      </>
    ),
  };
}

/** The personal part: closed until a reason is given (G10). */
function Personal({ view, context, open }: Props & { readonly open: FormState }) {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  const { personal } = view;
  const rows =
    personal === undefined
      ? []
      : ([
          [words.name, personal.name],
          [words.mail, personal.email],
          [words.phone, personal.phone],
          [words.organisation, personal.organisation],
          [words.newEmail, personal.newEmail],
          [words.oldEmail, personal.oldEmail],
        ] as const);
  return (
    <section aria-labelledby="personal" class="personal">
      <h2 id="personal">
        <Icon name="lock" /> {DESK_WORDS[language].personalTitle}
      </h2>
      {personal === undefined ? (
        <>
          <p>{words.personalLead}</p>
          <OpenPersonal context={context} action={ADDRESSES.deskPersonOpen(view.person)} state={open} />
        </>
      ) : (
        <>
          <p class="soft" role="status">
            {DESK_WORDS[language].personalOpened}
          </p>
          {!hasAccount(view) && <p class="note warn">{words.typedBySomebody}</p>}
          <WordFacts rows={rows} />
        </>
      )}
    </section>
  );
}

function Facts({ view, context }: Props) {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  const date = (value: string) => <DateText value={value} language={language} time />;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <FactList small>
        <Fact term={words.registered}>{date(view.registeredAt)}</Fact>
        <Fact term={words.confirmed}>{view.confirmedAt && date(view.confirmedAt)}</Fact>
        <Fact term={words.policy}>
          <a href={ADDRESSES.policyVersion(view.policy.version)}>{view.policy.version}</a>
        </Fact>
        <Fact term={words.changed}>{view.changedAt && date(view.changedAt)}</Fact>
        <Fact term={words.held}>{view.holdUntil && date(view.holdUntil)}</Fact>
        <Fact term={words.released}>{view.releasedAt && date(view.releasedAt)}</Fact>
        <Fact term={words.closes}>{view.closing && date(view.closing.due)}</Fact>
        <Fact term={words.kept}>
          {context.staff.role === 'agent' ? undefined : (
            <a href={ADDRESSES.deskHolds(view.person)}>{words.holds}</a>
          )}
        </Fact>
        <Fact term={words.language}>{DESK_WORDS[language].languages[view.language]}</Fact>
        <Fact term={words.sessions}>{view.sessions}</Fact>
        <Fact term={words.revision}>{view.revision}</Fact>
      </FactList>
    </section>
  );
}

/** What the person has made public: anyone can read it, staff too. */
function Published({ view, context }: Props) {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  const [first] = view.published;
  if (first === undefined) return null;
  return (
    <section aria-labelledby="published">
      <h2 id="published">{words.published}</h2>
      <ul>
        {view.published.map(({ field, since }) => (
          <li key={field}>
            {PUBLICATION_WORDS[language].fields[field]},{' '}
            <span class="soft">
              <DateText value={since} language={language} />
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a href={ADDRESSES.publicPage(first.page)}>{words.publicPage}</a>
      </p>
    </section>
  );
}

function Letters({ view, context }: Props) {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{words.letters}</h2>
      {view.letters.length === 0 && <p class="soft">{words.noLetters}</p>}
      <ul class="letters">
        {view.letters.toReversed().map((letter) => (
          <li key={letter.id}>
            <Icon name="letter" />
            <span>
              <b>{LETTER_NAMES[letter.kind][language]}</b>{' '}
              <LetterTag status={letter.status} language={language} />
              <span class="soft">
                <DateText value={letter.at} language={language} time />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
