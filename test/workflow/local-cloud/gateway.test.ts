import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../infra/local/addresses.ts';
import { createGateway, type Gateway } from '../../../infra/local/gateway.ts';
import type { Invocation, Resource } from '../../../infra/local/types.ts';
import { aBench, aResource, type Bench } from './support.ts';

const FUNCTION = 'arn:aws:lambda:eu-central-1:000000000000:function:door';

function theApi(routeKeys: readonly string[]): Resource[] {
  return [
    aResource('AWS::ApiGatewayV2::Api', 'api1', {
      ProtocolType: 'HTTP',
      CorsConfiguration: {
        AllowOrigins: ['https://www.example.org'],
        AllowMethods: ['POST'],
        AllowHeaders: ['content-type', 'idempotency-key'],
        MaxAge: 600,
      },
    }),
    aResource('AWS::ApiGatewayV2::Stage', '$default', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 1000 },
      RouteSettings: { 'GET /limited': { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 } },
    }),
    aResource('AWS::ApiGatewayV2::Integration', 'int1', {
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
      PayloadFormatVersion: '2.0',
      TimeoutInMillis: 300,
    }),
    ...routeKeys.map((RouteKey, n) =>
      aResource('AWS::ApiGatewayV2::Route', `route${n}`, { RouteKey, Target: 'integrations/int1' }),
    ),
  ];
}

const ROUTES = [
  'GET /limited',
  'GET /cases/{reference}',
  'GET /cases/all',
  'POST /claims',
  'ANY /any/{proxy+}',
  'GET /health',
  'HEAD /health',
];

let bench: Bench;
let gateway: Gateway;
let site: string;
let event: APIGatewayProxyEventV2 | undefined;
let answer: () => Promise<Invocation>;

const payload = (value: unknown): Promise<Invocation> => Promise.resolve({ ok: true, payload: value });

beforeAll(async () => {
  bench = aBench({
    resources: theApi(ROUTES),
    now: '2026-11-30T21:30:00Z',
    options: { trustForwarded: true },
    handler: (name, given) => {
      expect(name).toBe(FUNCTION);
      event = given as APIGatewayProxyEventV2;
      return answer();
    },
  });
  gateway = createGateway(bench, {
    'POST /_local/echo': async (body) => ({ status: 200, json: { got: body.toString() } }),
  });
  const port = await freePort();
  await gateway.listen(port);
  site = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await gateway.close();
  bench.clock.stop();
});
beforeEach(() => {
  event = undefined;
  answer = () => payload({ statusCode: 200, body: 'ok' });
});

