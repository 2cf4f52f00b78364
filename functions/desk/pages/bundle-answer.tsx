import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import type { Material } from '../bundle-material.ts';
import { Facts, when } from './bundle-parts.tsx';
import { BUNDLE_WORDS } from './bundle-words.ts';

/** A row of a file or a section; a text that is absent is left out. */
export type Row = readonly [name: string, text: string | undefined];

/** Who wrote, as a file and its first page name them. */
export function writerRows({ body, personal }: Material): readonly Row[] {
  const words = BUNDLE_WORDS[body.language];
  return [
    [words.name, personal.name],
    [words.email, personal.email],
    [words.postalAddress, personal.postalAddress],
  ];
}

/** A text file of rows; the first may have a name alone. */
export const textFile = (rows: readonly Row[]): string =>
  `${rows
    .flatMap(([name, text], index) =>
      text !== undefined ? [`${name}:\n${text}`] : index === 0 ? [name] : [],
    )
    .join('\n\n')}\n`;

/** What was answered last, as a text file. `outcome`: in words of the kind. */
export function answerFile({ body, personal }: Material, outcome: string | undefined): string {
  const words = BUNDLE_WORDS[body.language];
  return textFile([
    [words.title(body.reference), undefined],
    [words.outcome, outcome],
    [words.answerText, personal.answer?.text],
    [words.reasons, personal.answer?.reasons],
  ]);
}

/** What was answered last, and how it was sent (K4, K5). */
export function AnswerSection({
  of,
  outcome,
}: {
  readonly of: Material;
  readonly outcome: string | undefined;
}) {
  const { body, personal, letters, answerLetter } = of;
  const words = BUNDLE_WORDS[body.language];
  if (personal.answer === undefined || outcome === undefined) return <p>{words.noAnswer}</p>;
  const answer = lastAnswer(body);
  const letter = letters.find(({ id }) => id === answer?.letter);
  const delivered = letter?.status === 'delivered' ? letter.outcomeAt : undefined;
  const instant = (value: string | undefined) => (value === undefined ? undefined : when(value, of));
  return (
    <>
      <Facts
        rows={[
          [words.outcome, outcome],
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
