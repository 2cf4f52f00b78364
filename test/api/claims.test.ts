import { describe, expect, test } from 'vitest';
import { aClaimBody } from '../support/desk-client.ts';
import { hasInbox, hasStaff, LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const STAFF = ['agent@example.com', 'officer@example.com', 'auditor@example.com'];

const key = (n: number) => `api-suite-claims-${n}-${crypto.randomUUID()}`;

describe('POST /claims', () => {
  test('K1, K2: a claim is taken with reference, receipt, promised day and how it was counted', async () => {
    const reply = await at.desk.post('/claims', aClaimBody());
    expect(reply.status).toBe(201);
    expect(reply.json.reference).toMatch(/^PD-\d{4}-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]$/);
    expect(reply.json).toMatchObject({
      status: 'open',
      clocks: [{ rule: 'ru-claim-30', state: 'running', nominal: reply.json.dueOn }],
    });
    const { days, text } = reply.json.clocks[0].explanation;
    expect(days.filter((day: { counted: boolean }) => day.counted)).toHaveLength(30);
    expect(text).toContain('30');
    expect(reply.json.statusUrl).toContain(`/cases/${reply.json.reference}?key=`);
  });

  test('K1: the status link shows what the poster typed, dates and state – and nothing without its key', async () => {
    const { statusUrl, reference } = (await at.desk.post('/claims', aClaimBody())).json;
    const { pathname, search } = new URL(statusUrl);
    const reply = await at.desk.get(`${pathname}${search}`);
    expect(reply.json).toMatchObject({ reference, status: 'open', typed: { name: 'Анна Петрова' } });
    expect(reply.headers.get('cache-control')).toContain('no-store');
    for (const wrong of ['', '?key=x', `?key=${'a'.repeat(60)}.${'b'.repeat(43)}`]) {
      const refused = await at.desk.get(`${pathname}${wrong}`);
      expect([400, 404]).toContain(refused.status);
      expect(refused.text).not.toContain('Петрова');
    }
  });

  test('G3: the same key and body give the same answer and one claim; another body is 422', async () => {
    const headers = { 'idempotency-key': key(1) };
    const first = await at.desk.post('/claims', aClaimBody(), headers);
    const again = await at.desk.post('/claims', aClaimBody(), headers);
    expect(again.status).toBe(first.status);
    expect(again.json).toEqual(first.json);
    const other = await at.desk.post('/claims', aClaimBody({ demand: 'Другое' }), headers);
    expect(other.status).toBe(422);
  });

  test('G3: a refused request does not use its key up', async () => {
    const headers = { 'idempotency-key': key(2) };
    expect((await at.desk.post('/claims', aClaimBody({ demand: '' }), headers)).status).toBe(422);
    expect((await at.desk.post('/claims', aClaimBody(), headers)).status).toBe(201);
  });

  test('G3: ten posts at once with one key make one claim', async () => {
    const headers = { 'idempotency-key': key(3) };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => at.desk.post('/claims', aClaimBody(), headers)),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
    expect(new Set(replies.map((reply) => reply.json.reference)).size).toBe(1);
  });

  test.each([
    ['neither e-mail nor postal address', aClaimBody({ claimant: { name: 'Анна' } }), 'claimant.email'],
    ['a wrong e-mail', aClaimBody({ claimant: { name: 'Анна', email: 'anna@' } }), 'claimant.email'],
    ['no name', aClaimBody({ claimant: { email: 'anna@example.org' } }), 'claimant.name'],
    ['facts of 10,001 characters', aClaimBody({ facts: 'я'.repeat(10_001) }), 'facts'],
    ['an unknown field', aClaimBody({ admin: true }), 'admin'],
    ['a number for text', aClaimBody({ demand: 5 }), 'demand'],
    ['a control character', aClaimBody({ demand: 'Верните\u0000' }), 'demand'],
    [
      'a line break in the name',
      aClaimBody({ claimant: { name: 'А\r\nBcc: x@y.z', email: 'anna@example.org' } }),
      'claimant.name',
    ],
    [
      'a header in the address',
      aClaimBody({ claimant: { name: 'А', email: 'a@b.co\r\nBcc:c@d.co' } }),
      'claimant.email',
    ],
    ['a language we do not speak', aClaimBody({ language: 'de' }), 'language'],
  ])('G5, G6: %s is refused by the name of its field, in words', async (_, body, field) => {
    const reply = await at.desk.post('/claims', body);
    expect([400, 422]).toContain(reply.status);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    const error = reply.json.errors.find((one: { field: string }) => one.field === field);
    expect(error?.message).toMatch(/[А-Яа-яё]/);
  });

  test('G13: errors come in English for who asks for it', async () => {
    const reply = await at.desk.post('/claims', aClaimBody({ demand: '' }), { 'accept-language': 'en' });
    expect(reply.json.errors[0].message).not.toMatch(/[А-Яа-яё]/);
  });

  test.each([
    [
      'more than its fields can be',
      413,
      { 'content-type': 'application/json' },
      JSON.stringify(aClaimBody({ facts: 'a'.repeat(150_000) })),
    ],
    ['another content type', 415, { 'content-type': 'text/plain' }, JSON.stringify(aClaimBody())],
    ['broken JSON', 400, { 'content-type': 'application/json' }, '{"claimant":'],
    [
      'a foreign origin',
      403,
      { 'content-type': 'application/json', origin: 'https://evil.example' },
      JSON.stringify(aClaimBody()),
    ],
    [
      'origin null',
      403,
      { 'content-type': 'application/json', origin: 'null' },
      JSON.stringify(aClaimBody()),
    ],
  ])('%s → %d', async (_, status, headers, body) => {
    expect((await at.desk.send('POST', '/claims', { body, headers })).status).toBe(status);
  });

  test('api.md: an unknown address is 404, a wrong method 405, both as problems', async () => {
    const missing = await at.desk.get('/nothing-here');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('problem+json'),
    ]);
    expect((await at.desk.send('DELETE', '/claims')).status).toBe(405);
  });

  test.skipIf(!hasInbox)(
    'K1, K2: the receipt letter has reference, both dates and how they were counted, in one thread',
    async () => {
      const email = `receipt-${crypto.randomUUID()}@example.org`;
      const { reference } = (await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна', email } })))
        .json;
      const letter = await at.desk.untilLetter(email, () => true);
      expect(letter.subject).toContain(reference);
      expect(letter.text).toContain(reference);
      expect(letter.text).toContain('30');
      expect(letter.text).toMatch(/\d{1,2} [а-я]+ 20\d\d г\./);
      expect(letter.raw).toMatch(/^Auto-Submitted: auto-generated/im);
    },
  );
});

