import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { isPageOnly, knownTo, type RouteClass } from '../api/spec.ts';
import type { Secrets } from '../records/secrets.ts';
import type { RuntimeSettings } from '../settings.ts';
import { isForm, readBody } from './body.ts';
import { checkAct, checkAddress, checkBody, checkClass, checkRole, GIVEN_BACK, looksAt } from './checks.ts';
import { hostCookie } from './cookies.ts';
import { type Asked, answerOtherwise } from './fallback.ts';
import { isLanguage } from './language.ts';
import { describeError, logRequest, toStdout, type Write } from './log.ts';
import { crossOriginHeaders, type Origins } from './origin.ts';
import { type Told, tellError, tellRefused } from './outcome.ts';
import type { PageContext } from './pages/context.ts';
import { begin, callersNetwork, type Gate, LANGUAGE_COOKIE, type Passage } from './passage.ts';
import { HttpProblem } from './problems.ts';
import { formState, problemResult, toResult } from './respond.ts';
import { seal } from './seal.ts';
import type { Answer, Bound, HttpRequest } from './types.ts';
import { whichRoute } from './which-route.ts';

/** What a door is built with, once per instance. */
export interface DoorDeps {
  readonly settings: RuntimeSettings;
  /** Subkeys for stamps and sessions (shared/records/wire.ts); doors without forms and staff have none. */
  readonly wired?: {
    readonly deps: () => Promise<{ readonly secrets: Secrets }>;
    readonly overtaken?: () => number;
  };
  /** Doors with staff routes (staff-door.ts). */
  readonly staff?: Gate;
  /** Doors with routes of signed-in people (person-door.ts). */
  readonly people?: Gate;
  /** Where log lines go; the standard output if not said. */
  readonly write?: Write;
}

type Internal = { passage?: Passage };
type Request = middy.Request<
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Error,
  Context,
  Internal
>;

/** Handler of a Lambda function behind the HTTP API (payload format 2.0). */
export type DoorHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** A function stops work this long before Lambda would kill it, ms: the answer must still go out. */
const TIMEOUT_EARLY = 500;
/** A language chosen by link is remembered for a year. */
const LANGUAGE_AGE = 365 * 86_400;

/**
 * Builds a door: each route with the rules of its class, and every outcome – page, JSON, refusal, error – told in the
 * caller's language and way, with the security headers, and logged by the closed list of fields.
 */
