import { ERASURE_ACTS, type ErasureActName, type ErasureView } from '../../../shared/api/erasures.ts';
import { BY_PERSON } from '../../../shared/domain/requests/own-erasure.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext, FormState, Page } from '../../../shared/http/pages/context.ts';
import { dateWords } from '../../../shared/http/pages/date-text.tsx';
import { staffName } from '../../../shared/http/pages/desk/staff-name.ts';
import { ErrorSummary } from '../../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { ERASURE_WORDS } from '../../../shared/http/pages/texts/erasures.ts';
import { formatDate } from '../../../shared/law/date-words.ts';
import { PART_NAMES } from '../../../shared/words/part-names.ts';
import { PlanLists } from './plan-lists.tsx';

interface Props {
  readonly view: ErasureView;
  readonly context: DeskContext;
}

/** `GET /desk/erasures/{reference}`: the plan, who decided, and what may be decided now (S3, S8). */
export function erasurePage(view: ErasureView, state: FormState, context: DeskContext): Page {
  const { language } = context;
  const words = ERASURE_WORDS[language];
  const { reference, plan } = view;
  return {
    title: `${words.title} ${reference}`,
    address: ADDRESSES.deskErasure(reference),
    wide: true,
    body: (
      <>
        <ErrorSummary errors={state.errors} language={language} />
        <p>
          <a class="back" href={ADDRESSES.deskCase(reference)}>
            <Icon name="back" />
            {reference}
          </a>
        </p>
        <h1>{words.title}</h1>
        <Standing view={view} context={context} />
        {plan === null ? (
          <p class="note warn">{words.nobody}</p>
        ) : (
          <>
            {plan.touches.map((touched) => (
              <p key={touched} class="note warn">
                {words.touches[touched]}
              </p>
            ))}
            <PlanLists plan={plan} language={language} />
          </>
        )}
        <Decisions view={view} context={context} />
      </>
    ),
  };
}

function who(by: string, context: DeskContext): string {
  const { head, person } = ERASURE_WORDS[context.language];
  if (by === BY_PERSON) return person;
  return by === 'head' ? head : staffName(by.slice(by.indexOf(':') + 1), context);
}

function Standing({ view, context }: Props) {
  const { language } = context;
  const words = ERASURE_WORDS[language];
  const { run, approveBy, late, parts, approvers } = view;
  const time = (iso: string) => dateWords(iso, language, true);
  return (
    <>
      {run?.failed !== undefined && <p class="note warn">{words.failed(time(run.failed.at))}</p>}
      {late && <p class="note warn">{words.late}</p>}
      {approvers < 2 && <p class="note warn">{words.fewApprovers}</p>}
      <FactList>
        <Fact term={words.asked}>{parts.map((part) => PART_NAMES[part][language]).join(', ')}</Fact>
        <Fact term={words.state}>{run === null ? words.states.none : words.states[run.state]}</Fact>
        <Fact term={words.approveBy}>{approveBy === null ? undefined : formatDate(approveBy, language)}</Fact>
        <Fact term={words.proposedBy}>
          {run === null ? undefined : `${who(run.proposed.by, context)}, ${time(run.proposed.at)}`}
        </Fact>
        <Fact term={words.approvedBy}>
          {run?.approved === undefined
            ? undefined
            : `${who(run.approved.by, context)}, ${time(run.approved.at)}`}
        </Fact>
        <Fact term={words.due}>{run?.due === undefined ? undefined : time(run.due)}</Fact>
        <Fact term={words.askedHead}>{run?.asked === undefined ? undefined : time(run.asked)}</Fact>
        <Fact term={words.act}>{run?.act}</Fact>
      </FactList>
    </>
  );
}

/** Decisions that are lawful now and the reader's; what each does stands beside its button. */
function Decisions({ view, context }: Props) {
  const { run, plan, approvers } = view;
  const { sub, role } = context.staff;
  const isOpen = plan !== null && run?.state !== 'approved' && run?.state !== 'destroyed';
  const mine = run?.proposed.by === `staff:${sub}`;
  const acts: readonly ErasureActName[] = [
    ...(isOpen && view.parts.length > 0 ? (['plan'] as const) : []),
    ...(run?.state === 'proposed' && run.current && !mine ? (['approve'] as const) : []),
    ...(run?.state === 'proposed' && mine && approvers < 2 ? (['ask-head'] as const) : []),
    ...(run?.state === 'proposed' || run?.state === 'approved' ? (['call-off'] as const) : []),
  ];
  return acts
    .filter((act) => (ERASURE_ACTS[act].roles as readonly string[]).includes(role))
    .map((act) => <Decision key={act} act={act} view={view} context={context} />);
}

function Decision({ act, view, context }: Props & { readonly act: ErasureActName }) {
  const words = ERASURE_WORDS[context.language].acts[act];
  const { reference, revision, hash } = view;
  const hidden = { revision, ...(act === 'approve' ? { hash: hash ?? '' } : {}) };
  return (
    <section aria-labelledby={act}>
      <h2 id={act}>{words.title}</h2>
      <Form context={context} action={ADDRESSES.deskErasureAct(reference, act)} hidden={hidden}>
        <p class="soft">{words.about}</p>
        <button type="submit" class={act === 'approve' ? 'grave' : 'second'}>
          {words.button}
        </button>
      </Form>
    </section>
  );
}
