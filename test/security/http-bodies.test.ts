import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postClaim } from '../../shared/api/claims.ts';
import { bind } from '../../shared/http/types.ts';
import { testDoor } from '../support/http-door.ts';
import { httpEvent, lambdaContext } from '../support/http-event.ts';
import { NOTHING } from '../support/invisible.ts';
import { processorTime } from '../support/processor-time.ts';

const CLAIM = { claimant: { name: 'Иван', email: 'i@example.com' }, facts: 'ф', demand: 'т' };

async function claims() {
  const seen: unknown[] = [];
  const door = await testDoor([
    bind(postClaim, async ({ body }) => {
      seen.push(body);
      return { status: 303, location: '/' };
    }),
  ]);
  // The first request pays for compiling: the door itself is measured.
  await door.ask({ route: 'POST /claims', json: { nothing: 1 } });
  door.lines.length = 0;
  return { door, seen };
}

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const many = (keys: number) => `{${Array.from({ length: keys }, (_, i) => `"k${i}":1`).join(',')}}`;

const BOMBS: readonly (readonly [string, string, string])[] = [
  ['6 MB of text', 'application/json', JSON.stringify({ ...CLAIM, facts: 'x'.repeat(6_000_000) })],
  ['100,000 levels', 'application/json', deep(100_000)],
  ['12,000 levels within 64 KB', 'application/json', '['.repeat(12_000)],
  ['300,000 keys', 'application/json', many(300_000)],
  ['6,000 keys within 64 KB', 'application/json', many(6_000)],
  [
    '250 unknown keys of odd characters',
    'application/json',
    `{${Array.from({ length: 250 }, (_, i) => `"${'\\u0000ы<'.repeat(20)}${i}":1`).join(',')}}`,
  ],
  ['300,000 form fields', 'application/x-www-form-urlencoded', 'a=&'.repeat(300_000)],
  ['20,000 form fields within 64 KB', 'application/x-www-form-urlencoded', 'a=&'.repeat(20_000)],
  ['a deep form name', 'application/x-www-form-urlencoded', `${'a.'.repeat(30_000)}=1`],
  [
    'a megabyte of spaces for an address',
    'application/json',
    JSON.stringify({ ...CLAIM, claimant: { name: 'и', email: ' '.repeat(60_000) } }),
  ],
];

