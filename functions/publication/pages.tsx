import { type PublicationView, type PublicFieldView, publishForm } from '../../shared/api/publication.ts';
import { CONDITIONS } from '../../shared/domain/consent/distribution.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import type { FormState, Page, PageContext } from '../../shared/http/pages/context.ts';
import { DateText } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../shared/http/pages/fact-list.tsx';
import { ErrorsAt } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { drawText } from '../../shared/http/pages/markdown.tsx';
import { Conditions } from '../../shared/http/pages/public-conditions.tsx';
import { Tag } from '../../shared/http/pages/status-tag.tsx';
import { KIT } from '../../shared/http/pages/texts/kit.ts';
import { PUBLICATION_WORDS } from '../../shared/http/pages/texts/publication.ts';

/** `GET /me/public`: what anyone can read, said plainly, and what could be made public (R6). */
export function publicationPage({ url, fields }: PublicationView, context: PageContext): Page {
  const words = PUBLICATION_WORDS[context.language];
  return {
    title: words.title,
    address: ADDRESSES.publication,
    body: (
      <div class="read">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <section aria-label={words.publicPage}>
          {url === null ? (
            <p class="note">{words.nothing}</p>
          ) : (
            <div class="note warn" role="status">
              <p>
                <b>{words.anyone}.</b> {words.anyoneNote}
              </p>
              <p>
                <a href={new URL(url).pathname}>{url}</a>
              </p>
            </div>
          )}
        </section>
        {fields.map((one) => (
          <OneField key={one.field} view={one} context={context} />
        ))}
      </div>
    ),
  };
}

function OneField({ view, context }: { readonly view: PublicFieldView; readonly context: PageContext }) {
  const { language } = context;
  const words = PUBLICATION_WORDS[language];
  const { field, value, published } = view;
  const differs = published !== undefined && value !== undefined && published.value !== value;
  return (
    <section aria-labelledby={field}>
      <h2 id={field}>
        {words.fields[field]}{' '}
        <Tag tone={published?.shown ? 'warn' : 'quiet'}>
          {published === undefined ? words.notPublic : published.shown ? words.isPublic : words.hidden}
        </Tag>
      </h2>
      <FactList>
        {published !== undefined && (
          <>
            <Fact term={words.value}>
              <b class="words">{published.value}</b>
            </Fact>
            <Fact term={words.since}>
              <DateText value={published.since} language={language} time />
            </Fact>
            <Fact term={words.conditions}>
              <Conditions conditions={published.conditions} language={language} />
            </Fact>
          </>
        )}
        {(published === undefined || differs) && (
          <Fact term={words.inProfile} look="words">
            {value ?? words.empty}
          </Fact>
        )}
      </FactList>
      {differs && <p class="soft">{words.differs}</p>}
      <div class="send">
        {published !== undefined && (
          <Form context={context} action={ADDRESSES.unpublish(field)}>
            <button type="submit">{words.withdraw}</button>
          </Form>
        )}
        {value !== undefined && (
          <a class="button second" href={ADDRESSES.publicationOf(field)}>
            {published === undefined ? words.publish : words.publishAgain}
          </a>
        )}
      </div>
    </section>
  );
}

/** The consent to the distribution of one field, as it is asked. */
export interface Asked {
  readonly field: PublicFieldView['field'];
  /** What would be shown. */
  readonly value: string;
  readonly text: string;
  readonly version: string;
  readonly proof: string;
}

/** `GET /me/public/{field}`: the document, the value that all will see, conditions and the box, nothing ticked (C1, R6). */
export function askPage(asked: Asked, state: FormState, context: PageContext): Page {
  const { language } = context;
  const words = PUBLICATION_WORDS[language];
  const { field, value, text, version, proof } = asked;
  const title = words.formTitle(words.fields[field]);
  const drawn = drawText(text);
  const chosen = (state.values['conditions'] ?? '').split(', ');
  return {
    title: titled(title, state, language),
    address: ADDRESSES.publicationOf(field),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <p class="kind">{words.kind}</p>
        <h1>{drawn.title ?? title}</h1>
        <article class="legal">{drawn.body}</article>
        <section class="answer" aria-labelledby="answer">
          <h2 id="answer">{title}</h2>
          <FactList>
            <Fact term={words.willShow}>
              <b class="words">{value}</b>
            </Fact>
          </FactList>
          <Form context={context} action={ADDRESSES.publish(field)} hidden={{ text: version, proof }}>
            <fieldset class="field" aria-describedby="conditions-hint">
              <legend>
                {words.conditions} <span class="may">{KIT[language].optional}</span>
              </legend>
              <p class="hint" id="conditions-hint">
                {words.conditionsHint}
              </p>
              <div class="choices">
                {CONDITIONS.map((one, index) => (
                  <label key={one} class="choice">
                    <input
                      type="checkbox"
                      id={index === 0 ? 'conditions' : `conditions-${one}`}
                      name="conditions"
                      value={one}
                      checked={chosen.includes(one)}
                    />
                    <span>{words.conditionNames[one]}</span>
                  </label>
                ))}
              </div>
            </fieldset>
            <ErrorsAt form={{ schema: publishForm, state, language }} name="agreed" />
            <label class="choice">
              <input type="checkbox" id="agreed" name="agreed" value="true" required />
              <span>{words.box}</span>
            </label>
            <div class="send">
              <button type="submit">{words.publish}</button>
              <p>
                <a href={ADDRESSES.publication}>{words.title}</a>
              </p>
            </div>
          </Form>
        </section>
      </div>
    ),
  };
}