describe.skipIf(!hasStaff(...STAFF))('staff', () => {
  const open = async (body = aClaimBody()) => (await at.desk.post('/claims', body)).json;

  test.skipIf(!hasStaff('program:crm'))('D1: without a token 401, with a program token 403', async () => {
    expect((await at.desk.get('/staff/cases')).status).toBe(401);
    expect((await at.desk.get('/staff/cases', { authorization: 'Bearer x.y.z' })).status).toBe(401);
    expect((await at.desk.get('/staff/cases', await at.desk.as('program:crm'))).status).toBe(403);
  });

  test('D1, G10: the list of what is due has the claim, and no personal data', async () => {
    const { reference } = await open();
    const reply = await at.desk.until(async () => {
      const list = await at.desk.get('/staff/cases', await at.desk.as('agent@example.com'));
      return list.text.includes(reference) ? list : undefined;
    }, 'the claim in the list');
    expect(reply.text).not.toContain('Петрова');
    expect(reply.text).not.toContain('anna@');
  });

  test('D1: the list pages through with a cursor, in order of the day to finish by', async () => {
    for (let n = 0; n < 3; n += 1) await open();
    const seen: { reference: string; workBy: string }[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const page = (await at.desk.get(`/staff/cases${query}`, await at.desk.as('agent@example.com'))).json;
      seen.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(new Set(seen.map((line) => line.reference)).size).toBe(seen.length);
    expect(seen.map((line) => line.workBy)).toEqual(seen.map((line) => line.workBy).toSorted());
  });

  test('G10: the personal part is shown with a reason only, and the read is in the ledger without moving the revision', async () => {
    const { reference } = await open();
    const officer = await at.desk.as('officer@example.com');
    const closed = await at.desk.get(`/staff/cases/${reference}`, officer);
    expect(closed.text).not.toContain('Петрова');
    const shown = await at.desk.get(`/staff/cases/${reference}`, {
      ...officer,
      'x-reason': encodeURIComponent('готовлю ответ'),
    });
    expect(shown.json.personal).toMatchObject({ name: 'Анна Петрова', email: 'anna@example.org' });
    const after = (await at.desk.staffCase(reference)).json;
    expect(after.events.some((event: { type: string }) => event.type === 'read-personal')).toBe(true);
    expect(after.revision).toBe(closed.json.revision);
  });

  test('K4: partly without reasons is refused at its field; with them it is answered, sent, delivered', async () => {
    const { reference } = await open(
      aClaimBody({ claimant: { name: 'Анна', email: `answer-${crypto.randomUUID()}@example.org` } }),
    );
    const refused = await at.desk.act(reference, 'answer', { outcome: 'partly', text: 'Вернём половину.' });
    expect(refused.status).toBe(422);
    expect(refused.json.errors[0].field).toBe('reasons');
    const done = await at.desk.act(reference, 'answer', {
      outcome: 'partly',
      text: 'Вернём половину.',
      reasons: 'Карта была в работе.',
    });
    expect(done.status).toBe(200);
    if (hasInbox) await at.desk.untilStatus(reference, 'delivered');
  });

  test('api.md: a stale revision is 409 and says the present one', async () => {
    const { reference } = await open();
    const officer = await at.desk.as('officer@example.com');
    expect((await at.desk.act(reference, 'note', { text: 'Позвонили' })).status).toBe(200);
    const stale = await at.desk.post(`/staff/cases/${reference}/note`, { revision: 1, text: 'Ещё' }, officer);
    expect(stale.status).toBe(409);
  });

  test.skipIf(!hasStaff('officer2@example.com'))(
    'two officers answering at once: one wins, the other is told',
    async () => {
      const { reference } = await open();
      const { revision } = (await at.desk.staffCase(reference)).json;
      const answer = async (who: string, text: string) =>
        at.desk.post(
          `/staff/cases/${reference}/answer`,
          { revision, outcome: 'satisfied', text },
          await at.desk.as(who),
        );
      const replies = await Promise.all([
        answer('officer@example.com', 'Первый'),
        answer('officer2@example.com', 'Второй'),
      ]);
      expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 409]);
    },
  );

  test.each([
    ['agent@example.com', 'answer', { outcome: 'satisfied', text: 'Да' }],
    ['agent@example.com', 'receipt-date', { receivedOn: '2026-11-20', reason: 'x' }],
    ['agent@example.com', 'court', { reason: 'x' }],
    ['auditor@example.com', 'note', { text: 'x' }],
    ['auditor@example.com', 'answer', { outcome: 'satisfied', text: 'Да' }],
  ])('roles: %s may not %s', async (who, act, body) => {
    const { reference } = await open();
    expect((await at.desk.act(reference, act, body, who)).status).toBe(403);
  });

  test('K1: a paper claim starts on its date of receipt; a date to come is refused at its field', async () => {
    const agent = await at.desk.as('agent@example.com');
    const receivedOn = await at.desk.today(5);
    const taken = await at.desk.post('/staff/claims', { ...aClaimBody(), receivedOn }, agent);
    expect(taken.status).toBe(201);
    expect(taken.json.receivedAt).toBe(receivedOn);
    const refused = await at.desk.post('/staff/claims', { ...aClaimBody(), receivedOn: '2031-01-01' }, agent);
    expect([refused.status, refused.json.errors[0].field]).toEqual([422, 'receivedOn']);
  });

  test('K5: the bundle is a ZIP with the claim, the events and the clock, and its export is recorded', async () => {
    const { reference } = await open();
    const officer = await at.desk.as('officer@example.com');
    const response = await fetch(new URL(`/staff/cases/${reference}/bundle`, at.desk.target.site), {
      headers: { ...officer, 'x-reason': 'lawyer' },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK');
    const after = (await at.desk.staffCase(reference)).json;
    expect(after.events.some((event: { type: string }) => event.type === 'exported')).toBe(true);
  });

  test('no case by an invented reference, however it is spelled', async () => {
    const officer = await at.desk.as('officer@example.com');
    for (const reference of ['PD-2026-AAAAAA-A', 'x', '..%2f..', 'CASE'])
      expect([400, 404]).toContain((await at.desk.get(`/staff/cases/${reference}`, officer)).status);
  });
});

describe('what the site says about itself', () => {
  test('G5: the OpenAPI document is 3.1 and lists every address of claims', async () => {
    const { json } = await at.desk.get('/openapi.json');
    expect(json.openapi).toMatch(/^3\.1/);
    expect(Object.keys(json.paths)).toEqual(
      expect.arrayContaining(['/claims', '/cases/{reference}', '/staff/cases', '/staff/claims']),
    );
  });

  test('/health answers', async () => {
    expect((await at.desk.get('/health')).status).toBe(200);
  });

  test.each(['/', '/claims', '/docs'])(
    '%s is a page with the security headers and no script',
    async (path) => {
      const reply = await at.desk.get(path, { accept: 'text/html' });
      expect(reply.status).toBe(200);
      expect(reply.text).not.toMatch(/<script/i);
      expect(reply.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(reply.headers.get('referrer-policy')).toBe('same-origin');
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reply.headers.get('strict-transport-security')).toContain('max-age');
    },
  );
});
