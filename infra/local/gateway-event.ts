/** Translation between HTTP and the payload format 2.0 of API Gateway's Lambda proxies. */
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { trimBlanks } from '../../shared/http/header-text.ts';
import { decode, type Match } from './gateway-routes.ts';
import type { Millis } from './types.ts';

export interface EventContext {
  readonly apiId: string;
  readonly stage: string;
  readonly accountId: string;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly now: Millis;
}

/** Header names that describe one connection and are not passed on; cookies travel in their own field. */
const NOT_PASSED = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'cookie',
]);

/** Bodies of these types come as text; everything else (also urlencoded forms and multipart) comes in base64. */
const TEXT = /^(text\/|application\/(json|xml|javascript|[\w.+-]+\+(json|xml))\b)/i;

/** The event of a request; time is virtual. */
export function eventOf(
  request: IncomingMessage,
  body: Buffer,
  match: Match,
  context: EventContext,
): APIGatewayProxyEventV2 {
  const [path = '/', query = ''] = splitUrl(request.url);
  const headers = headersOf(request, context.sourceIp);
  const cookies = (request.headersDistinct['cookie'] ?? [])
    .flatMap((line) => line.split(';'))
    .map(trimBlanks)
    .filter((cookie) => cookie !== '');
  const parameters = queryOf(query);
  const text = TEXT.test(headers['content-type'] ?? '');
  const rawPath = decode(path);
  const host = headers['host'] ?? '';
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString: query,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(parameters ? { queryStringParameters: parameters } : {}),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      domainName: host,
      domainPrefix: host.split('.')[0] ?? '',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: context.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: match.route.key,
      stage: context.stage,
      time: logTime(context.now),
      timeEpoch: context.now,
    },
    ...(Object.keys(match.parameters).length > 0 ? { pathParameters: match.parameters } : {}),
    ...(body.length > 0 ? { body: body.toString(text ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !text,
  };
}

/** Path (still encoded) and query string of a request line. */
export function splitUrl(url: string | undefined): readonly [string, string] {
  const target = url ?? '/';
  const at = target.indexOf('?');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
}

function headersOf(request: IncomingMessage, sourceIp: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (!NOT_PASSED.has(name) && values !== undefined) headers[name] = values.join(',');
  }
  headers['x-forwarded-for'] = sourceIp;
  headers['x-forwarded-proto'] = 'http';
  headers['x-forwarded-port'] = String(request.socket.localPort ?? '');
  return headers;
}

function queryOf(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    found[name] = found[name] === undefined ? value : `${found[name]},${value}`;
  }
  return found;
}

/** The common log format that API Gateway uses: `12/Mar/2026:19:03:58 +0000`. */
export function logTime(now: Millis): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(now).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** An HTTP answer ready to be written. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/** Reads a handler's result; undefined when API Gateway would call it malformed (502-like results are answered 500 there). */
export function answerOf(result: unknown): HttpAnswer | undefined {
  if (result === null || typeof result !== 'object' || !('statusCode' in result)) {
    const json = JSON.stringify(result) ?? '';
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      cookies: [],
      body: Buffer.from(json),
    };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = result as Record<string, unknown>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  const given = Object.entries((headers ?? {}) as Record<string, unknown>);
  const lowered = Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)]));
  const bytes = Buffer.from(
    typeof body === 'string' ? body : '',
    isBase64Encoded === true ? 'base64' : 'utf8',
  );
  return {
    status,
    headers: bytes.length > 0 ? { 'content-type': 'text/plain; charset=utf-8', ...lowered } : lowered,
    cookies: Array.isArray(cookies) ? cookies.map(String) : [],
    body: bytes,
  };
}
