import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import type { CaseAnswer, CaseBody } from './case.ts';
import { settledBy } from './clocks.ts';
import type { CaseType } from './type.ts';

/** The answer that a letter carries, if it is one. */
export const answerBy = ({ answers }: Pick<CaseBody, 'answers'>, letter: string): CaseAnswer | undefined =>
  answers?.find((one) => one.letter === letter);

/** The answer that was given last. */
export const lastAnswer = ({ answers }: Pick<CaseBody, 'answers'>): CaseAnswer | undefined => answers?.at(-1);

/** The answer that is to go by post: the first that has not left, or has come back; when all have left, the last. */
export const answerToPost = (body: Pick<CaseBody, 'answers'>): CaseAnswer | undefined =>
  body.answers?.find(
    ({ sentAt, returnedAt, post }) =>
      post === undefined && (sentAt === undefined || returnedAt !== undefined),
  ) ?? lastAnswer(body);

/** The sending by mail that stands: what came back does not count as sent (K4). */
export const standingMail = ({ sentAt, returnedAt }: CaseAnswer): string | undefined =>
  returnedAt === undefined ? sentAt : undefined;

/** The body with an answer of a letter put in place of what was known of it, or added. */
export const withAnswer = <Body extends Pick<CaseBody, 'answers'>>(body: Body, answer: CaseAnswer): Body => ({
  ...body,
  answers:
    answerBy(body, answer.letter) === undefined
      ? [...(body.answers ?? []), answer]
      : body.answers?.map((one) => (one.letter === answer.letter ? answer : one)),
});

/**
 * The sending that decides whether an answer was in time (K4): the earliest that has not come back, whichever was learned
 * of first.
 * @param mail ISO instant at which the mail service took it; undefined if it did not, or it came back
 * @param posted local date on which it was handed to the post
 */
function sendingOf(mail: string | undefined, posted: string | undefined): string | undefined {
  if (mail === undefined || posted === undefined) return mail ?? posted;
  return localDate(Date.parse(mail), REGIME_ZONE) <= posted ? mail : posted;
}

/** The body with clocks and answer as the sending that counts decides (K4). `mail`: ISO instant, if it was taken and stands. */
export function settledWith<Body extends CaseBody>(
  type: CaseType,
  body: Body,
  answer: CaseAnswer,
  mail: string | undefined,
): Body {
  const sentAt = sendingOf(mail, answer.post?.on);
  const { by: event, parts } = answer;
  const settled = settledBy(type, body, { event, parts }, sentAt);
  return withAnswer(settled, sentAt === undefined ? answer : { ...answer, sentAt });
}
