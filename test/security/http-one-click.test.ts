import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unsubscribe as operation } from '../../functions/consent/unsubscribe.ts';
import { unsubscribe } from '../../shared/api/consent.ts';
import { bind } from '../../shared/http/types.ts';
import { readConsents } from '../../shared/records/consents.ts';
import { newPersonId } from '../../shared/records/person-ids.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { unsubscribeLink } from '../../shared/records/unsubscribe.ts';
import { memoryWrapper } from '../../shared/records/wrapper-memory.ts';
import { SECRETS, SETTINGS, testDoor } from '../support/http-door.ts';
import { httpEvent, lambdaContext, ORDINARY_DAY } from '../support/http-event.ts';
import { AT, seeded } from '../unit/records/builders.ts';

const ROUTE = 'POST /unsubscribe/{token}';
const random = seeded('one click');

/** The door with the operation behind it, and a link that a promotional letter carried. */
async function aLink(secrets = SECRETS) {
  const door = await testDoor([
    bind(unsubscribe, async ({ at, params, language }) => {
      const deps = { records: door.records, secrets, wrapper: memoryWrapper() };
      const book = purposeBook({ records: door.records, settings: SETTINGS }, () => at);
      const done = await operation(params.token, language, at, { ...deps, book });
      return done.ok ? { status: 200, json: { withdrawn: true } } : done;
    }),
  ]);
  const person = newPersonId(random);
  const { token, write } = unsubscribeLink(SECRETS, person, random, AT);
  await door.records.commit([write]);
  const withdrawn = async () =>
    (await readConsents({ records: door.records }, person)).events.map(({ type }) => type);
  return { door, token, withdrawn };
}

const MULTIPART =
  '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';

const CLICKS: readonly (readonly [string, string | undefined, Readonly<Record<string, string>>])[] = [
  ['no body, no type', undefined, {}],
  ['an empty body that says it is a form', '', { 'content-type': 'application/x-www-form-urlencoded' }],
  [
    'the form of RFC 8058',
    'List-Unsubscribe=One-Click',
    { 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['the form without a type', 'List-Unsubscribe=One-Click', {}],
  [
    'the form in Latin-1',
    'List-Unsubscribe=One-Click',
    { 'content-type': 'application/x-www-form-urlencoded; charset=iso-8859-1' },
  ],
  [
    'the form in windows-1251',
    'List-Unsubscribe=One-Click',
    { 'content-type': 'application/x-www-form-urlencoded;charset=windows-1251' },
  ],
  [
    'fields beside the click',
    'List-Unsubscribe=One-Click&List-Unsubscribe=One-Click&mid=7',
    { 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['other words', 'list-unsubscribe=one-click', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['multipart', MULTIPART, { 'content-type': 'multipart/form-data; boundary=x' }],
  ['multipart without its boundary', MULTIPART, { 'content-type': 'multipart/form-data' }],
  ['multipart that never ends', '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['plain text', 'List-Unsubscribe=One-Click', { 'content-type': 'text/plain; charset=us-ascii' }],
  ['JSON', '{"List-Unsubscribe":"One-Click"}', { 'content-type': 'application/json' }],
  ['JSON that is none', '{"', { 'content-type': 'application/json' }],
  ['a type that is none', 'x', { 'content-type': ';;;=' }],
  ['700 KB of junk', 'x'.repeat(700_000), { 'content-type': 'application/octet-stream' }],
  ['an idempotency key that is none', '', { 'idempotency-key': 'short' }],
  ['a reason that is none', '', { 'x-reason': '%zz' }],
];

describe('C3: with a genuine link any POST withdraws, whatever its body, type or charset', () => {
  test.each(CLICKS)('%s', async (_, json, headers) => {
    const { door, token, withdrawn } = await aLink();
    const event = httpEvent({ route: ROUTE, params: { token }, headers: { accept: '*/*', ...headers } });
    const answer = await door.handler(
      { ...event, ...(json === undefined ? {} : { body: json }) },
      lambdaContext(),
    );
    expect([answer.statusCode, answer.body]).toEqual([200, '{"withdrawn":true}']);
    expect(await withdrawn()).toEqual(['consent-withdrawn']);
  });

  test('bytes of no charset, in base64 or said to be, under any type and query', async () => {
    const { door, token } = await aLink();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('', 'utm=1&utm=2', 'lang=xx', 'lang=en&lang=ru', '%zz=%'),
        fc.boolean(),
        async (bytes, type, query, encoded) => {
          const event = httpEvent({
            route: ROUTE,
            params: { token },
            query,
            headers: { 'content-type': type },
          });
          const body = encoded
            ? Buffer.from(bytes).toString('base64')
            : Buffer.from(bytes).toString('latin1');
          const answer = await door.handler({ ...event, body, isBase64Encoded: encoded }, lambdaContext());
          expect(answer.statusCode).toBe(200);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a link of a key that has been rotated out of signing', async () => {
    const rotated = secretsOf({ current: 'k2', keys: { k1: 'x'.repeat(40), k2: 'y'.repeat(40) } });
    const { door, token, withdrawn } = await aLink(rotated);
    expect((await door.ask({ route: ROUTE, params: { token }, at: ORDINARY_DAY })).status).toBe(200);
    expect(await withdrawn()).toEqual(['consent-withdrawn']);
  });

  test.each(CLICKS)('G7: a link that is none is 404 alike: %s', async (_, json, headers) => {
    const { door, withdrawn } = await aLink();
    const token = `${Buffer.from('k1.AAAAAAAAAAAAAAAA').toString('base64url')}.${'A'.repeat(43)}`;
    const event = httpEvent({ route: ROUTE, params: { token }, headers: { accept: '*/*', ...headers } });
    const answer = await door.handler(
      { ...event, ...(json === undefined ? {} : { body: json }) },
      lambdaContext(),
    );
    expect([answer.statusCode, JSON.parse(answer.body ?? '').code]).toEqual([404, 'link-invalid']);
    expect(await withdrawn()).toEqual([]);
  });
});
