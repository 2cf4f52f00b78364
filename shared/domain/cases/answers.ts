import type { CaseAnswer, CaseBody } from './case.ts';
import { settledBy } from './clocks.ts';

/** The answer that a letter carries, if it is one. */
export const answerBy = ({ answers }: Pick<CaseBody, 'answers'>, letter: string): CaseAnswer | undefined =>
  answers?.find((one) => one.letter === letter);

/** The answer that was given last. */
export const lastAnswer = ({ answers }: Pick<CaseBody, 'answers'>): CaseAnswer | undefined => answers?.at(-1);

/** The body with an answer of a letter put in place of what was known of it, or added. */
export const withAnswer = <Body extends Pick<CaseBody, 'answers'>>(body: Body, answer: CaseAnswer): Body => ({
  ...body,
  answers:
    answerBy(body, answer.letter) === undefined
      ? [...(body.answers ?? []), answer]
      : body.answers?.map((one) => (one.letter === answer.letter ? answer : one)),
});

/**
 * The body with clocks and answer as the sending that counts decides (K4).
 * @param mail ISO instant at which the mail service took it; undefined if it did not, or it came back
 */
export function settledWith<Body extends CaseBody>(
  body: Body,
  answer: CaseAnswer,
  mail: string | undefined,
): Body {
  const { clocks, sentAt } = settledBy(body.clocks, mail, answer.post?.on);
  return withAnswer({ ...body, clocks }, sentAt === undefined ? answer : { ...answer, sentAt });
}
