/** CORS as API Gateway answers it itself when the API declares a CorsConfiguration. */
import type { IncomingMessage } from 'node:http';
import type { HttpAnswer } from './gateway-event.ts';
import type { Cors } from './gateway-routes.ts';

/** The answer to a preflight; undefined when the request is none. API Gateway answers 204 in any case, headers only to allowed origins. */
export function preflight(cors: Cors, request: IncomingMessage): HttpAnswer | undefined {
  const method = request.headers['access-control-request-method'];
  if (request.method !== 'OPTIONS' || request.headers.origin === undefined || method === undefined)
    return undefined;
  const allowed = cors.methods.includes('*') || cors.methods.includes(method.toUpperCase());
  const origin = allowed ? allowedOrigin(cors, request) : undefined;
  const headers: Record<string, string> =
    origin === undefined
      ? {}
      : {
          ...originHeaders(cors, origin),
          'access-control-allow-methods': cors.methods.join(','),
          ...(cors.headers.length > 0 ? { 'access-control-allow-headers': cors.headers.join(',') } : {}),
          ...(cors.maxAge === undefined ? {} : { 'access-control-max-age': String(cors.maxAge) }),
        };
  return { status: 204, headers, cookies: [], body: Buffer.alloc(0) };
}

/** What is added to an answer for another site's page. */
export function sharedHeaders(cors: Cors, request: IncomingMessage): Readonly<Record<string, string>> {
  const origin = allowedOrigin(cors, request);
  if (origin === undefined) return {};
  return {
    ...originHeaders(cors, origin),
    ...(cors.expose.length > 0 ? { 'access-control-expose-headers': cors.expose.join(',') } : {}),
  };
}

function originHeaders(cors: Cors, origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    ...(cors.credentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(origin === '*' ? {} : { vary: 'origin' }),
  };
}

function allowedOrigin(cors: Cors, request: IncomingMessage): string | undefined {
  const origin = request.headers.origin;
  if (origin === undefined) return undefined;
  if (cors.origins.includes('*') && !cors.credentials) return '*';
  return cors.origins.includes(origin) ? origin : undefined;
}
