/** The clock's address: `GET` tells virtual now, `POST {"advance": "P3D"}` or `{"to": ISO}` moves it forward. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Temporal } from 'temporal-polyfill';
import { instantOf } from './options.ts';
import type { VirtualClock } from './types.ts';

const MOST_BODY_BYTES = 10_000;

/** A request that is refused, with its problem+json. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_BODY_BYTES) throw new Refusal(413, 'The body is too large.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body must be JSON: {"advance": "P3D"} or {"to": "2026-12-01T06:00:00Z"}.');
  }
}

/** The instant that a request asks for. */
export function targetOf(body: unknown, now: number): number {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const [name, ...more] = Object.keys(given);
  const value = name === undefined ? undefined : given[name];
  if (more.length > 0 || typeof value !== 'string' || (name !== 'advance' && name !== 'to')) {
    throw new Refusal(400, 'Give exactly one of "advance" (ISO duration) and "to" (ISO instant).');
  }
  if (name === 'to') {
    const to = instantOf(value);
    if (to === undefined) throw new Refusal(400, '"to" must be an ISO instant such as 2026-12-01T06:00:00Z.');
    return to;
  }
  try {
    const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC');
    return start.add(Temporal.Duration.from(value)).epochMilliseconds;
  } catch {
    throw new Refusal(400, '"advance" must be an ISO duration such as P3D or PT2H.');
  }
}

/** A page of some site may not move the clock. */
function fromElsewhere(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return origin !== undefined && !/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin);
}

async function answer(request: IncomingMessage, clock: VirtualClock): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return { now: clock.iso() };
  if (request.method !== 'POST') throw new Refusal(405, 'Use GET or POST.');
  if (fromElsewhere(request)) throw new Refusal(403, 'Only pages of this machine may move the clock.');
  const target = targetOf(await bodyOf(request), clock.now());
  if (target < clock.now()) throw new Refusal(400, 'The clock only goes forward.');
  const { now, fired } = await clock.advanceTo(target);
  return { now: new Date(now).toISOString(), fired };
}

/** Makes the server (not yet listening). */
export function createClockServer(clock: VirtualClock): Server {
  return createServer((request, response) => {
    const send = (status: number, type: string, body: unknown) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(`${JSON.stringify(body)}\n`);
    };
    answer(request, clock).then(
      (body) => send(200, 'application/json', body),
      (error: unknown) => {
        const status = error instanceof Refusal ? error.status : error instanceof RangeError ? 400 : 500;
        const detail = error instanceof Error ? error.message : 'The clock failed.';
        send(status, 'application/problem+json', { title: 'The clock was not moved', status, detail });
      },
    );
  });
}