export function door(routes: readonly Bound[], deps: DoorDeps): DoorHandler {
  const { settings, write = toStdout } = deps;
  const overtaken = (): number => deps.wired?.overtaken?.() ?? 0;
  const name = routes[0]?.spec.door ?? 'none';
  const which = whichRoute(routes);
  const specs = routes.map(({ spec }) => spec);
  const origins: Origins = { own: new URL(settings.baseUrl).origin, sites: settings.sites };
  /** middy gives the handler the event only: what the checks found is kept beside it. */
  const passages = new WeakMap<APIGatewayProxyEventV2, { passage: Passage; secrets?: Secrets }>();

  const enter = async ({ event, context }: Request): Promise<void> => {
    const passage = begin(event, settings.language, context.getRemainingTimeInMillis());
    passage.overtaken = overtaken();
    const state: { passage: Passage; secrets?: Secrets } = { passage };
    passages.set(event, state);
    const found = which({ ...asAsked(passage), by: event.routeKey });
    if (found === undefined) return;
    const { route: bound, params } = found;
    passage.bound = bound;
    passage.named = params;
    const { spec } = bound;
    if (spec.class !== 'asset' && deps.wired !== undefined) state.secrets = (await deps.wired.deps()).secrets;
    if (spec.class === 'asset') {
      passage.wantsPage = false;
      // Style and keys say nothing about anybody.
      passage.ahead = false;
    } else if (isPageOnly(spec)) passage.wantsPage = true;
  };

  const guard = async ({ event }: Request): Promise<void> => {
    const { passage, secrets } = stateOf(event);
    const { bound } = passage;
    if (bound === undefined || passage.ahead) return;
    const known = knownTo(bound.spec.class);
    if (known !== 'anyone') {
      const gate = known === 'staff' ? deps.staff : deps.people;
      if (gate === undefined || secrets === undefined)
        throw new Error(`a route of ${known} on a door without`);
      await gate.identify(passage, secrets);
    } else if (bound.spec.greets !== undefined && secrets !== undefined) {
      await greet(passage, secrets);
    }
    checkAddress(passage, bound);
    if (known === 'staff') checkRole(passage, bound);
    checkClass(passage, bound, origins);
  };

  /** Who is signed in, on a page for anyone: nobody is turned away. */
  const greet = async (passage: Passage, secrets: Secrets): Promise<void> => {
    try {
      await deps.people?.identify(passage, secrets);
    } catch (error) {
      if (!(error instanceof HttpProblem && error.problem === 'unauthenticated')) throw error;
    }
  };

  const stateOf = (event: APIGatewayProxyEventV2) => {
    const state = passages.get(event);
    if (state === undefined) throw new Error('the request has not entered');
    return state;
  };

  const contextOf = (passage: Passage, secrets: Secrets | undefined): PageContext => {
    const { rawQueryString } = passage.event;
    const get = ['GET', 'HEAD'].includes(methodOf(passage)) && rawQueryString !== '';
    return {
      language: passage.language,
      path: get ? `${passage.path}?${rawQueryString}` : passage.path,
      at: passage.at,
      site: settings,
      seal: seal(passage, secrets),
    };
  };

  const requestOf = (passage: Passage, secrets: Secrets | undefined, body: unknown): HttpRequest => {
    const { event, read, key, staff, person, session, reason } = passage;
    const request: HttpRequest = {
      at: passage.at,
      requestId: event.requestContext.requestId,
      language: passage.language,
      wantsPage: passage.wantsPage,
      path: passage.path,
      // The schemas of the bound spec made these; `bind` gives them their types back.
      body,
      params: passage.params ?? {},
      query: passage.query ?? {},
      rawBody: read?.raw ?? '',
      form: read?.form ?? false,
      network: callersNetwork(event),
      agent: (event.headers['user-agent'] ?? '').slice(0, 200),
      bot: passage.bot,
      cookies: passage.cookies,
      page: contextOf(passage, secrets),
      ...(key === undefined ? {} : { idempotencyKey: key }),
      ...(staff === undefined ? {} : { staff }),
      ...(person === undefined ? {} : { person }),
      ...(session === undefined ? {} : { session }),
      ...(reason === undefined ? {} : { reason }),
    };
    passage.request = request;
    return request;
  };

  const serve = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const { passage, secrets } = stateOf(event);
    const { bound } = passage;
    let answer: Answer;
    if (bound === undefined) {
      answer = answerOtherwise(asAsked(passage), specs, origins);
    } else if (passage.ahead) {
      // No success, so that the browser asks again when somebody looks.
      answer = { status: 204 };
    } else {
      const refused = await checkAct(passage, bound);
      const body = refused === undefined ? checkBody(passage, bound, secrets) : undefined;
      answer = refused ?? looksAt(passage, bound) ?? (await bound.handler(requestOf(passage, secrets, body)));
    }
    const result =
      'refusal' in answer
        ? await tell(await tellRefused(answer.refusal, passage, settings), passage, secrets)
        : await toResult(answer, passage, contextOf(passage, secrets));
    if (!('refusal' in answer) && answer.about !== undefined) passage.about = answer.about;
    return finish(result, passage);
  };

  /** Tells a problem: the form again where it can be put right there, the login to a visitor of the desk, else the problem. */
  const tell = async (
    told: Told,
    passage: Passage,
    secrets: Secrets | undefined,
  ): Promise<APIGatewayProxyStructuredResultV2> => {
    const { bound, wantsPage } = passage;
    const context = contextOf(passage, secrets);
    if (told.problem.code === 'unauthenticated') salvage(passage, origins);
    const typed = typedBy(passage);
    const way = bound === undefined ? undefined : wayIn(bound.spec.class);
    if (told.problem.code === 'unauthenticated' && wantsPage && way && bound?.spec.method === 'GET') {
      const location = `${way}?to=${encodeURIComponent(context.path)}`;
      return toResult({ status: 303, location }, passage, context);
    }
    if (told.mendable && wantsPage && passage.read?.form === true && bound?.redraw !== undefined) {
      const request = passage.request ?? requestOf(passage, secrets, undefined);
      const page = await bound.redraw(formState(typed, told.problem.errors), request);
      if (page === undefined) {
        const gone = tellError(new HttpProblem('not-found'), passage);
        return problemResult(gone.problem, gone.headers, passage, context, { typed });
      }
      if (page !== 'no-form')
        return toResult({ status: told.problem.status, page, headers: told.headers }, passage, context);
    }
    const reference = referenceIn(passage);
    const desk = bound?.spec.class === 'staff-page' && told.problem.status !== 404;
    return problemResult(told.problem, told.headers, passage, context, {
      typed,
      ...(desk && reference !== undefined ? { caseReference: reference } : {}),
    });
  };

  const finish = (
    result: APIGatewayProxyStructuredResultV2,
    passage: Passage,
  ): APIGatewayProxyStructuredResultV2 => {
    const open = passage.bound?.spec.class === 'open';
    const shared = open ? crossOriginHeaders(passage.event.headers, origins) : {};
    const chosen = isLanguage(passage.asked) && passage.cookies.get(LANGUAGE_COOKIE) !== passage.asked;
    const cookies =
      chosen && passage.wantsPage
        ? [...(result.cookies ?? []), hostCookie(LANGUAGE_COOKIE, passage.language, LANGUAGE_AGE)]
        : result.cookies;
    const { body, ...bodiless } = result;
    return {
      ...bodiless,
      ...(body === undefined || methodOf(passage) === 'HEAD' ? { isBase64Encoded: false } : { body }),
      headers: { ...result.headers, ...shared },
      ...(cookies === undefined ? {} : { cookies }),
    };
  };

  const recover = async (request: Request): Promise<void> => {
    const { passage, secrets } = stateOf(request.event);
    try {
      request.response = finish(await tell(tellError(request.error, passage), passage, secrets), passage);
    } catch (error) {
      // Telling failed (a page's own fault): the plain problem still goes out.
      passage.wantsPage = false;
      passage.error = error;
      request.response = finish(await tell(tellError(error, passage), passage, secrets), passage);
    }
  };

  const report = ({ event, context, response }: Request): void => {
    const { passage } = stateOf(event);
    const { code, fields, about = referenceIn(passage), staff, bot, error } = passage;
    const again = overtaken() - passage.overtaken;
    logRequest(write, settings, {
      door: name,
      // API Gateway's key names a prefix only.
      route: passage.bound === undefined ? event.routeKey : `${methodOf(passage)} ${passage.bound.spec.path}`,
      at: passage.at,
      status: response?.statusCode ?? 500,
      ms: passage.timeLeft - context.getRemainingTimeInMillis(),
      request: event.requestContext.requestId,
      ...(again === 0 ? {} : { again }),
      ...(code === undefined ? {} : { code }),
      ...(fields === undefined || fields.length === 0 ? {} : { fields }),
      ...(about === undefined ? {} : { case: about }),
      ...(staff === undefined ? {} : { role: staff.role }),
      ...(bot.length === 0 ? {} : { marks: bot }),
      ...(error === undefined ? {} : describeError(error)),
    });
  };

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context, Internal>(serve, {
    timeoutEarlyInMillis: TIMEOUT_EARLY,
    requestEnd: report,
  })
    .use({ before: enter, onError: recover })
    .use({ before: guard }) as DoorHandler;
}

