import { proofRequest } from '../../shared/api/requests.ts';
import { proofEnds } from '../../shared/domain/requests/proof-window.ts';
import { codeFault } from '../../shared/domain/requests/proving.ts';
import type { RequestBody } from '../../shared/domain/requests/standing.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { CodeForm } from '../../shared/http/pages/code-form.tsx';
import { EMPTY_FORM, type FormState, type Page, type PageContext } from '../../shared/http/pages/context.ts';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { Icon } from '../../shared/http/pages/icons.tsx';
import { REQUEST_FORM_WORDS } from '../../shared/http/pages/texts/requests.ts';
import { formatDate } from '../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';

/** By what its reader came: the browser that sent the request, or the case's own link. */
export interface Came {
  readonly challenge?: string | undefined;
  readonly key?: string | undefined;
}

interface ProofOptions extends Came {
  readonly body: RequestBody;
  /** A new code is on its way. */
  readonly sent: boolean;
  readonly state?: FormState;
}

const hiddenOf = ({ challenge = '', key = '' }: Came): Readonly<Record<string, string>> => ({
  ...(challenge === '' ? {} : { challenge }),
  ...(key === '' ? {} : { key }),
});

/** `GET /requests/{reference}/proof`: takes the code, or asks for a new one; only buttons post (S3, G2). */
export function proofPage(
  { body, sent, state = EMPTY_FORM, ...came }: ProofOptions,
  context: PageContext,
): Page {
  const { language } = context;
  const words = REQUEST_FORM_WORDS[language];
  const { reference, own } = body;
  const action = ADDRESSES.requestProof(reference);
  const hidden = hiddenOf(came);
  const until = formatDate(localDate(Date.parse(proofEnds(body)), REGIME_ZONE), language);
  const forAnother = own.by === 'representative';
  const title = forAnother ? words.agreeTitle : words.proofTitle;
  const over = codeFault(body, context.at);
  return {
    title: over === undefined ? titled(title, state, language) : words.proofOver,
    address: `${action}?${new URLSearchParams(hidden).toString()}`,
    body: (
      <div class="read">
        <Back reference={reference} came={came} language={language} />
        {over === undefined ? (
          <>
            <ErrorSummary errors={state.errors} language={language} />
            <h1>{title}</h1>
            <p class="lead">{forAnother ? words.agreeLead(until) : words.proofLead(until)}</p>
            {sent && <p role="status">{words.proofSent}</p>}
            <CodeForm
              context={context}
              action={action}
              form={{ schema: proofRequest, state, language }}
              hint={words.proofAgainHint}
              hidden={hidden}
              send={words.proofCode}
              open
              needed
            />
            <Form context={context} action={action} hidden={hidden} open>
              <button type="submit" class="plain">
                {words.proofAgain}
              </button>
            </Form>
          </>
        ) : (
          <>
            <h1>{words.proofOver}</h1>
            <p>{overWords(body, words)}</p>
          </>
        )}
      </div>
    ),
  };
}

function overWords(
  { own: { proof } }: RequestBody,
  words: { readonly proven: string; readonly withStaff: string; readonly lapsed: string },
): string {
  if (proof.state === 'proven' || proof.agreedAt !== undefined) return words.proven;
  return proof.handed === true ? words.withStaff : words.lapsed;
}

/** The way to the status page, for who has its link. */
function Back({
  reference,
  came: { key = '' },
  language,
}: {
  readonly reference: string;
  readonly came: Came;
  readonly language: 'ru' | 'en';
}) {
  if (key === '') return null;
  return (
    <p>
      <a class="back" href={`${ADDRESSES.case(reference)}?key=${encodeURIComponent(key)}`}>
        <Icon name="back" />
        {REQUEST_FORM_WORDS[language].status}
      </a>
    </p>
  );
}

/** `GET /requests/{reference}/not-me`: a page with a button (S4, G2); says so when it has been pressed. */
export function notMePage(
  { body, challenge }: { readonly body: RequestBody; readonly challenge: string },
  context: PageContext,
): Page {
  const { language } = context;
  const words = REQUEST_FORM_WORDS[language];
  const { reference, own } = body;
  const done = own.proof.state === 'disowned';
  return {
    title: done ? words.notMeDone : words.notMeTitle,
    body: (
      <div class="read">
        <h1>{done ? words.notMeDone : words.notMeTitle}</h1>
        <p class="lead">{done ? words.notMeDoneLead(reference) : words.notMeLead(reference)}</p>
        {!done && (
          <Form context={context} action={ADDRESSES.requestNotMe(reference)} hidden={{ challenge }} open>
            <button type="submit" class="grave">
              {words.notMe}
            </button>
          </Form>
        )}
      </div>
    ),
  };
}
