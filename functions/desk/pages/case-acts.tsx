import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { ERASED_PARTS } from '../../../shared/domain/requests/erasure-run.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext } from '../../../shared/http/pages/context.ts';
import { ActForm, ANSWER, actTitle } from '../../../shared/http/pages/desk/act-form.tsx';
import { deskKind } from '../../../shared/http/pages/desk/kinds/table.ts';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { ACT_WORDS } from '../../../shared/http/pages/texts/acts.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';

interface Props {
  readonly view: StaffCaseView;
  readonly context: DeskContext;
}

/** Acts that all cases have, in the order of use; a kind's own follow, the answer and the tasks have their places on the page. */
const FIRST = ['assign', 'note', 'substitute', 'hold', 'resume'];
/** Where a destruction is decided on (S8). */
const ERASURE_TITLE = { ru: 'План уничтожения', en: 'Plan of the destruction' } as const;
/** The daily ones are done on the spot, the others on a page of their own. */
const DAILY: ReadonlySet<string> = new Set(['assign', 'note']);

/** Lawful acts of the reader: the daily ones as forms, the others as links, and the export. */
export function Acts({ view, context }: Props) {
  const { language, staff } = context;
  const words = DESK_WORDS[language];
  const order = [...FIRST, ...deskKind(view.kind, context).order];
  const acts = order
    .filter((act) => view.acts.includes(act))
    .filter((act) => act !== 'substitute' || view.assignee !== null);
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
            <summary>{actTitle(act, view, context)}</summary>
            <ActForm view={view} act={act} context={context} />
          </details>
        ))}
      <ul class="links">
        {elsewhere.map((act) => (
          <li key={act}>
            <a href={ADDRESSES.act(view.reference, act)}>
              {actTitle(act, view, context)} <Icon name="arrow" />
            </a>
          </li>
        ))}
        {view.parts?.some(({ part }) => (ERASED_PARTS as readonly string[]).includes(part)) && (
          <li>
            <a href={ADDRESSES.deskErasure(view.reference)}>
              {ERASURE_TITLE[language]} <Icon name="arrow" />
            </a>
          </li>
        )}
        <li>
          <a href={ADDRESSES.bundle(view.reference)}>
            {words.bundle} <Icon name="save" />
          </a>
        </li>
      </ul>
    </section>
  );
}

/** With what was typed in view the decisions that are written beside it; else each asks for it on its own page. */
export function Beside({ view, context }: Props) {
  const { beside = [] } = deskKind(view.kind, context);
  if (view.personal === undefined) return null;
  return beside
    .filter((act) => act !== ANSWER && view.acts.includes(act))
    .map((act) => (
      <details class="fold big" key={act}>
        <summary>{actTitle(act, view, context)}</summary>
        <ActForm view={view} act={act} context={context} />
      </details>
    ));
}

/** With what was typed in view the answer is written beside it; else on its own page. */
export function Answer({ view, context }: Props) {
  const words = ACT_WORDS[context.language];
  return (
    <section aria-labelledby="answer-title">
      <h2 id="answer-title">{actTitle(ANSWER, view, context)}</h2>
      {view.personal === undefined ? (
        <a class="button" href={ADDRESSES.act(view.reference, ANSWER)}>
          {words.writeAnswer} <Icon name="arrow" />
        </a>
      ) : (
        <ActForm view={view} act={ANSWER} context={context} />
      )}
    </section>
  );
}
