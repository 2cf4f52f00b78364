import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ActSpec } from '../api/spec.ts';
import type { Person, Staff } from '../identity/who.ts';
import type { Language } from '../language.ts';
import type { Secrets } from '../records/secrets.ts';
import type { ReadBody } from './body.ts';
import { readCookies } from './cookies.ts';
import { chooseLanguage } from './language.ts';
import { networkOf } from './network.ts';
import type { Bound, HttpRequest } from './types.ts';

/** Cookie that remembers a language chosen by `?lang=`; it says nothing about who chose it. */
export const LANGUAGE_COOKIE = '__Host-lang';

/** The way of one request through the door; each check adds what it found. */
export interface Passage {
  readonly event: APIGatewayProxyEventV2;
  readonly at: number;
  readonly path: string;
  readonly cookies: ReadonlyMap<string, string>;
  /** Time that Lambda left for this request when it entered, ms: what is gone of it at the end is the time taken. */
  readonly timeLeft: number;
  /** How often the instance had been overtaken when it entered. */
  overtaken: number;
  /** `?lang=` as given. */
  readonly asked: string | undefined;
  /** The browser fetches ahead of any click: nothing is looked at, so nothing is shown and nothing recorded (G2, G10). */
  ahead: boolean;
  bound?: Bound;
  /** Values of its path's variables as they were given. */
  named: Readonly<Record<string, string>>;
  language: Language;
  wantsPage: boolean;
  params?: unknown;
  query?: unknown;
  staff?: Staff;
  /** What the act that is asked for is, for what it is done to; set where that differs. */
  act?: ActSpec | undefined;
  /** The person who is signed in. */
  person?: Person;
  /** How they are known: by a session's cookie, or a token that no browser sends by itself. */
  via?: 'session' | 'bearer';
  session?: { readonly pk: string; readonly sk: string };
  read?: ReadBody;
  bot: ('honeypot' | 'too-fast')[];
  key?: string;
  /** When the form that was posted was first drawn, epoch ms: drawn again, it still is that form. */
  first?: number | undefined;
  /** Which of the forms of its page that post to this path it was. */
  place?: number | undefined;
  /** Why staff look at personal data. */
  reason?: string;
  request?: HttpRequest;
  /** For the log. */
  code?: string;
  fields?: readonly string[];
  about?: string;
  error?: unknown;
}

/** Begins a passage: everything that is known before any check. */
export function begin(event: APIGatewayProxyEventV2, fallback: Language, timeLeft: number): Passage {
  const { headers } = event;
  const cookies = readCookies(event.cookies, headers['cookie']);
  const asked = new URLSearchParams(event.rawQueryString).get('lang') ?? undefined;
  return {
    event,
    at: event.requestContext.timeEpoch,
    path: event.rawPath,
    cookies,
    timeLeft,
    overtaken: 0,
    asked,
    language: chooseLanguage([asked, cookies.get(LANGUAGE_COOKIE)], headers['accept-language'], fallback),
    wantsPage: acceptsPage(headers['accept']),
    bot: [],
    named: {},
    ahead: asksAhead(event),
  };
}

/** How browsers say that they prefetch, prerender or preview: nobody has clicked yet, and perhaps nobody will. */
const AHEAD = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

const asksAhead = ({ headers, requestContext: { http } }: APIGatewayProxyEventV2): boolean =>
  ['GET', 'HEAD'].includes(http.method) &&
  AHEAD.some((name) => /prefetch|prerender|preview/i.test(headers[name] ?? ''));

/** Whether the caller is a browser that shows pages: programs ask for JSON or for anything. */
export function acceptsPage(accept: string | undefined): boolean {
  if (accept === undefined) return false;
  const page = accept.indexOf('text/html');
  const json = accept.indexOf('application/json');
  return page >= 0 && (json < 0 || page < json);
}

/** The caller's network, for limits. */
export const callersNetwork = (event: APIGatewayProxyEventV2): string =>
  networkOf(event.requestContext.http.sourceIp);

/** Finds out who knocks at a route of staff or of people, and notes it in the passage; throws a problem where nobody may pass. */
export interface Gate {
  identify(passage: Passage, secrets: Secrets): Promise<void>;
}

/** The case that the address of a route names. */
export const referenceIn = ({ params }: Passage): string | undefined =>
  (params as { readonly reference?: string } | undefined)?.reference;
