/** The site: what API Gateway does for an HTTP API, in front of the functions of the templates. */
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { preflight, sharedHeaders } from './gateway-cors.ts';
import { answerOf, eventOf, type HttpAnswer, logTime, splitUrl } from './gateway-event.ts';
import { findRoute, type HttpApi, readHttpApi, type Throttle } from './gateway-routes.ts';
import type { LocalCloud } from './types.ts';

/** Limits of HTTP APIs: request body, request line with headers, and what a synchronous invocation carries. */
const MAX_BODY = 10 * 1024 * 1024;
const MAX_HEAD = 10_240;
const MAX_EVENT_BODY = 6 * 1024 * 1024;

/** A helper that only the local cloud has, by `METHOD /_local/name`. */
export type LocalHelper = (body: Buffer) => Promise<{ readonly status: number; readonly json: unknown }>;

export interface Gateway {
  listen(port: number): Promise<void>;
  close(): Promise<void>;
}

type Parts = Pick<LocalCloud, 'assembly' | 'lambdas' | 'clock' | 'dataDir' | 'log' | 'options'>;

/** Reads the API of the templates and serves it once `listen` is called. */
export function createGateway(cloud: Parts, helpers: Readonly<Record<string, LocalHelper>> = {}): Gateway {
  const api = readHttpApi(cloud.assembly);
  const logs = join(cloud.dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const log = createWriteStream(join(logs, 'access.log'), { flags: 'a' });
  const buckets = new Map<string, Bucket>();
  const server = createServer({ maxHeaderSize: 2 * MAX_HEAD }, (request, response) => {
    // A request in progress holds back a jump of the clock, so what it starts is seen by the jump.
    const leave = cloud.clock.enter();
    const started = performance.now();
    const requestId = randomBytes(12).toString('base64url');
    let route = '-';
    serve(request)
      .then((answer) => send(answer, request, response, requestId))
      .catch((error: unknown) => {
        cloud.log.warn(`gateway: ${error instanceof Error ? error.message : 'unknown error'}`);
        if (!response.headersSent) send(message(500, 'Internal Server Error'), request, response, requestId);
        response.destroy();
      })
      .finally(() => {
        leave();
        access(log, {
          time: logTime(cloud.clock.now()),
          requestId,
          method: request.method,
          route,
          status: response.statusCode,
          ms: Math.round(performance.now() - started),
        });
      });

    async function serve(incoming: IncomingMessage): Promise<HttpAnswer> {
      const [path] = splitUrl(incoming.url);
      const headBytes = incoming.rawHeaders.reduce(
        (sum, text) => sum + text.length + 2,
        (incoming.url ?? '').length,
      );
      if (headBytes > MAX_HEAD) return message(431, 'Request Header Fields Too Large');
      if (path.startsWith('/_local/')) return local(incoming, path);
      if (api === undefined) return message(404, 'Not Found');
      const early = api.cors && preflight(api.cors, incoming);
      if (early) return early;
      const match = findRoute(api.routes, incoming.method ?? 'GET', path);
      if (match === undefined) return message(404, 'Not Found');
      const { throttle, key } = match.route;
      route = key;
      if (throttle !== undefined && !bucketOf(buckets, key, throttle).take())
        return message(429, 'Too Many Requests');
      const body = await readBody(incoming);
      if (body === undefined) return message(413, 'Request Entity Too Large');
      const event = eventOf(incoming, body, match, {
        apiId: api.id,
        stage: api.stage,
        accountId: cloud.assembly.account,
        requestId,
        sourceIp: sourceIp(incoming, cloud.options?.trustForwarded === true),
        now: cloud.clock.now(),
      });
      if ((event.body?.length ?? 0) > MAX_EVENT_BODY) return message(413, 'Request Entity Too Large');
      return withCors(api, incoming, await invoke(match.route.target, event, match.route.timeoutMs));
    }
  });

  async function invoke(target: string, event: unknown, timeoutMs: number): Promise<HttpAnswer> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeoutMs);
    });
    const result = await Promise.race([cloud.lambdas.invoke(target, event), late]);
    clearTimeout(timer);
    if (result === undefined) return message(503, 'Service Unavailable');
    if (!result.ok) {
      cloud.log.warn(`gateway: ${target} failed with ${result.errorType}`);
      return message(500, 'Internal Server Error');
    }
    return answerOf(result.payload) ?? message(500, 'Internal Server Error');
  }

  async function local(request: IncomingMessage, path: string): Promise<HttpAnswer> {
    const helper = helpers[`${request.method} ${path}`];
    const body = await readBody(request);
    if (helper === undefined || body === undefined) return message(404, 'Not Found');
    const { status, json } = await helper(body);
    return { ...message(status, ''), body: Buffer.from(JSON.stringify(json)) };
  }

  function send(
    answer: HttpAnswer,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): void {
    response.statusCode = answer.status;
    response.setHeader('date', new Date(cloud.clock.now()).toUTCString());
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    response.setHeader('apigw-requestid', requestId);
    if (answer.cookies.length > 0) response.setHeader('set-cookie', [...answer.cookies]);
    if (answer.status !== 204 && answer.status !== 304)
      response.setHeader('content-length', answer.body.length);
    // The rest of a body that was refused is not read: the connection can't be used again.
    if (!request.complete) response.setHeader('connection', 'close');
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  }

  return {
    listen: (port) => listenOn(server, port),
    async close() {
      server.closeIdleConnections();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const patience = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearTimeout(patience);
      await new Promise<void>((resolve) => log.end(resolve));
    },
  };
}

/** Listens on 127.0.0.1 only. */
export function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Reads a whole body; undefined when it is over the limit. */
export async function readBody(request: IncomingMessage, limit = MAX_BODY): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function message(status: number, text: string): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message: text })),
  };
}

function withCors(api: HttpApi, request: IncomingMessage, answer: HttpAnswer): HttpAnswer {
  if (api.cors === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, ...sharedHeaders(api.cors, request) } };
}

/** The peer; or the last hop that a test names, when the cloud was started to trust it. */
function sourceIp(request: IncomingMessage, trustForwarded: boolean): string {
  const named = trustForwarded
    ? request.headersDistinct['x-forwarded-for']?.join(',').split(',').at(-1)?.trim()
    : undefined;
  return named || (request.socket.remoteAddress ?? '127.0.0.1');
}

/** A token bucket in real time, one per route as API Gateway keeps it. */
class Bucket {
  readonly #throttle: Throttle;
  #tokens: number;
  #at = performance.now();

  constructor(throttle: Throttle) {
    this.#throttle = throttle;
    this.#tokens = throttle.burst;
  }

  take(): boolean {
    const now = performance.now();
    this.#tokens = Math.min(
      this.#throttle.burst,
      this.#tokens + ((now - this.#at) / 1000) * this.#throttle.rate,
    );
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

function bucketOf(buckets: Map<string, Bucket>, key: string, throttle: Throttle): Bucket {
  const bucket = buckets.get(key) ?? new Bucket(throttle);
  buckets.set(key, bucket);
  return bucket;
}

/** One line per request: the route, but neither path nor query string nor headers, since they may hold a key. */
function access(log: WriteStream, line: Readonly<Record<string, unknown>>): void {
  log.write(`${JSON.stringify(line)}\n`);
}
