import { describe, expect, it } from 'vitest';
import { caseStatus } from '../../shared/api/cases.ts';
import { postClaim } from '../../shared/api/claims.ts';
import { listCases, staffCase } from '../../shared/api/desk.ts';
import { health } from '../../shared/api/site.ts';
import { bind } from '../../shared/http/types.ts';
import { RecordsUnavailable } from '../../shared/records/port.ts';
import { type Answered, testDoor } from '../support/http-door.ts';
import type { EventParts } from '../support/http-event.ts';

/** Marks that no output but the answer to their own sender may hold. */
const CANARY = 'канарейка-7f3a';
const EMAIL = 'canary.7f3a@example.org';
const CLAIM = { claimant: { name: CANARY, email: EMAIL }, facts: CANARY, demand: CANARY };

/** Every way a door can answer: good, refused, broken; as page and as JSON. */
const WAYS: readonly (readonly [string, EventParts])[] = [
  ['a claim taken', { route: 'POST /claims', json: CLAIM }],
  [
    'a claim with a broken body',
    { route: 'POST /claims', json: `{"claimant": {"name": "${CANARY}", "email": "${EMAIL}"` },
  ],
  ['a claim with unknown fields', { route: 'POST /claims', json: { ...CLAIM, [EMAIL]: EMAIL } }],
  [
    'a claim with a wrong address',
    { route: 'POST /claims', json: { ...CLAIM, claimant: { name: CANARY, email: CANARY } } },
  ],
  ['a claim of another type', { route: 'POST /claims', json: CANARY, headers: { 'content-type': EMAIL } }],
  ['a claim that is too long', { route: 'POST /claims', json: { ...CLAIM, facts: CANARY.repeat(6_000) } }],
  [
    'a form without a stamp',
    {
      route: 'POST /claims',
      form: { 'claimant.email': EMAIL, facts: CANARY },
      headers: { origin: 'https://desk.example' },
    },
  ],
  [
    'a form with a bad stamp and key',
    {
      route: 'POST /claims',
      form: { _stamp: EMAIL, _key: EMAIL, [EMAIL]: CANARY },
      headers: { origin: 'https://desk.example' },
    },
  ],
  ['a foreign origin', { route: 'POST /claims', json: CLAIM, headers: { origin: `https://${EMAIL}` } }],
  ['a bad key', { route: 'POST /claims', json: CLAIM, headers: { 'idempotency-key': EMAIL } }],
  [
    'a page that breaks',
    {
      route: 'GET /cases/{reference}',
      params: { reference: 'PD-2026-AAAAAA-P' },
      query: `key=${EMAIL}`,
      headers: { accept: 'text/html' },
    },
  ],
  [
    'a page asked for twice over',
    {
      route: 'GET /cases/{reference}',
      params: { reference: 'PD-2026-AAAAAA-P' },
      query: `key=${EMAIL}&key=2`,
    },
  ],
  [
    'a path that cannot be',
    { route: 'GET /cases/{reference}', params: { reference: EMAIL }, path: `/cases/${EMAIL}` },
  ],
  ['records that are down', { route: 'GET /staff/cases' }],
  ['a forged token', { route: 'GET /staff/cases', headers: { authorization: `Bearer ${EMAIL}` } }],
  ['a bad cookie', { route: 'GET /staff/cases', cookies: [`__Host-desk=${EMAIL}`, `${EMAIL}=1`] }],
  ['a bad query', { route: 'GET /staff/cases', query: `due=${EMAIL}&${EMAIL}=1` }],
  [
    'a reason of a read',
    {
      route: 'GET /staff/cases/{reference}',
      params: { reference: 'PD-2026-AAAAAA-P' },
      headers: { 'x-reason': encodeURIComponent(CANARY) },
    },
  ],
  ['no such route', { route: '$default', path: `/${EMAIL}`, query: EMAIL }],
  ['health', { route: 'GET /health', query: EMAIL }],
];

