import { ACTS } from '../../shared/api/acts.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import type { CaseKind } from '../../shared/domain/cases/names.ts';
import { chosen } from '../../shared/domain/requests/changing.ts';
import { requestOwn } from '../../shared/domain/requests/own.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { hasVisible } from '../../shared/domain/text.ts';
import type { Letterhead } from '../../shared/letters/content.ts';
import type { LetterDocument } from '../../shared/letters/document.ts';
import { caseFacts } from '../../shared/letters/facts.ts';
import { claimAnswer } from '../../shared/letters/templates/claim-answer.ts';
import { requestAnswer } from '../../shared/letters/templates/request-answer.ts';
import { writeDocument } from '../../shared/letters/write-document.ts';
import type { Opened } from '../../shared/records/case-file.ts';
import { PART_NAMES } from '../../shared/words/part-names.ts';

/** The case of an answer, opened, and who writes. */
interface Around {
  readonly body: CaseBody;
  readonly opened: Opened;
  readonly head: Letterhead;
}

/**
 * Makes the letter of an answer as it was typed, which has passed the schema of some kind's answer; undefined where it is none of
 * this kind. Refuses before anything is opened.
 */
export type Preview = (typed: unknown) => Result<(around: Around) => LetterDocument> | undefined;

/** Letters of answers by kind of case. */
export interface Previews {
  readonly [kind: string]: Preview;
}

export const PREVIEWS: Previews = {
  claim: claimPreview,
  request: requestPreview,
} satisfies { readonly [K in CaseKind]: Preview };

/** The answer to a claim: no without reasons, unless it is satisfied in full (K4). */
function claimPreview(typed: unknown): ReturnType<Preview> {
  const read = ACTS.claim.answer.body.safeParse(typed);
  if (!read.success) return undefined;
  const { outcome, text, reasons = '' } = read.data;
  if (outcome !== 'satisfied' && !hasVisible(reasons))
    return refuse('reasons-required', { field: 'reasons' });
  const answer = { outcome, text, ...(reasons === '' ? {} : { reasons }) };
  return accept(({ body, opened, head }) =>
    writeDocument(
      claimAnswer,
      { case: caseFacts(body, body.language), name: opened.contact?.name ?? '', answer },
      head,
    ),
  );
}

/** The answer to a request, to one of its parts or to all that have none (S5). */
function requestPreview(typed: unknown): ReturnType<Preview> {
  const read = ACTS.request.answer.body.safeParse(typed);
  if (!read.success) return undefined;
  const { part, text, reasons = '' } = read.data;
  const partly = hasVisible(reasons);
  return accept(({ body, opened, head }) =>
    writeDocument(
      requestAnswer,
      {
        case: caseFacts(body, body.language),
        name: opened.contact?.name ?? '',
        asked: chosen({ own: requestOwn.parse(body.own) }, part).map((one) => PART_NAMES[one][body.language]),
        outcome: partly ? 'partly' : 'fulfilled',
        text,
        ...(partly ? { reasons } : {}),
      },
      head,
    ),
  );
}
