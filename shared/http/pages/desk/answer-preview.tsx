import { ACTS, type ActBody } from '../../../api/acts.ts';
import type { CaseView } from '../../../api/case-view.ts';
import type { LetterDocument } from '../../../letters/document.ts';
import { LetterOnPage } from '../../../letters/html.tsx';
import { ADDRESSES } from '../addresses.ts';
import type { DeskContext, Page } from '../context.ts';
import { Fact, FactList } from '../fact-list.tsx';
import { Form } from '../form.tsx';
import { CLAIM_OUTCOMES } from '../kinds/claim-words.ts';
import { ACT_WORDS } from '../texts/acts.ts';
import { CASE_WORDS } from '../texts/case-words.ts';
import { ActFields } from './act-form.tsx';
import { CaseHead } from './case-head.tsx';

interface Options {
  /** The decision as it was typed and passed the schema. */
  readonly answer: ActBody<'answer'>;
  /** The letter as it will be read. */
  readonly letter: LetterDocument;
}

/**
 * The answer before it is sent (K4): the letter word for word, and a form that sends exactly it. To change a word one
 * goes through the preview again, so that nothing is sent that was not seen.
 */
export function answerPreviewPage(view: CaseView, { answer, letter }: Options, context: DeskContext): Page {
  const { language } = context;
  const words = ACT_WORDS[language];
  const post = view.answerTo === 'post';
  const typed: Record<string, string> = {
    outcome: answer.outcome,
    text: answer.text,
    ...(answer.reasons === undefined ? {} : { reasons: answer.reasons }),
  };
  return {
    title: words.previewTitle,
    address: ADDRESSES.act(view.reference, 'answer'),
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
              <Fact term={words.previewOutcome}>
                <b>{CLAIM_OUTCOMES[language][answer.outcome]}</b>
              </Fact>
              <Fact term={words.previewTo}>{CASE_WORDS[language].answerTo[view.answerTo]}</Fact>
            </FactList>
            <p class="note">{words.previewLead}</p>
            <Form
              context={context}
              action={ADDRESSES.act(view.reference, 'answer')}
              hidden={{ revision: view.revision, ...typed }}
            >
              <button type="submit">{post ? words.previewPost : words.previewSend}</button>
            </Form>
          </div>
          <details class="fold big second">
            <summary>{words.previewChange}</summary>
            <Form
              context={context}
              action={ADDRESSES.answerPreview(view.reference)}
              hidden={{ revision: view.revision }}
            >
              <ActFields
                view={view}
                act="answer"
                context={context}
                form={{
                  schema: ACTS.claim.answer.body,
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
