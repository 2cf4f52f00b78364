import { isLanguage } from '../../language.ts';
import { DataBlocked } from '../../records/opening.ts';
import { hostCookie } from '../cookies.ts';
import { crossOriginHeaders, type Origins } from '../origin.ts';
import { tellError, tellRefused } from '../outcome.ts';
import { LANGUAGE_COOKIE, type Passage } from '../passage.ts';
import { toResult } from '../respond.ts';
import { contextOf } from './request-of.ts';
import type { House, Result, State, Step } from './state.ts';
import { tellProblem } from './tell-problem.ts';

/** A language chosen by link is remembered for a year. */
const LANGUAGE_AGE = 365 * 86_400;

/** Fifth: the answer as a page, JSON, a file or a problem, in the caller's language and way. */
export const tell =
  (house: House): Step =>
  async (request) => {
    const { internal } = request;
    const { answer, passage } = internal;
    if (answer === undefined) throw new Error('nobody has answered');
    if ('refusal' in answer) {
      const told = await tellRefused(answer.refusal, passage, house.settings);
      request.response = finish(await tellProblem(told, internal, house), passage, house.origins);
      return;
    }
    const result = await toResult(answer, passage, contextOf(internal, house));
    if (answer.about !== undefined) passage.about = answer.about;
    request.response = finish(result, passage, house.origins);
  };

/** Fifth, where something was thrown on the way. */
export const tellThrown =
  (house: House): Step =>
  async (request) => {
    const { internal, error } = request;
    const told = async (thrown: unknown): Promise<Result> =>
      finish(await problem(thrown, internal, house), internal.passage, house.origins);
    try {
      request.response = await told(error);
    } catch (fault) {
      // Telling failed (a page's own fault): the plain problem still goes out.
      internal.passage.wantsPage = false;
      internal.passage.error = fault;
      request.response = await told(fault);
    }
  };

const problem = (thrown: unknown, state: State, house: House): Promise<Result> =>
  thrown instanceof DataBlocked
    ? tellRefused({ code: 'data-blocked', data: { block: thrown.kind } }, state.passage, house.settings).then(
        (told) => tellProblem(told, state, house),
      )
    : tellProblem(tellError(thrown, state.passage), state, house);

/** What goes for every answer: CORS of public routes, the chosen language, no body for HEAD. */
function finish(result: Result, passage: Passage, origins: Origins): Result {
  const { event, bound, asked, language, wantsPage } = passage;
  const shared = bound?.spec.class === 'open' ? crossOriginHeaders(event.headers, origins) : {};
  const chosen = isLanguage(asked) && passage.cookies.get(LANGUAGE_COOKIE) !== asked;
  const cookies =
    chosen && wantsPage
      ? [...(result.cookies ?? []), hostCookie(LANGUAGE_COOKIE, language, LANGUAGE_AGE)]
      : result.cookies;
  const { body, ...bodiless } = result;
  const head = event.requestContext.http.method === 'HEAD';
  return {
    ...bodiless,
    ...(body === undefined || head ? { isBase64Encoded: false } : { body }),
    headers: { ...result.headers, ...shared },
    ...(cookies === undefined ? {} : { cookies }),
  };
}
