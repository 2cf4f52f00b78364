import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { Page, PageContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { EXPORT_WORDS } from './words.ts';

/** What the link gives, and which part of it its button asks for. */
export interface ExportPage {
  readonly token: string;
  readonly reference: string;
  /** ISO instant. */
  readonly until: string;
  readonly part: number;
  readonly after?: string | undefined;
}

/** `GET /exports/{token}`: only the button gives anything (G2). */
export function exportPage({ token, reference, until, part, after }: ExportPage, context: PageContext): Page {
  const { language } = context;
  const words = EXPORT_WORDS[language];
  return {
    title: words.pageTitle,
    address: ADDRESSES.export(token),
    body: (
      <div class="read">
        <h1>{words.pageTitle}</h1>
        <p class="lead">{words.pageLead}</p>
        <p>
          {words.reference}: <b>{reference}</b>
        </p>
        <p>
          {words.pageUntil} <DateText value={until} language={language} time />. {words.pageAgain}
        </p>
        <Form
          context={context}
          action={ADDRESSES.export(token)}
          hidden={{ part, ...(after === undefined ? {} : { after }) }}
          open
          id="download"
        >
          <button type="submit">{part === 1 ? words.button : words.pagePart(String(part))}</button>
        </Form>
        <p class="soft">{words.pageLarge}</p>
        <p class="note">{words.review}</p>
        <h2>{words.endTitle}</h2>
        <p>{words.endLead}</p>
        <Form context={context} action={ADDRESSES.exportEnd(token)} open id="end">
          <button type="submit" class="second">
            {words.endButton}
          </button>
        </Form>
      </div>
    ),
  };
}

/** `GET /exports`: where closing the link leads. */
export function exportEndedPage({ language }: PageContext): Page {
  const words = EXPORT_WORDS[language];
  return {
    title: words.endedTitle,
    address: ADDRESSES.exportEnded,
    body: (
      <div class="read">
        <h1>{words.endedTitle}</h1>
        <p class="lead">{words.endedLead}</p>
      </div>
    ),
  };
}
