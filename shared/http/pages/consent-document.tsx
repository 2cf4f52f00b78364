import type { FormState, PageContext } from './context.ts';
import { ErrorSummary } from './error-summary.tsx';
import { ErrorsAt } from './field.tsx';
import { Form } from './form.tsx';
import { drawText } from './markdown.tsx';
import { CONSENT_DOCUMENT_WORDS } from './texts/consent-document.ts';

/** A consent as it is asked for: its version, and the proof that exactly this text was shown (C2). */
export interface AskedConsent {
  readonly purpose: string;
  readonly version: string;
  readonly proof: string;
  /** Exact text of the document, Markdown. */
  readonly text: string;
}

interface Props {
  readonly context: PageContext;
  readonly consent: AskedConsent;
  /** Where the answer is posted to. */
  readonly action: string;
  readonly state: FormState;
  /** Which of several documents it is, in words. */
  readonly place?: string;
  /** What else is posted with the answer. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** The schema that checks the answer. */
  readonly schema: Parameters<typeof ErrorsAt>[0]['form']['schema'];
  /** Public forms carry the honeypot. */
  readonly open?: boolean;
}

/** One consent: its own text, its own box – nothing ticked, nothing required (C1) –, and a *no* as near as the *yes*. */
export function ConsentDocument({
  context,
  consent,
  action,
  state,
  place,
  hidden: more = {},
  schema,
  open = false,
}: Props) {
  const { language } = context;
  const { purpose, version, proof, text } = consent;
  const words = CONSENT_DOCUMENT_WORDS[language];
  const hidden = { ...more, purpose, text: version, proof };
  const { title = words.kind, body } = drawText(text);
  return (
    <div class="read">
      <ErrorSummary errors={state.errors} language={language} />
      <p class="kind">
        {words.kind}
        {place !== undefined && ` · ${place}`}
      </p>
      <h1>{title}</h1>
      <article class="legal">{body}</article>
      <section class="answer" aria-labelledby="answer">
        <h2 id="answer">{words.askTitle}</h2>
        <p>{words.lead}</p>
        <Form context={context} action={action} hidden={{ ...hidden, act: 'give' }} open={open}>
          <ErrorsAt form={{ schema, state, language }} name="agreed" />
          <label class="choice">
            <input type="checkbox" id="agreed" name="agreed" value="true" required />
            <span>{words.box}</span>
          </label>
          <button type="submit">{words.give}</button>
        </Form>
        <Form context={context} action={action} hidden={{ ...hidden, act: 'refuse' }} open={open}>
          <button type="submit" class="second">
            {words.refuse}
          </button>
        </Form>
      </section>
    </div>
  );
}
