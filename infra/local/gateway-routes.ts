/** Routes of an HTTP API as the template declares them, and how a request finds its route. */
import type { Assembly, Resource } from './types.ts';

/** One route with its Lambda integration. */
export interface Route {
  /** As in the template: `GET /cases/{reference}`, `ANY /{proxy+}` or `$default`. */
  readonly key: string;
  readonly method: string;
  readonly segments: readonly string[];
  /** Name or ARN of the function. */
  readonly target: string;
  readonly timeoutMs: number;
  readonly throttle: Throttle | undefined;
}

/** Requests per second and how many may come at once. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** CORS as API Gateway does it when the API declares it. */
export interface Cors {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly expose: readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number | undefined;
}

export interface HttpApi {
  readonly id: string;
  readonly stage: string;
  readonly routes: readonly Route[];
  readonly cors: Cors | undefined;
}

export interface Match {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

const LONGEST_TIMEOUT_MS = 30_000;

/** Reads the one HTTP API of the templates; undefined when there is none. What we cannot honour stops the start by its logical id. */
export function readHttpApi(assembly: Assembly): HttpApi | undefined {
  const [api, second] = assembly.ofType('AWS::ApiGatewayV2::Api');
  if (api === undefined) return undefined;
  if (second !== undefined) refuse(second, 'a second API is not served; the site has one');
  if (api.properties['ProtocolType'] !== 'HTTP') refuse(api, 'only HTTP APIs are served');
  if (api.properties['Body'] !== undefined)
    refuse(api, 'routes are read from route resources, not from an OpenAPI body');
  const stages = assembly.ofType('AWS::ApiGatewayV2::Stage');
  const stage = stages.find((one) => one.properties['StageName'] === '$default');
  if (stage === undefined) refuse(stages[0] ?? api, 'the site needs the stage $default');
  const integrations = new Map(
    assembly.ofType('AWS::ApiGatewayV2::Integration').map((one) => [one.ref, one]),
  );
  const routes = assembly
    .ofType('AWS::ApiGatewayV2::Route')
    .map((route) => readRoute(route, integrations, stage));
  return { id: api.ref, stage: '$default', routes, cors: readCors(api.properties['CorsConfiguration']) };
}

function readRoute(resource: Resource, integrations: ReadonlyMap<string, Resource>, stage: Resource): Route {
  const { RouteKey, Target, AuthorizationType } = resource.properties;
  if (AuthorizationType !== undefined && AuthorizationType !== 'NONE') {
    refuse(resource, `authorization ${String(AuthorizationType)} is not done by the local gateway`);
  }
  const integration = integrations.get(String(Target).replace(/^integrations\//, ''));
  if (integration === undefined)
    refuse(resource, `its target ${String(Target)} is no integration of the templates`);
  const { IntegrationType, IntegrationUri, PayloadFormatVersion, TimeoutInMillis, RequestParameters } =
    integration.properties;
  if (IntegrationType !== 'AWS_PROXY' || PayloadFormatVersion !== '2.0' || RequestParameters !== undefined) {
    refuse(
      integration,
      'only Lambda proxies with payload format 2.0 and without parameter mapping are served',
    );
  }
  const key = String(RouteKey);
  const [method = '', path = ''] = key === '$default' ? ['ANY', '/{proxy+}'] : key.split(' ');
  return {
    key,
    method,
    segments: path.split('/').slice(1),
    target: functionOf(String(IntegrationUri)),
    timeoutMs: Math.min(Number(TimeoutInMillis ?? LONGEST_TIMEOUT_MS), LONGEST_TIMEOUT_MS),
    throttle: readThrottle(key, stage),
  };
}

/** The function's ARN, also out of `arn:aws:apigateway:…:path/2015-03-31/functions/<arn>/invocations`. */
function functionOf(uri: string): string {
  return /functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

function readThrottle(key: string, stage: Resource): Throttle | undefined {
  const all = stage.properties['DefaultRouteSettings'] as Record<string, unknown> | undefined;
  const own = (stage.properties['RouteSettings'] as Record<string, Record<string, unknown>> | undefined)?.[
    key
  ];
  const rate = own?.['ThrottlingRateLimit'] ?? all?.['ThrottlingRateLimit'];
  const burst = own?.['ThrottlingBurstLimit'] ?? all?.['ThrottlingBurstLimit'];
  return rate === undefined && burst === undefined
    ? undefined
    : { rate: Number(rate ?? 10_000), burst: Number(burst ?? 5_000) };
}

function readCors(value: unknown): Cors | undefined {
  if (value === undefined || value === null) return undefined;
  const cors = value as Record<string, unknown>;
  const list = (name: string) => ((cors[name] as readonly string[] | undefined) ?? []).map(String);
  return {
    origins: list('AllowOrigins'),
    methods: list('AllowMethods'),
    headers: list('AllowHeaders'),
    expose: list('ExposeHeaders'),
    credentials: cors['AllowCredentials'] === true,
    maxAge: cors['MaxAge'] === undefined ? undefined : Number(cors['MaxAge']),
  };
}

/**
 * Finds the route as API Gateway does: one that fits the full path and the method, then a greedy one (`{proxy+}`), then
 * `$default`. Among the first two kinds, literal segments come before variables, a named method before ANY. A named method
 * takes nothing from the others: with `POST /claims`, `GET /claims` is left to `ANY /claims` or to a greedy route. `path` is
 * still percent-encoded; parameters come back decoded.
 */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  const given = path.split('/').slice(1);
  let best: { match: Match; score: string } | undefined;
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const match =
      route.key === '$default' ? { parameters: {}, score: '' } : matchSegments(route.segments, given);
    if (match === undefined) continue;
    const score = match.score + (route.method === 'ANY' ? '0' : '1');
    if (best === undefined || score > best.score)
      best = { match: { route, parameters: match.parameters }, score };
  }
  return best?.match;
}

/** Values of the variables, and how well a pattern fits: any full path better than a greedy one. Scores are compared as text. */
function matchSegments(
  pattern: readonly string[],
  given: readonly string[],
): { parameters: Record<string, string>; score: string } | undefined {
  const parameters: Record<string, string> = {};
  const full = !(pattern.at(-1)?.endsWith('+}') ?? false);
  let score = full ? '2' : '1';
  for (const [at, segment] of pattern.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(segment)?.[1];
    if (greedy !== undefined) {
      const rest = given.slice(at).map(decode).join('/');
      if (rest === '') return undefined;
      parameters[greedy] = rest;
      return { parameters, score: `${score}1` };
    }
    const actual = given[at];
    if (actual === undefined) return undefined;
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined && segment !== actual) return undefined;
    if (name !== undefined) {
      if (actual === '') return undefined;
      parameters[name] = decode(actual);
    }
    score += name === undefined ? '3' : '2';
  }
  return given.length === pattern.length ? { parameters, score } : undefined;
}

/** Percent-decoding that leaves malformed text as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refuse(resource: Resource, why: string): never {
  throw new Error(`${resource.logicalId} (${resource.type}): ${why}`);
}
