import { createPublicKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hasStaff, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z' });

const NOBODY = 'P-K7M4QX9TBWZ3R5N8C2HD';
const CLICK = 'List-Unsubscribe=One-Click';
const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' };
const NO_LINK = `${Buffer.from('k1.AAAAAAAAAAAAAAAA').toString('base64url')}.${'A'.repeat(43)}`;

describe.skipIf(!hasStaff('program:crm', 'officer@example.com'))('POST /may', () => {
  const ask = async (body: unknown, as = 'program:crm') => at.desk.post('/may', body, await at.desk.as(as));

  test.each([
    ['an address nobody has', { email: 'nobody@example.org', purpose: 'promotions' }],
    ['an id nobody has', { person: NOBODY, purpose: 'promotions' }],
  ])('C4: %s has not consented', async (_, body) => {
    const reply = await ask(body);
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ allowed: false, because: 'no-consent' });
  });

  test('C4: a program asks about its own purposes only', async () => {
    for (const purpose of ['partners', 'account', 'toString', 'nonsense']) {
      const reply = await ask({ person: NOBODY, purpose: purpose.toLowerCase() });
      expect([reply.status, reply.json.code]).toEqual([403, 'purpose-not-yours']);
    }
  });

  test.each([
    ['neither address nor id', { purpose: 'promotions' }],
    ['both', { person: NOBODY, email: 'nobody@example.org', purpose: 'promotions' }],
    ['no purpose', { person: NOBODY }],
    ['an unknown field', { person: NOBODY, purpose: 'promotions', at: '2020-01-01' }],
    ['an id that cannot be', { person: 'P-1', purpose: 'promotions' }],
  ])('G5: %s is refused', async (_, body) => {
    expect((await ask(body)).status).toBe(422);
  });

  test('C4: no program: 401; staff, who have a check of their own: 403', async () => {
    const body = { person: NOBODY, purpose: 'promotions' };
    expect((await at.desk.post('/may', body)).status).toBe(401);
    expect((await ask(body, 'officer@example.com')).status).toBe(403);
    const staff = await at.desk.as('officer@example.com');
    const reply = await at.desk.post(`/staff/people/${NOBODY}/may`, { purpose: 'promotions' }, staff);
    expect(reply.json).toEqual({ allowed: false, because: 'no-consent' });
    const odd = await at.desk.post(`/staff/people/${NOBODY}/may`, { purpose: 'nonsense' }, staff);
    expect(odd.json).toEqual({ allowed: false, because: 'unknown-purpose' });
    const program = await at.desk.as('program:crm');
    const wrong = await at.desk.post(`/staff/people/${NOBODY}/may`, { purpose: 'promotions' }, program);
    expect(wrong.status).toBe(403);
  });

  test('C4: a program’s form is no JSON: 415', async () => {
    const headers = { ...(await at.desk.as('program:crm')), ...URLENCODED };
    const reply = await at.desk.send('POST', '/may', { body: 'purpose=promotions', headers });
    expect(reply.status).toBe(415);
  });
});

describe.skipIf(!hasStaff('agent@example.com', 'auditor@example.com'))(
  'POST /staff/people/{id}/consents',
  () => {
    const body = {
      purpose: 'promotions',
      act: 'withdraw',
      channel: 'paper',
      on: '2026-11-20',
      language: 'ru',
      reason: 'asked-by-person',
    };
    const path = `/staff/people/${NOBODY}/consents`;

    test('C2: nobody’s consent cannot be entered', async () => {
      const reply = await at.desk.post(path, body, await at.desk.as('agent@example.com'));
      expect([reply.status, reply.json.code]).toEqual([404, 'unknown-person']);
    });

    test('C2: an auditor enters nothing, and nobody enters what the person can do on the web', async () => {
      expect((await at.desk.post(path, body, await at.desk.as('auditor@example.com'))).status).toBe(403);
      const web = await at.desk.post(
        path,
        { ...body, channel: 'web' },
        await at.desk.as('agent@example.com'),
      );
      expect(web.status).toBe(422);
    });
  },
);

describe('receipts', () => {
  test('C6: the published keys are Ed25519 public keys, read by anybody’s tools', async () => {
    const { json, headers } = await at.desk.get('/.well-known/jwks.json');
    expect(json.keys.length).toBeGreaterThan(0);
    for (const key of json.keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
      expect(createPublicKey({ key, format: 'jwk' }).asymmetricKeyType).toBe('ed25519');
    }
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  test('C6: what is no receipt is told so, as JSON and on the page without scripts', async () => {
    const reply = await at.desk.post('/receipts/verify', { receipt: 'a.b.c' });
    expect([reply.status, reply.json]).toEqual([200, { valid: false, why: 'not-a-receipt' }]);
    const page = await at.desk.get('/receipts/verify', { accept: 'text/html' });
    expect(page.text).not.toContain('<script');
    const stamp = /name="_stamp"[^>]*value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const posted = await at.desk.form('/receipts/verify', { _stamp: stamp, receipt: '<b>a.b.c</b>' });
    expect(posted.status).toBe(200);
    expect(posted.text).toContain('Это не наша квитанция');
  });
});

describe('one-click unsubscribing', () => {
  const post = (token: string, body: string, headers: Record<string, string>) =>
    at.desk.send('POST', `/unsubscribe/${token}`, { body, headers });

  test('C3, G7: a wrong link is 404 to look at', async () => {
    expect((await at.desk.get(`/unsubscribe/${NO_LINK}`)).status).toBe(404);
  });

  // That the same posts withdraw with a genuine link: test/security/http-one-click.test.ts.
  const multipart = `--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n`;
  test.each([
    ['the click', CLICK, URLENCODED],
    [
      'the click from another site',
      CLICK,
      { ...URLENCODED, origin: 'https://mail.example.com', 'sec-fetch-site': 'cross-site' },
    ],
    ['multipart', multipart, { 'content-type': 'multipart/form-data; boundary=x' }],
    ['multipart that never ends', '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['nothing', '', {}],
    ['another form', 'a=b', URLENCODED],
    ['Latin-1', CLICK, { 'content-type': 'application/x-www-form-urlencoded; charset=iso-8859-1' }],
    ['plain text', CLICK, { 'content-type': 'text/plain' }],
    ['JSON', '{"List-Unsubscribe":"One-Click"}', { 'content-type': 'application/json' }],
    ['700 KB', `${CLICK}&x=${'x'.repeat(700_000)}`, URLENCODED],
  ])(
    'C3, G7: %s posted to a wrong link is 404 alike: the link is all that counts',
    async (_, body, headers) => {
      const reply = await post(NO_LINK, body, headers as Record<string, string>);
      expect([reply.status, reply.json.code]).toEqual([404, 'link-invalid']);
    },
  );
});