/** The case that the address of a route names. */
const referenceIn = ({ params }: Passage): string | undefined =>
  (params as { readonly reference?: string } | undefined)?.reference;

const methodOf = ({ event }: Passage): string => event.requestContext.http.method;

const asAsked = (passage: Passage): Asked => ({
  method: methodOf(passage),
  path: passage.path,
  headers: passage.event.headers,
});

/** Where a visitor whom nobody knows yet signs in. */
function wayIn(of: RouteClass): string | undefined {
  const known = knownTo(of);
  return known === 'staff' ? '/desk/login' : known === 'person' ? '/sign-in' : undefined;
}

/** A session may end while somebody writes: what our own page sent is read after all, to be given back with the way to the login. */
function salvage(passage: Passage, { own }: Origins): void {
  const { event, bound } = passage;
  if (bound === undefined || knownTo(bound.spec.class) === 'anyone' || event.headers['origin'] !== own)
    return;
  try {
    // Which act it was for is not looked at before somebody is known: what can be given back is read.
    passage.read = readBody(event, isForm(event, true), GIVEN_BACK);
  } catch {
    // Not a form of ours: nothing was typed.
  }
}

/** What a person typed, to be given back. */
function typedBy(passage: Passage): Record<string, string> {
  const { read } = passage;
  if (read?.form !== true) return {};
  return Object.fromEntries([...read.posted.typed].map(([name, values]) => [name, values.join(', ')]));
}
