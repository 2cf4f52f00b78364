import type { RuntimeSettings } from '../../settings.ts';
import type { PageContext } from '../pages/context.ts';
import { callersNetwork } from '../passage.ts';
import { seal } from '../seal.ts';
import type { HttpRequest } from '../types.ts';
import type { State } from './state.ts';

type Site = { readonly settings: RuntimeSettings };

/** What the pages of a request need. */
export function contextOf({ passage, secrets }: State, { settings }: Site): PageContext {
  const { rawQueryString, requestContext } = passage.event;
  const get = ['GET', 'HEAD'].includes(requestContext.http.method) && rawQueryString !== '';
  return {
    language: passage.language,
    path: get ? `${passage.path}?${rawQueryString}` : passage.path,
    at: passage.at,
    site: settings,
    seal: seal(passage, secrets),
  };
}

/** The request as handlers see it. */
export function requestOf(state: State, site: Site): HttpRequest {
  const { passage, body } = state;
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
    page: contextOf(state, site),
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(staff === undefined ? {} : { staff }),
    ...(person === undefined ? {} : { person }),
    ...(session === undefined ? {} : { session }),
    ...(reason === undefined ? {} : { reason }),
  };
  passage.request = request;
  return request;
}
