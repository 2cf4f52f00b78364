import type { CaseView } from '../../../api/case-view.ts';
import type { LetterDocument } from '../../../letters/document.ts';
import { LetterOnPage } from '../../../letters/html.tsx';
import { ADDRESSES } from '../addresses.ts';
import type { DeskContext, Page } from '../context.ts';
import { Fact, FactList } from '../fact-list.tsx';
import { Form } from '../form.tsx';
import { ACT_WORDS } from '../texts/acts.ts';
import { CASE_WORDS } from '../texts/case-words.ts';
import { ActFields, ANSWER, schemaOf } from './act-form.tsx';
import { CaseHead } from './case-head.tsx';
import { actTerms, deskKind } from './kinds/table.ts';

interface Options {
  readonly act: string;
  /** The decision as it was typed and passed the schema. */
  readonly answer: object;
  /** The letter as it will be read. */
  readonly letter: LetterDocument;
}

/**
 * The answer before it is sent (K4): the letter word for word, and a form that sends exactly it. To change a word one
 * goes through the preview again, so that nothing is sent that was not seen.
 */
export function previewPage(view: CaseView, { act, answer, letter }: Options, context: DeskContext): Page {
  const { language } = context;
  const words = ACT_WORDS[language];
  const post = view.answerTo === 'post';
  const answers = post ? words.previewPost : words.previewSend;
  const sends = act === ANSWER ? answers : actTerms(view.kind, act, language, context).button;
  // What goes on with the form is what was typed; the revision and what can only be one thing it sends by itself.
  const typed = Object.fromEntries(
    Object.entries(answer).flatMap(([name, value]) =>
      name === 'revision' || value === undefined ? [] : [[name, String(value)]],
    ),
  );
  return {
    title: words.previewTitle,
    address: ADDRESSES.act(view.reference, act),
    wide: true,
    body: (
      <>
        <CaseHead view={view} context={context} below={words.previewTitle} />
        <div class="cols">
          <article class="sheet first" aria-label={words.previewTitle}>
            <p class="subject">{letter.subject}</p>
            <LetterOnPage document={letter} />
          </article>
          <div class="side">
            <FactList>
              {deskKind(view.kind, context)
                .answer?.decision(answer, language)
                .map(([term, value]) => (
                  <Fact key={term} term={term}>
                    <b>{value}</b>
                  </Fact>
                ))}
              <Fact term={words.previewTo}>{CASE_WORDS[language].answerTo[view.answerTo]}</Fact>
            </FactList>
            <p class="note">{words.previewLead}</p>
            <Form
              context={context}
              action={ADDRESSES.act(view.reference, act)}
              hidden={{ revision: view.revision, ...typed }}
            >
              <button type="submit">{sends}</button>
            </Form>
          </div>
          <details class="fold big second">
            <summary>{words.previewChange}</summary>
            <Form
              context={context}
              action={ADDRESSES.actPreview(view.reference, act)}
              hidden={{ revision: view.revision }}
            >
              <ActFields
                view={view}
                act={act}
                context={context}
                form={{
                  schema: schemaOf({ act, view, context }),
                  state: { values: typed, errors: [] },
                  language,
                  scope: 'again',
                }}
              />
              <button type="submit" class="second">
                {words.previewAgain}
              </button>
            </Form>
          </details>
        </div>
      </>
    ),
  };
}
