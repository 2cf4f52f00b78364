import type { DeskContext, FormState, Page } from '../context.ts';
import { ErrorSummary, titled } from '../error-summary.tsx';
import { Icon } from '../icons.tsx';
import { DESK_WORDS } from '../texts/desk.ts';
import { OpenPersonal } from './open-personal.tsx';

/** What a page asks a reason for. */
export interface AskedFor {
  /** Address of the page, which the form posts to as well. */
  readonly address: string;
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  readonly back: { readonly href: string; readonly words: string };
}

/** A page that asks why, before anything personal leaves the desk (G10); looking at it records nothing. */
export function askReasonPage(asked: AskedFor, state: FormState, context: DeskContext): Page {
  const { language } = context;
  const { reasonLabel: label, reasonHint: hint } = DESK_WORDS[language];
  return {
    title: titled(asked.title, state, language),
    address: asked.address,
    wide: true,
    body: (
      <div class="read">
        <p>
          <a class="back" href={asked.back.href}>
            <Icon name="back" />
            {asked.back.words}
          </a>
        </p>
        <ErrorSummary errors={state.errors} language={language} scope="open" />
        <h1>{asked.title}</h1>
        <p class="lead">{asked.lead}</p>
        <OpenPersonal
          context={context}
          action={asked.address}
          state={state}
          words={{ label, hint, button: asked.button }}
        />
      </div>
    ),
  };
}