describe('bodies that hurt', () => {
  it.each(BOMBS)(
    'security.md: %s is refused with less than 50 ms of the processor, in under 4 KB, with a log line under 8 KB',
    async (_, type, body) => {
      const { door, seen } = await claims();
      const event = httpEvent({
        route: 'POST /claims',
        json: body,
        headers: { 'content-type': type, origin: 'https://desk.example', accept: 'application/json' },
      });
      const worked = processorTime();
      const answer = await door.handler(event, lambdaContext());
      const took = worked();
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      expect(Buffer.byteLength(answer.body ?? '')).toBeLessThan(4_096);
      expect(Buffer.byteLength(door.lines.join(''))).toBeLessThan(8_192);
      expect(took).toBeLessThan(50);
      expect(seen).toEqual([]);
    },
  );

  it('security.md: a bomb in base64 is measured before it is decoded', async () => {
    const { door } = await claims();
    const event = {
      ...httpEvent({ route: 'POST /claims', json: 'x' }),
      isBase64Encoded: true,
      body: 'QUFB'.repeat(2_000_000),
    };
    expect((await door.handler(event, lambdaContext())).statusCode).toBe(413);
  });

  it.each([
    [
      '__proto__',
      '{"__proto__":{"status":"settled"},"claimant":{"name":"и","email":"i@e.ru"},"facts":"f","demand":"d"}',
    ],
    [
      'claimant.__proto__',
      '{"claimant":{"name":"и","email":"i@e.ru","__proto__":{"x":1}},"facts":"f","demand":"d"}',
    ],
    [
      'constructor',
      '{"constructor":{"prototype":{"x":1}},"claimant":{"name":"и","email":"i@e.ru"},"facts":"f","demand":"d"}',
    ],
  ])('security.md: the key %s of JSON is refused by name and pollutes nothing', async (name, json) => {
    const { door, seen } = await claims();
    const answer = await door.ask({ route: 'POST /claims', json });
    expect(answer.status).toBe(422);
    expect(answer.json.errors).toMatchObject([{ field: name, code: 'unknown' }]);
    expect(seen).toEqual([]);
    expect(Reflect.get({}, 'status')).toBeUndefined();
  });

  it.each([
    '__proto__.status',
    'constructor.prototype.x',
    'claimant.__proto__.x',
    'status',
    'pk',
    'claimant',
    'facts.length',
  ])('security.md: the form field %s is refused by name and pollutes nothing', async (name) => {
    const { door, seen } = await claims();
    const { makeStamp } = await import('../../shared/http/stamp.ts');
    const { SECRETS } = await import('../support/http-door.ts');
    const { ORDINARY_DAY } = await import('../support/http-event.ts');
    const stamp = makeStamp(
      SECRETS,
      { form: '/claims', language: 'ru', at: Date.parse(ORDINARY_DAY) - 9_000 },
      '',
    );
    const answer = await door.ask({
      route: 'POST /claims',
      form: {
        'claimant.name': 'и',
        'claimant.email': 'i@e.ru',
        facts: 'f',
        demand: 'd',
        [name]: 'x',
        _stamp: stamp,
      },
      headers: { origin: 'https://desk.example', accept: 'application/json' },
    });
    expect(answer.status).toBe(422);
    expect(answer.json.errors).toMatchObject([{ field: name, code: 'unknown' }]);
    expect(seen).toEqual([]);
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  it('security.md: an unknown name is cut at 64 characters and shows only harmless ones', async () => {
    const { door } = await claims();
    const answer = await door.ask({
      route: 'POST /claims',
      json: { ...CLAIM, [`<script>${'x'.repeat(100)}`]: 1 },
    });
    const [{ field }] = answer.json.errors;
    expect(field).toHaveLength(64);
    expect(field).toMatch(/^\?script\?x+$/);
  });

  it.each([
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"claim"'],
    ['a number', '17'],
    ['nothing', ''],
    ['half a body', '{"claimant":'],
    ['bad UTF-8', '\u{fffd}'],
  ])('G6: a body that is %s is refused, not an error of ours', async (_, json) => {
    const { door } = await claims();
    const answer = await door.ask({
      route: 'POST /claims',
      json,
      headers: { 'content-type': 'application/json' },
    });
    expect([400, 422]).toContain(answer.status);
  });

  it.each([
    ['a header break', 'a@b.co\r\nBcc: x@y.z'],
    ['a NUL', 'a\u0000b'],
    ['a right-to-left override', 'a\u202eb'],
    ['a line separator', 'a\u2028b'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('security.md: %s in a name is refused by name', async (_, name) => {
    const { door, seen } = await claims();
    const answer = await door.ask({
      route: 'POST /claims',
      json: { ...CLAIM, claimant: { ...CLAIM.claimant, name } },
    });
    expect(answer.status).toBe(422);
    expect(answer.json.errors).toMatchObject([{ field: 'claimant.name' }]);
    expect(seen).toEqual([]);
  });

  it('G6: whatever JSON comes, the answer is documented and repeats no value', async () => {
    const { door } = await claims();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const answer = await door.ask({ route: 'POST /claims', json: JSON.stringify(value) });
        expect([400, 413, 422]).toContain(answer.status);
        expect(answer.json.errors.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 200 },
    );
  });
});

describe('texts that show nothing', () => {
  it.each(NOTHING)('G5: %s fills in no name, no facts and no demand', async (_, text) => {
    const { door, seen } = await claims();
    const nothing = text.repeat(3);
    const answer = await door.ask({
      route: 'POST /claims',
      json: { claimant: { ...CLAIM.claimant, name: nothing }, facts: nothing, demand: nothing },
    });
    expect(answer.status).toBe(422);
    const fields = answer.json.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(['claimant.name', 'facts', 'demand']);
    expect(seen).toEqual([]);
  });

  it('G5: lines are counted as the page counts them: a form posts two characters for each end', async () => {
    const { door, seen } = await claims();
    const facts = 'я\r\n'.repeat(5_000);
    const answer = await door.ask({ route: 'POST /claims', json: { ...CLAIM, facts } });
    expect(answer.status).toBe(303);
    expect(seen).toMatchObject([{ facts: 'я\n'.repeat(5_000).trim() }]);
  });
});