async function everything() {
  const door = await testDoor([
    bind(
      postClaim,
      async ({ body }) => ({
        status: 303,
        location: '/',
        about: 'PD-2026-AAAAAA-P',
        headers: { 'x-none': String(body.facts.length) },
      }),
      (state) => ({ title: 'Претензия', body: <p>{JSON.stringify(state)}</p> }),
    ),
    bind(caseStatus, ({ query }) => {
      throw new Error(`${EMAIL}\n    at ${CANARY} (${query.key}.ts:1:1)`, { cause: CANARY });
    }),
    bind(listCases, () => {
      throw new RecordsUnavailable(EMAIL);
    }),
    bind(staffCase, () => {
      throw { message: EMAIL, name: CANARY, stack: CANARY };
    }),
    bind(health, () => ({ status: 200, json: { status: 'ok' } })),
  ]);
  const token = await door.issuer.token({ name: CANARY, email: EMAIL });
  const ask = (parts: EventParts): Promise<Answered> => {
    const staff =
      parts.route.includes('/staff/') &&
      parts.headers?.['authorization'] === undefined &&
      parts.cookies === undefined;
    const headers = {
      ...parts.headers,
      'user-agent': EMAIL,
      ...(staff ? { authorization: `Bearer ${token}` } : {}),
    };
    return door.ask({ ...parts, headers });
  };
  return { door, ask };
}

describe('whatever a door answers', () => {
  it.each(WAYS)('G9: %s leaves nothing personal in the log', async (_, parts) => {
    const { door, ask } = await everything();
    for (const accept of ['application/json', 'text/html'])
      await ask({ ...parts, headers: { accept, ...parts.headers } });
    expect(door.lines).toHaveLength(2);
    const log = door.lines.join('\n');
    for (const mark of [
      CANARY,
      EMAIL,
      '7f3a',
      encodeURIComponent(CANARY),
      Buffer.from(EMAIL).toString('base64url'),
    ])
      expect(log).not.toContain(mark);
    for (const line of door.lines) expect(Buffer.byteLength(line)).toBeLessThan(8_192);
  });

  it.each(WAYS)('security.md: %s is answered with all security headers', async (_, parts) => {
    const { ask } = await everything();
    for (const accept of ['application/json', 'text/html']) {
      const { headers, status } = await ask({ ...parts, headers: { accept, ...parts.headers } });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      });
      expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
      const csp = headers['content-security-policy'] ?? '';
      expect(csp).toContain("default-src 'none'");
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toMatch(/unsafe|script-src/);
      if (status >= 400) expect(headers['content-type']).toMatch(/charset=utf-8/);
    }
  });

  it('G6: an internal error gives a reference and nothing else, in JSON and on the page', async () => {
    const { door, ask } = await everything();
    const parts = {
      route: 'GET /cases/{reference}',
      params: { reference: 'PD-2026-AAAAAA-P' },
      query: 'key=k',
      requestId: 'abc-123',
    };
    const json = await ask({ ...parts, headers: { accept: 'application/json' } });
    const page = await ask({ ...parts, headers: { accept: 'text/html' } });
    expect([json.status, json.json.reference, json.json.errors]).toEqual([500, 'abc-123', []]);
    expect(page.text).toContain('abc-123');
    for (const text of [json.text, page.text]) expect(text).not.toMatch(/7f3a|at .*\.ts|Error:/);
    expect(JSON.parse(door.lines[0] ?? '')).toMatchObject({
      status: 500,
      code: 'internal',
      error: 'Error',
      request: 'abc-123',
      failed: 1,
    });
  });

  it('G9: the log says where an error was thrown, by places in our code only', async () => {
    const { door, ask } = await everything();
    await ask({ route: 'GET /cases/{reference}', params: { reference: 'PD-2026-AAAAAA-P' }, query: 'key=k' });
    const { places } = JSON.parse(door.lines[0] ?? '');
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect(place).toMatch(/^[\w.-]+\.[cm]?[jt]sx?:\d+:\d+$/);
  });

  it('G10: a case and a role are in the log by id and code', async () => {
    const { door, ask } = await everything();
    await ask({ route: 'POST /claims', json: CLAIM });
    await ask({ route: 'GET /staff/cases' });
    expect(door.lines.map((line) => JSON.parse(line))).toMatchObject([
      { door: 'claims-public', route: 'POST /claims', status: 303, case: 'PD-2026-AAAAAA-P' },
      { route: 'GET /staff/cases', status: 503, role: 'officer', code: 'unavailable' },
    ]);
  });
});
