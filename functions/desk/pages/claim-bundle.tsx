import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import { typedRows } from '../../../shared/domain/cases/typed.ts';
import { CLAIM_TYPED } from '../../../shared/domain/claims/typed.ts';
import { CLAIM_CASE_WORDS } from '../../../shared/http/pages/kinds/claim-words.ts';
import { PAGE_KINDS } from '../../../shared/http/pages/kinds/table.ts';
import type { Material } from '../bundle-material.ts';
import type { BundleKind } from './bundle-kind.ts';
import { Facts, when } from './bundle-parts.tsx';
import { BUNDLE_WORDS } from './bundle-words.ts';

/** What the file of a claim has beside what that of every case has: the claim as typed, and its answer (K5). */
export const CLAIM_BUNDLE: BundleKind = {
  page: PAGE_KINDS.claim,
  files: (of) => [
    ['claim.txt', claimText(of)],
    ...(of.personal.answer === undefined ? [] : [['answer.txt', answerText(of)] as const]),
    ...(of.answerLetter === undefined ? [] : [['answer-letter.html', of.answerLetter.html] as const]),
  ],
  sections: (of) => {
    const { body, personal } = of;
    const words = BUNDLE_WORDS[body.language];
    const rows = [
      [words.name, personal.name],
      [words.email, personal.email],
      [words.postalAddress, personal.postalAddress],
      ...typedRows(CLAIM_TYPED, personal, body.language),
    ] as const;
    return [
      { title: words.claim, body: <Facts rows={rows} /> },
      { title: words.answer, body: <Answer of={of} /> },
    ];
  },
};

function claimText({ body, personal }: Material): string {
  const words = BUNDLE_WORDS[body.language];
  return sections([
    [words.title(body.reference), undefined],
    [words.name, personal.name],
    [words.email, personal.email],
    [words.postalAddress, personal.postalAddress],
    [words.received, body.receivedAt],
    ...typedRows(CLAIM_TYPED, personal, body.language),
  ]);
}

function answerText({ body, personal }: Material): string {
  const words = BUNDLE_WORDS[body.language];
  const outcome = body.own.outcome && CLAIM_CASE_WORDS[body.language].reasons[body.own.outcome];
  return sections([
    [words.title(body.reference), undefined],
    [words.outcome, outcome],
    [words.answerText, personal.answer?.text],
    [words.reasons, personal.answer?.reasons],
  ]);
}

const sections = (rows: readonly (readonly [string, string | undefined])[]): string =>
  `${rows
    .flatMap(([name, text], index) =>
      text !== undefined ? [`${name}:\n${text}`] : index === 0 ? [name] : [],
    )
    .join('\n\n')}\n`;

function Answer({ of }: { readonly of: Material }) {
  const { body, personal, letters, answerLetter } = of;
  const words = BUNDLE_WORDS[body.language];
  if (personal.answer === undefined || body.own.outcome === undefined) return <p>{words.noAnswer}</p>;
  const answer = lastAnswer(body);
  const letter = letters.find(({ id }) => id === answer?.letter);
  const delivered = letter?.status === 'delivered' ? letter.outcomeAt : undefined;
  const instant = (value: string | undefined) => (value === undefined ? undefined : when(value, of));
  return (
    <>
      <Facts
        rows={[
          [words.outcome, CLAIM_CASE_WORDS[body.language].reasons[body.own.outcome]],
          [words.answerText, personal.answer.text],
          [words.reasons, personal.answer.reasons],
        ]}
      />
      <h3>{words.sending}</h3>
      <Facts
        rows={[
          [words.decided, instant(answer?.at)],
          [words.sent, instant(letter?.sentAt ?? answer?.sentAt)],
          [words.messageId, letter?.messageId],
          [words.delivered, instant(delivered)],
          [words.returned, instant(answer?.returnedAt)],
          [words.tracking, answer?.post?.tracking],
          [words.posted, instant(answer?.post?.on)],
        ]}
      />
      {answerLetter !== undefined && (
        <p>
          <a href="answer-letter.html">{words.letterFile}</a>.{' '}
          {answerLetter.matches !== undefined && (answerLetter.matches ? words.matches : words.differs)}
        </p>
      )}
    </>
  );
}
