import type { PrintLine } from '../../../shared/api/desk.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { ColumnHeads } from '../../../shared/http/pages/column-heads.tsx';
import type { DeskContext, Page } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import type { LetterDocument } from '../../../shared/letters/document.ts';
import { LetterOnPage } from '../../../shared/letters/html.tsx';
import { LETTER_NAMES } from '../../../shared/letters/names.ts';

/** `GET /desk/print`: letters that go by post and wait for the printer; no personal data (G10, K1). */
export function printQueuePage(items: readonly PrintLine[], { language }: DeskContext): Page {
  const words = DESK_WORDS[language];
  return {
    title: words.queueTitle,
    wide: true,
    body: (
      <>
        <h1>{words.queueTitle}</h1>
        <p class="lead">{words.queueLead}</p>
        {items.length === 0 ? (
          <section class="empty">
            <h2>{words.emptyTitle}</h2>
            <p>{words.queueEmpty}</p>
          </section>
        ) : (
          <table class="list">
            <ColumnHeads
              names={[
                words.letterColumns.kind,
                words.columns.reference,
                words.letterColumns.at,
                words.columns.dueOn,
              ]}
            />
            <tbody>
              {items.map(({ reference, letter, dueOn }) => (
                <tr key={letter.id}>
                  <th scope="row">
                    <a href={ADDRESSES.print(reference, letter.id)}>
                      <Icon name="print" /> {LETTER_NAMES[letter.kind][language]}
                    </a>
                  </th>
                  <td>
                    <a href={ADDRESSES.deskCase(reference)}>{reference}</a>
                  </td>
                  <td data-label={words.letterColumns.at}>
                    <DateText value={letter.at} language={language} time />
                  </td>
                  <td data-label={words.columns.dueOn}>
                    <DateText value={dueOn} language={language} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </>
    ),
  };
}

interface PrintView {
  readonly reference: string;
  readonly letter: LetterDocument;
  /** Name and postal address for the window of the envelope, as typed. */
  readonly address: readonly string[];
}

/** A letter to be printed, after its reason was given: the letter on a sheet of paper; hints stay off the print. */
export function printLetterPage({ reference, letter, address }: PrintView, { language }: DeskContext): Page {
  const words = DESK_WORDS[language];
  return {
    title: letter.subject,
    wide: true,
    body: (
      <div class="read">
        <div class="screen-only">
          <p>
            <a class="back" href={ADDRESSES.deskCase(reference)}>
              <Icon name="back" />
              {reference}
            </a>
          </p>
          <h1>{words.printTitle}</h1>
          <p class="lead">{words.printHint}</p>
        </div>
        <article class="sheet" lang={letter.language}>
          <p class="window words">{address.join('\n')}</p>
          <p class="subject">{letter.subject}</p>
          <LetterOnPage document={letter} />
        </article>
      </div>
    ),
  };
}