describe('requests reach functions in API Gateway’s payload format 2.0', () => {
  it('carries path, query, headers, cookies and virtual time as API Gateway does', async () => {
    await fetch(`${site}/cases/PD%202026?key=a%20b&due=1&due=2`, {
      headers: { cookie: 'one=1; two=2', 'X-Reason': 'audit', 'user-agent': 'test' },
    });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /cases/{reference}',
      rawPath: '/cases/PD 2026',
      rawQueryString: 'key=a%20b&due=1&due=2',
      cookies: ['one=1', 'two=2'],
      queryStringParameters: { key: 'a b', due: '1,2' },
      pathParameters: { reference: 'PD 2026' },
      isBase64Encoded: false,
    });
    expect(event?.headers['x-reason']).toBe('audit');
    expect(event?.headers['cookie']).toBeUndefined();
    expect(event?.requestContext).toMatchObject({
      apiId: 'api1',
      stage: '$default',
      http: {
        method: 'GET',
        path: '/cases/PD 2026',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'test',
      },
    });
    expect(event?.requestContext.time).toMatch(/^30\/Nov\/2026:21:3\d:\d\d \+0000$/);
    expect(new Date(event?.requestContext.timeEpoch ?? 0).toISOString()).toMatch(/^2026-11-30T21:3/);
  });

  it('gives JSON as text, and forms and binary bodies in base64', async () => {
    await fetch(`${site}/claims`, {
      method: 'POST',
      body: '{"facts":"ё"}',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect(event).toMatchObject({ body: '{"facts":"ё"}', isBase64Encoded: false });
    await fetch(`${site}/claims`, { method: 'POST', body: new URLSearchParams({ facts: 'ё' }) });
    expect(event?.isBase64Encoded).toBe(true);
    expect(Buffer.from(event?.body ?? '', 'base64').toString()).toBe('facts=%D1%91');
  });

  it('takes the most specific route: literal, parameter, greedy; a method before ANY', async () => {
    await fetch(`${site}/cases/all`);
    expect(event?.routeKey).toBe('GET /cases/all');
    await fetch(`${site}/any/a/b%2Fc`, { method: 'DELETE' });
    expect(event?.pathParameters).toEqual({ proxy: 'a/b/c' });
    await fetch(`${site}/health`, { method: 'HEAD' });
    expect(event?.routeKey).toBe('HEAD /health');
  });

  it('T3: a test may come from another network only because the cloud was started to trust it', async () => {
    await fetch(`${site}/cases/all`, { headers: { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' } });
    expect(event?.requestContext.http.sourceIp).toBe('203.0.113.9');
    const strict = createGateway({ ...bench, options: {} });
    const port = await freePort();
    await strict.listen(port);
    await fetch(`http://127.0.0.1:${port}/cases/all`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(event?.requestContext.http.sourceIp).toBe('127.0.0.1');
    expect(event?.headers['x-forwarded-for']).toBe('127.0.0.1');
    await strict.close();
  });
});

describe('answers and refusals of the gateway', () => {
  it('sends status, headers, several cookies and binary bodies', async () => {
    const bytes = Buffer.from([0, 255, 128]);
    answer = () =>
      payload({
        statusCode: 201,
        headers: { 'Content-Type': 'application/zip', 'X-One': '1' },
        cookies: ['a=1; HttpOnly', 'b=2'],
        body: bytes.toString('base64'),
        isBase64Encoded: true,
      });
    const response = await fetch(`${site}/health`);
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  it('answers as API Gateway where there is no route, no answer in time, or no sound answer', async () => {
    const text = async (path: string, init?: RequestInit) => {
      const response = await fetch(`${site}${path}`, init);
      return `${response.status} ${await response.text()}`;
    };
    expect(await text('/absent')).toBe('404 {"message":"Not Found"}');
    expect(await text('/health', { method: 'PUT' })).toBe('404 {"message":"Not Found"}');
    answer = () => new Promise(() => {});
    expect(await text('/health')).toBe('503 {"message":"Service Unavailable"}');
    answer = () =>
      Promise.resolve({ ok: false, errorType: 'Error', errorMessage: 'secret detail', trace: [] });
    expect(await text('/health')).toBe('500 {"message":"Internal Server Error"}');
    answer = () => payload({ statusCode: 'broken' });
    expect(await text('/health')).toBe('500 {"message":"Internal Server Error"}');
    answer = () => payload({ plain: true });
    expect(await text('/health')).toBe('200 {"plain":true}');
  });

  it('T3: throttles a route by its own limits with 429', async () => {
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await fetch(`${site}/limited`)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('refuses more than 10 MB without reading it, and more than 10 KB of headers', async () => {
    const status = await new Promise((resolve, reject) => {
      const call = httpRequest(
        `${site}/claims`,
        { method: 'POST', headers: { 'content-length': 11 * 1024 * 1024 } },
        (response) => resolve(response.statusCode),
      );
      call.on('error', reject);
      call.flushHeaders();
    });
    expect(status).toBe(413);
    expect((await fetch(`${site}/health`, { headers: { 'x-long': 'x'.repeat(11_000) } })).status).toBe(431);
    expect(event).toBeUndefined();
  });

  it('G4: answers a preflight itself, with headers for allowed origins only', async () => {
    const preflight = (origin: string) =>
      fetch(`${site}/claims`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const good = await preflight('https://www.example.org');
    expect([
      good.status,
      good.headers.get('access-control-allow-origin'),
      good.headers.get('access-control-max-age'),
    ]).toEqual([204, 'https://www.example.org', '600']);
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect(event).toBeUndefined();
    const shared = await fetch(`${site}/health`, { headers: { origin: 'https://www.example.org' } });
    expect(shared.headers.get('access-control-allow-origin')).toBe('https://www.example.org');
  });

  it('G9: the access log holds routes, but no query string and nothing of the address', async () => {
    await fetch(`${site}/cases/PD-2026-SECRET-1?key=topsecret`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const log = readFileSync(join(bench.dataDir, 'logs', 'access.log'), 'utf8');
    expect(log).toContain('GET /cases/{reference}');
    expect(log).not.toMatch(/topsecret|SECRET/);
  });

  it('helpers live under /_local/ and nowhere else', async () => {
    const helper = await fetch(`${site}/_local/echo`, { method: 'POST', body: 'hello' });
    expect(await helper.json()).toEqual({ got: 'hello' });
    expect((await fetch(`${site}/_local/other`)).status).toBe(404);
  });
});

describe('what the gateway cannot do stops the start by its logical id', () => {
  it.each([
    ['an authorizer', { AuthorizationType: 'JWT' }, 'route0'],
    ['a target that is nowhere', { Target: 'integrations/none' }, 'route0'],
  ])('%s', (_title, change, id) => {
    const resources = theApi(['GET /a']).map((one) =>
      one.ref === 'route0' ? { ...one, properties: { ...one.properties, ...change } } : one,
    );
    const other = aBench({ resources });
    expect(() => createGateway(other)).toThrow(id);
    other.clock.stop();
  });
});
