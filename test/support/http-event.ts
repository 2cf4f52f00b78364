import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { prefixOf } from '../../shared/api/prefixes.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { hasOwnRoute, routeKey } from '../../shared/api/spec.ts';

/** A request as a test says it; everything else is filled in as API Gateway does (payload format 2.0), its own route by our prefixes too. */
export interface EventParts {
  /** Of the program: `POST /claims`, or with a parameter `GET /cases/{reference}`. */
  readonly route: string;
  /** The actual path; the route's own where it has no parameters. */
  readonly path?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  /** Sent as `application/json` unless the headers say otherwise; a string goes as it is. */
  readonly json?: unknown;
  /** Sent urlencoded, in base64 as API Gateway does with forms. */
  readonly form?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  /** Instant of the request, ISO. */
  readonly at?: string;
  readonly ip?: string;
  readonly requestId?: string;
}

const OWN: ReadonlySet<string> = new Set(ROUTES.filter(hasOwnRoute).map(routeKey));

/** Monday, an ordinary working day. */
export const ORDINARY_DAY = '2026-11-23T09:00:00.000Z';

/** A Lambda event of the HTTP API. */
export function httpEvent(parts: EventParts): APIGatewayProxyEventV2 {
  const [method = 'GET', pattern = '/'] = parts.route.split(' ');
  const path =
    parts.path ??
    pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts.params?.[name] ?? `missing-${name}`);
  const body = bodyOf(parts);
  const type =
    parts.form !== undefined
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : parts.json !== undefined
        ? { 'content-type': 'application/json' }
        : {};
  const time = Date.parse(parts.at ?? ORDINARY_DAY);
  const key = gatewayKey(parts.route, path);
  return {
    version: '2.0',
    routeKey: key,
    rawPath: path,
    rawQueryString: parts.query ?? '',
    ...(parts.cookies === undefined ? {} : { cookies: [...parts.cookies] }),
    headers: { host: 'desk.example', 'user-agent': 'test', ...type, ...parts.headers },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'desk.example',
      domainPrefix: 'desk',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: parts.ip ?? '203.0.113.7', userAgent: 'test' },
      requestId: parts.requestId ?? 'request-1',
      routeKey: key,
      stage: '$default',
      time: '',
      timeEpoch: time,
    },
    ...(body === undefined
      ? {}
      : { body: parts.form === undefined ? body : Buffer.from(body).toString('base64') }),
    isBase64Encoded: parts.form !== undefined,
  };
}

/** Key of API Gateway's route: its own where the route has a throttle of its own, else that of its prefix. */
function gatewayKey(route: string, path: string): string {
  if (OWN.has(route)) return route;
  const prefix = prefixOf(path);
  return prefix === undefined ? '$default' : `ANY ${prefix}${path === prefix ? '' : '/{proxy+}'}`;
}

function bodyOf(parts: EventParts): string | undefined {
  if (parts.form !== undefined) {
    const pairs = Array.isArray(parts.form) ? parts.form : Object.entries(parts.form);
    return new URLSearchParams(pairs.map(([name, value]) => [name, value] as [string, string])).toString();
  }
  if (parts.json === undefined) return undefined;
  return typeof parts.json === 'string' ? parts.json : JSON.stringify(parts.json);
}

/** A Lambda context with plenty of time. */
export const lambdaContext = (remaining = 10_000): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:test',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: '/aws/lambda/test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => remaining,
  done: () => {},
  fail: () => {},
  succeed: () => {},
});
