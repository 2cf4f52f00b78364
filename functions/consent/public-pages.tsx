import { receiptRequest, type Verdict } from '../../shared/api/consent.ts';
import { SERVED_STATEMENTS } from '../../shared/domain/consent/served.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import type { FormState, Language, Page, PageContext } from '../../shared/http/pages/context.ts';
import { DateText } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { WordFacts } from '../../shared/http/pages/fact-list.tsx';
import { Field } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { CONSENT_WORDS } from '../../shared/http/pages/texts/consent.ts';

/** `GET /receipts/verify`, and the same page with the verdict (C6). */
export function verifyPage(state: FormState, context: PageContext, verdict?: Verdict): Page {
  const { language } = context;
  const words = CONSENT_WORDS[language];
  const title = words.verifyTitle;
  return {
    title: titled(title, state, language),
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{title}</h1>
        {verdict !== undefined && <Told verdict={verdict} language={language} />}
        <p class="lead">{words.verifyLead}</p>
        <Form context={context} action={ADDRESSES.verifyReceipt} open>
          <Field
            form={{ schema: receiptRequest, state, language }}
            name="receipt"
            label={words.receipt}
            hint={words.receiptHint}
            rows={8}
            fill="off"
          />
          <div class="send">
            <button type="submit">{words.verify}</button>
          </div>
        </Form>
        <p class="soft">
          {words.keys} <a href={ADDRESSES.receiptKeys}>{ADDRESSES.receiptKeys}</a>
        </p>
      </div>
    ),
  };
}

/** What is wrong with a receipt, or what it says. */
function Told({ verdict, language }: { readonly verdict: Verdict; readonly language: Language }) {
  const words = CONSENT_WORDS[language];
  const { valid, why, content } = verdict;
  if (!valid || content === undefined)
    return (
      <section class="note warn" aria-labelledby="verdict" role="status">
        <h2 id="verdict">{words.invalid}</h2>
        <p>{words.why[why ?? 'not-a-receipt']}</p>
      </section>
    );
  return (
    <section class="note good" aria-labelledby="verdict" role="status">
      <h2 id="verdict">{words.valid}</h2>
      <p>{words.validNote}</p>
      <Receipt content={content} language={language} />
    </section>
  );
}

function Receipt({
  content,
  language,
}: {
  readonly content: NonNullable<Verdict['content']>;
  readonly language: Language;
}) {
  const words = CONSENT_WORDS[language];
  const { privacyDesk: own, services, piiControllers } = content;
  const since = new Date(content.consentTimestamp * 1000).toISOString();
  const time = (value: string) => <DateText value={value} language={language} time />;
  const rows = [
    [words.act, words.acts[own.act]],
    [words.purpose, services.flatMap(({ purposes }) => purposes.map(({ purpose }) => purpose)).join(', ')],
    [words.company, piiControllers.map(({ piiController }) => piiController).join(', ')],
    [words.person, content.piiPrincipalId],
    [words.when, time(since)],
    [words.until, own.until && time(own.until)],
    [words.recorded, time(own.recordedAt)],
    [words.channel, content.collectionMethod],
    [words.text, own.textVersion],
    [words.hash, own.textHash],
    [words.served, own.textServed && SERVED_STATEMENTS[own.textServed][language]],
    [words.event, own.event],
  ] as const;
  return <WordFacts rows={rows} />;
}

/** `GET /unsubscribe/{token}`: the button that mail programs press by themselves (C3, G2). */
export function unsubscribePage(token: string, context: PageContext): Page {
  const words = CONSENT_WORDS[context.language];
  return {
    title: words.unsubscribeTitle,
    body: (
      <div class="read">
        <h1>{words.unsubscribeTitle}</h1>
        <p class="lead">{words.unsubscribeLead}</p>
        <Form
          context={context}
          action={ADDRESSES.unsubscribe(token)}
          hidden={{ 'List-Unsubscribe': 'One-Click' }}
        >
          <div class="send">
            <button type="submit">{words.unsubscribe}</button>
          </div>
        </Form>
      </div>
    ),
  };
}

/** What the button has done. */
export function unsubscribedPage({ language }: PageContext): Page {
  const words = CONSENT_WORDS[language];
  return {
    title: words.doneTitle,
    body: (
      <div class="read">
        <h1>{words.doneTitle}</h1>
        <p class="lead">{words.doneLead}</p>
        <p>
          <a href={ADDRESSES.meConsents}>{words.toConsents}</a>
        </p>
      </div>
    ),
  };
}
