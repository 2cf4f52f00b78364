import type { ErasureView } from '../../../shared/api/erasures.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { Page, PageContext } from '../../../shared/http/pages/context.ts';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { ERASURE_WORDS } from '../../../shared/http/pages/texts/erasures.ts';
import { PlanLists } from './plan-lists.tsx';

/** What the link of the head is about. */
interface AskedApproval {
  readonly reference: string;
  readonly key: string;
  readonly hash: string;
  readonly plan: NonNullable<ErasureView['plan']>;
}

/** `GET /erasures/{reference}`: the plan that the only officer has proposed; only the button approves it (S3, G2). */
export function approvalPage({ reference, key, hash, plan }: AskedApproval, context: PageContext): Page {
  const { language } = context;
  const words = ERASURE_WORDS[language];
  return {
    title: words.title,
    address: ADDRESSES.approval(reference, key),
    body: (
      <div class="read">
        <h1>{words.title}</h1>
        <p class="lead">{words.headLead(reference)}</p>
        <PlanLists plan={plan} language={language} />
        <Form context={context} action={ADDRESSES.approval(reference)} hidden={{ key, hash }} open>
          <p>{words.acts.approve.about}</p>
          <button type="submit" class="grave">
            {words.acts.approve.button}
          </button>
        </Form>
      </div>
    ),
  };
}

/** After the button. */
export function approvedPage({ language }: PageContext): Page {
  const words = ERASURE_WORDS[language];
  return {
    title: words.approvedTitle,
    body: (
      <section class="done read" role="status">
        <h1>
          <Icon name="check" /> {words.approvedTitle}
        </h1>
        <p>{words.approvedLead}</p>
      </section>
    ),
  };
}
