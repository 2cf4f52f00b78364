import { type HoldActName, type HoldsView, holdRequest } from '../../../shared/api/holds.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { ColumnHeads } from '../../../shared/http/pages/column-heads.tsx';
import type { DeskContext, FormState, Page } from '../../../shared/http/pages/context.ts';
import { DateText, dateWords } from '../../../shared/http/pages/date-text.tsx';
import { staffName } from '../../../shared/http/pages/desk/staff-name.ts';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { HOLD_WORDS } from '../../../shared/http/pages/texts/holds.ts';
import { ruleWords } from '../../../shared/policy/kept-words.ts';
import type { HeldPerson } from '../../../shared/records/holds.ts';

/** `GET /desk/holds`: whose records are held, by the day on which the first hold ends; ids only (S8). */
export function heldPage(
  { items, cursor }: { readonly items: readonly HeldPerson[]; readonly cursor?: string | undefined },
  { language }: DeskContext,
): Page {
  const words = HOLD_WORDS[language];
  const { columns } = words;
  return {
    title: words.title,
    address: ADDRESSES.deskHeld(),
    wide: true,
    body: (
      <>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {items.length === 0 ? (
          <p class="note">{words.none}</p>
        ) : (
          <table class="list">
            <ColumnHeads names={[columns.person, columns.until, columns.holds, columns.waiting]} />
            <tbody>
              {items.map(({ person, until, holds, waiting }) => (
                <tr key={person}>
                  <th scope="row">
                    <a class="ref" href={ADDRESSES.deskHolds(person)}>
                      {person}
                    </a>
                  </th>
                  <td data-label={columns.until}>
                    <DateText value={until} language={language} />
                  </td>
                  <td data-label={columns.holds}>{holds}</td>
                  <td data-label={columns.waiting}>{waiting}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {cursor !== undefined && (
          <p>
            <a class="button second" href={ADDRESSES.deskHeld(cursor)}>
              {words.next}
            </a>
          </p>
        )}
      </>
    ),
  };
}

interface Props {
  readonly person: string;
  readonly view: HoldsView;
  readonly context: DeskContext;
  readonly state: FormState;
}

/** `GET /desk/holds/{id}`: the holds on a person's records, what may be decided on them, and a new one (S8). */
export function holdsPage(props: Props): Page {
  const { person, view, context, state } = props;
  const { language, staff } = context;
  const words = HOLD_WORDS[language];
  return {
    title: titled(`${words.title} ${person}`, state, language),
    address: ADDRESSES.deskHolds(person),
    wide: true,
    body: (
      <>
        <ErrorSummary errors={state.errors} language={language} labels={{ told: words.told }} />
        <p>
          <a class="back" href={ADDRESSES.deskHeld()}>
            <Icon name="back" /> {words.all}
          </a>
        </p>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p>
          {words.person}:{' '}
          <a class="ref" href={ADDRESSES.deskPerson(person)}>
            {person}
          </a>
        </p>
        {view.holds.length === 0 && <p class="note">{words.none}</p>}
        {view.holds.map((hold) => (
          <OneHold key={hold.hold} person={person} hold={hold} context={context} />
        ))}
        {staff.role === 'officer' ? <NewHold {...props} /> : <p class="soft">{words.officersOnly}</p>}
      </>
    ),
  };
}

type HoldView = HoldsView['holds'][number];

/** What an officer may do with a hold, and by which words: nobody decides twice (four eyes). */
function actsOf({ state, proposed, endProposed }: HoldView, { staff: { sub, role }, language }: DeskContext) {
  const words = HOLD_WORDS[language];
  const mine = (one: { readonly by: string } | undefined) => one?.by === `staff:${sub}`;
  if (role !== 'officer') return [];
  const acts: (readonly [HoldActName, string])[] = [];
  if (state === 'proposed' && !mine(proposed)) acts.push(['approve', words.approve]);
  if (state === 'proposed') acts.push(['end', words.takeBack]);
  else if (endProposed === undefined) acts.push(['end', words.proposeEnd]);
  else if (!mine(endProposed)) acts.push(['end', words.end]);
  return acts;
}

function OneHold({
  person,
  hold,
  context,
}: {
  readonly person: string;
  readonly hold: HoldView;
  readonly context: DeskContext;
}) {
  const { language } = context;
  const words = HOLD_WORDS[language];
  const done = (one: { readonly by: string; readonly at: string } | undefined) =>
    one === undefined ? undefined : `${staffName(one.by, context)}, ${dateWords(one.at, language, true)}`;
  const standing = hold.endProposed === undefined ? hold.state : 'ending';
  return (
    <section aria-labelledby={`hold-${hold.hold}`}>
      <h2 id={`hold-${hold.hold}`}>
        {hold.article}: {words.state[standing]}
      </h2>
      <FactList>
        <Fact term={words.what}>{hold.rules.map((rule) => ruleWords(rule, language)).join('; ')}</Fact>
        <Fact term={words.until}>
          <DateText value={hold.until} language={language} />
        </Fact>
        <Fact term={words.told}>{hold.told ? words.toldYes : words.toldNo}</Fact>
        <Fact term={words.proposedBy}>{done(hold.proposed)}</Fact>
        <Fact term={words.approvedBy}>{done(hold.approved)}</Fact>
        <Fact term={words.endProposedBy}>{done(hold.endProposed)}</Fact>
      </FactList>
      {actsOf(hold, context).map(([act, button]) => (
        <Form key={act} context={context} action={ADDRESSES.deskHoldAct(person, hold.hold, act)}>
          <button type="submit" class={act === 'end' ? 'second' : undefined}>
            {button}
          </button>
        </Form>
      ))}
    </section>
  );
}

function NewHold({ person, view, context, state }: Props) {
  const { language } = context;
  const words = HOLD_WORDS[language];
  const form = { schema: holdRequest, state, language };
  const rules = view.holdable.map((value) => ({ value, label: ruleWords(value, language) }));
  const told = [
    { value: 'true', label: words.yes },
    { value: 'false', label: words.no },
  ];
  return (
    <section aria-labelledby="new-hold">
      <h2 id="new-hold">{words.newTitle}</h2>
      <Form context={context} action={ADDRESSES.deskHolds(person)}>
        <p>{words.newLead}</p>
        <Field form={form} name="article" label={words.article} hint={words.articleHint} fill="off" />
        <Field form={form} name="rules" label={words.rules} options={rules} />
        <Field form={form} name="until" label={words.until} />
        <Field form={form} name="told" label={words.told} options={told} radio />
        <button type="submit">{words.propose}</button>
      </Form>
    </section>
  );
}
