import { typedRows } from '../../../shared/domain/cases/typed.ts';
import { CLAIM_TYPED } from '../../../shared/domain/claims/typed.ts';
import { CLAIM_CASE_WORDS } from '../../../shared/http/pages/kinds/claim-words.ts';
import { PAGE_KINDS } from '../../../shared/http/pages/kinds/table.ts';
import type { Material } from '../bundle-material.ts';
import { AnswerSection, answerFile, textFile, writerRows } from './bundle-answer.tsx';
import type { BundleKind } from './bundle-kind.ts';
import { Facts } from './bundle-parts.tsx';
import { BUNDLE_WORDS } from './bundle-words.ts';

/** What the file of a claim has beside what that of every case has: the claim as typed, and its answer (K5). */
export const CLAIM_BUNDLE: BundleKind = {
  page: PAGE_KINDS.claim,
  files: (of) => [
    ['claim.txt', claimText(of)],
    ...(of.personal.answer === undefined ? [] : [['answer.txt', answerFile(of, outcomeOf(of))] as const]),
    ...(of.answerLetter === undefined ? [] : [['answer-letter.html', of.answerLetter.html] as const]),
  ],
  sections: (of) => {
    const { body, personal } = of;
    const words = BUNDLE_WORDS[body.language];
    const rows = [...writerRows(of), ...typedRows(CLAIM_TYPED, personal, body.language)];
    return [
      { title: words.claim, body: <Facts rows={rows} /> },
      { title: words.answer, body: <AnswerSection of={of} outcome={outcomeOf(of)} /> },
    ];
  },
};

function claimText(of: Material): string {
  const { body, personal } = of;
  const words = BUNDLE_WORDS[body.language];
  return textFile([
    [words.title(body.reference), undefined],
    ...writerRows(of),
    [words.received, body.receivedAt],
    ...typedRows(CLAIM_TYPED, personal, body.language),
  ]);
}

function outcomeOf({ body }: Material): string | undefined {
  const outcome = body.kind === 'claim' ? body.own.outcome : undefined;
  return outcome && CLAIM_CASE_WORDS[body.language].reasons[outcome];
}
