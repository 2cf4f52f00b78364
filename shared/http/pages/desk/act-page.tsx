import type { StaffCaseView } from '../../../api/desk.ts';
import { ADDRESSES } from '../addresses.ts';
import type { DeskContext, FormState, Page } from '../context.ts';
import { EMPTY_FORM } from '../context.ts';
import { ErrorSummary, titled } from '../error-summary.tsx';
import { pageKind } from '../kinds/table.ts';
import { DESK_WORDS } from '../texts/desk.ts';
import { STATUS_WORDS } from '../texts/status.ts';
import { TypedWords } from '../typed-words.tsx';
import { ActForm, actTitle } from './act-form.tsx';
import { CaseHead } from './case-head.tsx';
import { deskKind } from './kinds/table.ts';
import { OpenPersonal } from './open-personal.tsx';

interface Options {
  readonly act: string;
  /** Typed values and errors of a refused form. A stale revision is an error of the whole form (field `''`). */
  readonly state?: FormState;
  /** Replaces "check the form" above the errors, e.g. "The case has changed". */
  readonly refusal?: string;
}

/**
 * `GET /desk/cases/{reference}/{act}`: the form of one act alone, and the same page with what was typed when it was
 * refused – drawn for the present revision, so that it can be sent again after a conflict.
 */
export function actPage(
  view: StaffCaseView,
  { act, state = EMPTY_FORM, refusal }: Options,
  context: DeskContext,
): Page {
  const { language } = context;
  const title = actTitle(act, view, context);
  // A decision is written beside what was asked: first that is opened, with a reason.
  const blind = view.personal === undefined && deskKind(view.kind, context).beside?.includes(act) === true;
  return {
    title: titled(title, state, language),
    address: ADDRESSES.act(view.reference, act),
    wide: true,
    body: (
      <>
        <ErrorSummary
          errors={state.errors}
          language={language}
          scope={act}
          {...(refusal === undefined ? {} : { title: refusal })}
        />
        <CaseHead view={view} context={context} below={title} />
        <div class="cols">
          <div class="first">
            {blind ? (
              <>
                <p>{DESK_WORDS[language].besideLead}</p>
                <OpenPersonal
                  context={context}
                  action={ADDRESSES.deskOpen(view.reference)}
                  state={EMPTY_FORM}
                />
              </>
            ) : (
              <ActForm view={view} act={act} context={context} state={state} />
            )}
          </div>
          {view.personal && (
            <aside class="side" aria-labelledby="typed">
              <h2 id="typed">{STATUS_WORDS[language].yoursStaff}</h2>
              <TypedWords
                typed={view.personal}
                fields={pageKind(view.kind, context).type.typed}
                language={language}
              />
            </aside>
          )}
        </div>
      </>
    ),
  };
}
