import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';
import { DeleteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.ts';
import { aClaimBody, codeIn, type Reply } from '../support/desk-client.ts';
import { LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let addresses = 0;
const newAddress = () => {
  addresses += 1;
  return `victim-${addresses}@example.org`;
};

interface Claim {
  readonly reference: string;
  readonly key: string;
  readonly email: string;
}

async function aClaim(email = newAddress()): Promise<Claim> {
  const { json } = await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна Петрова', email } }));
  const key = new URL(json.statusUrl).searchParams.get('key') ?? '';
  return { reference: json.reference, key, email };
}

const status = (reference: string, key: string, accept = 'application/json') =>
  at.desk.get(`/cases/${reference}?key=${encodeURIComponent(key)}`, { accept });

/** All of an answer that somebody outside can compare, but what differs from one request to the next anyway. */
const seen = (reply: Reply) => ({
  status: reply.status,
  text: reply.text,
  headers: [...reply.headers].filter(
    ([name]) => !['date', 'apigw-requestid', 'content-length'].includes(name),
  ),
});

/** References like this one: every check character, then each of the six with a check character that fits. */
function neighbours(reference: string): readonly string[] {
  const head = reference.slice(0, -1);
  const checks = [...CROCKFORD].map((check) => head + check);
  const moved = Array.from({ length: 6 }, (_, i) => {
    const place = 'PD-2026-'.length + i;
    const next = CROCKFORD[(CROCKFORD.indexOf(reference.charAt(place)) + 1) % 32];
    return reference.slice(0, place) + next + reference.slice(place + 1, -1);
  }).flatMap((other) => [...CROCKFORD].map((check) => other + check));
  return [...checks, ...moved].filter((one) => one !== reference);
}

describe('guessing references and links', () => {
  test('G8: 223 neighbours of a reference open nothing, with its own key or for staff', async () => {
    const { reference, key } = await aClaim();
    const officer = await at.desk.as('officer@example.com');
    for (const other of neighbours(reference)) {
      expect((await status(other, key)).status).toBe(404);
      expect((await at.desk.get(`/staff/cases/${other}`, officer)).status).toBe(404);
    }
  });

  test('G7: a wrong key, no key, a key of another case and a case that is not there look the same to the byte', async () => {
    const [mine, theirs] = [await aClaim(), await aClaim()];
    const wrong = seen(await status(mine.reference, `${'a'.repeat(30)}.${'b'.repeat(43)}`));
    expect(wrong.status).toBe(404);
    expect(seen(await status(mine.reference, ''))).toEqual(wrong);
    expect(seen(await status(mine.reference, theirs.key))).toEqual(wrong);
    const absent = neighbours(mine.reference).slice(40, 104);
    for (const reference of absent) expect(seen(await status(reference, mine.key))).toEqual(wrong);
    expect(seen(await status('PD-2026-000000-1', mine.key))).toEqual(wrong);
  });

  test('G15: no cut, longer, changed or re-coded key opens anything', async () => {
    const { reference, key } = await aClaim();
    const [head = '', mac = ''] = key.split('.');
    const keys = [
      ...Array.from({ length: key.length }, (_, i) => key.slice(0, i)),
      ...Array.from({ length: key.length }, (_, i) => {
        const other = key.charAt(i) === 'A' ? 'B' : 'A';
        return key.slice(0, i) + other + key.slice(i + 1);
      }),
      // The last sign of 43 has two bits that say nothing: a lenient decoder would take three others for it.
      ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
        .filter((sign) => sign !== mac.at(-1))
        .map((sign) => `${head}.${mac.slice(0, -1)}${sign}`),
      ...['=', 'A', '.', '.A', ' ', '\n', '%00', '\u0000'].map((more) => key + more),
      ` ${key}`,
      key.toUpperCase(),
      `${mac}.${head}`,
      Buffer.from(head, 'base64url').toString(),
    ];
    for (const other of keys.filter((one) => one !== key))
      expect([other, (await status(reference, other)).status]).toEqual([other, 404]);
    expect((await status(reference, key)).status).toBe(200);
  });

  test('G15: a key that comes twice, or as a list, opens nothing', async () => {
    const { reference, key } = await aClaim();
    for (const query of [
      `key=x&key=${key}`,
      `key=${key}&key=x`,
      `key[]=${key}`,
      `key%00=${key}`,
      `KEY=${key}`,
    ])
      expect([400, 404]).toContain((await at.desk.get(`/cases/${reference}?${query}`)).status);
  });

  test('no part of a path leads out of its place', async () => {
    const { key } = await aClaim();
    const odd = [
      '..%2f..%2fstaff',
      '%252e%252e',
      'CASE%23PD',
      'PD%00',
      'PD-2026%23',
      '%ff',
      'a/b',
      '__proto__',
      'constructor',
    ];
    const officer = await at.desk.as('officer@example.com');
    for (const part of odd) {
      expect(await at.desk.get(`/cases/${part}?key=${key}`)).toMatchObject({ status: 404 });
      expect(await at.desk.get(`/staff/cases/${part}`, officer)).toMatchObject({ status: 404 });
      expect(await at.desk.get(`/assets/${part}`)).toMatchObject({ status: 404 });
    }
  });
});

describe('links that others fetch', () => {
  test('G2: a scanner that fetches every link of every letter thrice changes nothing; the person can still act', async () => {
    const { reference, key, email } = await aClaim();
    const withdraw = `/cases/${reference}/withdraw`;
    const { challenge } = (await at.desk.post(withdraw, { key })).json;
    const letter = await at.desk.untilLetter(email, ({ text }) => codeIn(text) !== undefined);
    const letters = await at.desk.letters(email);
    const links = letters.flatMap(({ text, html }) => `${text} ${html}`.match(/http:\/\/[^\s"<>]+/g) ?? []);
    expect(links.some((link) => link.includes(key))).toBe(true);
    const pages = [...new Set(links.map((link) => link.replaceAll('&amp;', '&')))];
    const before = (await at.desk.staffCase(reference)).json;
    for (let round = 0; round < 3; round += 1)
      for (const link of [...pages, `${at.desk.target.site}${withdraw}?key=${key}&challenge=${challenge}`]) {
        const ask = async (method: string) => {
          const answer = await fetch(link, { method, redirect: 'manual' });
          return { status: answer.status, text: await answer.text() };
        };
        const get = await ask('GET');
        // Scanners ask by HEAD first, and take what is refused for a dead link.
        expect(await ask('HEAD')).toEqual({ status: get.status, text: '' });
        await ask('OPTIONS');
      }
    const after = (await at.desk.staffCase(reference)).json;
    expect(after).toEqual(before);
    expect(await at.desk.letters(email)).toHaveLength(letters.length);
    const browser = new BrowserSession(at.desk);
    const page = `${withdraw}?key=${encodeURIComponent(key)}&challenge=${challenge}`;
    const done = await browser.fill(page, withdraw, { code: codeIn(letter.text) ?? '' });
    expect(done.status).toBe(303);
    expect((await status(reference, key)).json.status).toBe('withdrawn');
  });

  test('security.md: whatever Host and X-Forwarded-Host say, links come from the settings', async () => {
    const email = newAddress();
    const body = JSON.stringify(aClaimBody({ claimant: { name: 'Анна', email } }));
    const forged = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
      'x-original-url': 'http://evil.example/',
      'content-type': 'application/json',
    };
    const ask = (method: string, path: string, sent?: string) =>
      new Promise<{ headers: object; text: string }>((resolve, reject) => {
        const call = request(new URL(path, at.desk.target.site), { method, headers: forged }, (answer) => {
          let text = '';
          answer.on('data', (chunk) => {
            text += String(chunk);
          });
          answer.on('end', () => resolve({ headers: answer.headers, text }));
        });
        call.on('error', reject);
        call.end(sent);
      });
    const answers = [
      await ask('POST', '/claims', body),
      await ask('GET', '/desk/login?to=/desk'),
      await ask('GET', '/desk'),
      await ask('GET', '/'),
      await ask('GET', '/openapi.json'),
      await ask('GET', '/nothing'),
    ];
    expect(JSON.stringify(answers)).not.toContain('evil.example');
    expect(JSON.parse(answers[0]?.text ?? '').statusUrl).toMatch(
      new RegExp(`^${at.desk.target.site}/cases/`),
    );
    const letter = await at.desk.untilLetter(email, () => true);
    expect(letter.raw).not.toContain('evil.example');
  });
});

describe('codes of a withdrawal', () => {
  const asked = async () => {
    const claim = await aClaim();
    const path = `/cases/${claim.reference}/withdraw`;
    const { challenge } = (await at.desk.post(path, { key: claim.key })).json as { challenge: string };
    const letter = await at.desk.untilLetter(claim.email, ({ text }) => codeIn(text) !== undefined);
    return { ...claim, path, challenge, code: codeIn(letter.text) ?? '' };
  };
  const wrongOf = (code: string, n: number) => String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0');

  test('K1: the code may be asked for in the same instant as the claim is made, while its workflow begins', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { reference, key } = await aClaim();
        return at.desk.post(`/cases/${reference}/withdraw`, { key });
      }),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(8).fill(202));
  });

  test('G16: of 100 codes tried at once five are looked at; then the right one is worth nothing', async () => {
    const { path, key, challenge, code, reference } = await asked();
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, n) => at.desk.post(path, { key, challenge, code: wrongOf(code, n) })),
    );
    const codes = replies.map((reply) => reply.json.code);
    expect(codes.filter((one) => one === 'code-wrong')).toHaveLength(5);
    expect(codes.filter((one) => one === 'code-exhausted')).toHaveLength(95);
    expect((await at.desk.post(path, { key, challenge, code })).json.code).toBe('code-exhausted');
    expect((await status(reference, key)).json.status).toBe('open');
  });

  test('G16: a code sent again gives no new tries', async () => {
    const { path, key, challenge, code, email } = await asked();
    for (let n = 0; n < 5; n += 1) await at.desk.post(path, { key, challenge, code: wrongOf(code, n) });
    expect((await at.desk.post(path, { key, challenge })).json).toEqual({ challenge });
    const letter = await at.desk.untilLetter(email, ({ text }) => ![undefined, code].includes(codeIn(text)));
    const tried = await at.desk.post(path, { key, challenge, code: codeIn(letter.text) });
    expect(tried.json.code).toBe('code-exhausted');
  });

  test('G16: a code opens its own case and its own challenge only, once', async () => {
    const [mine, theirs] = [await asked(), await asked()];
    const { challenge, code } = theirs;
    expect((await at.desk.post(mine.path, { key: mine.key, challenge, code })).json.code).toBe(
      'code-expired',
    );
    expect((await at.desk.post(mine.path, { key: mine.key, challenge: mine.challenge, code })).status).toBe(
      422,
    );
    expect((await at.desk.post(theirs.path, { key: mine.key, challenge, code })).status).toBe(404);
    const twice = await Promise.all(
      [1, 2].map(() => at.desk.post(theirs.path, { key: theirs.key, challenge, code })),
    );
    expect(twice.map((reply) => reply.status).toSorted()).toEqual([
      200,
      expect.toSatisfy((n: number) => n >= 409),
    ]);
    expect((await at.desk.post(theirs.path, { key: theirs.key, challenge, code })).status).toBe(409);
    expect((await status(mine.reference, mine.key)).json.status).toBe('open');
  });

  test('G16: a code holds ten minutes', async () => {
    const { path, key, challenge, code } = await asked();
    await at.desk.jump({ advance: 'PT10M' });
    expect((await at.desk.post(path, { key, challenge, code })).json.code).toBe('code-expired');
  });

  test('G16: after twenty wrong tries in a day the codes to that address have twelve characters', async () => {
    const { path, key, email } = await asked();
    for (let round = 0; round < 4; round += 1) {
      const { challenge } = (await at.desk.post(path, { key })).json;
      for (let n = 0; n < 5; n += 1) await at.desk.post(path, { key, challenge, code: '000000' });
    }
    await at.desk.post(path, { key });
    await at.desk.untilLetter(email, ({ text }) => codeIn(text)?.length === 12);
  });
});

describe('idempotency keys', () => {
  const key = () => ({ 'idempotency-key': `attack-${crypto.randomUUID()}` });

  test('G3: a key of the public, of an agent and of an officer are three keys', async () => {
    const headers = key();
    const paper = { ...aClaimBody(), receivedOn: '2026-11-20' };
    const [agent, officer] = [await at.desk.as('agent@example.com'), await at.desk.as('officer@example.com')];
    const replies = [
      await at.desk.post('/claims', aClaimBody(), headers),
      await at.desk.post('/staff/claims', paper, { ...headers, ...agent }),
      await at.desk.post('/staff/claims', paper, { ...headers, ...officer }),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map((reply) => reply.json.reference)).size).toBe(3);
    const again = await at.desk.post('/staff/claims', paper, { ...headers, ...agent });
    expect(again.json.reference).toBe(replies[1]?.json.reference);
  });

  test('G3: a key used on one case says nothing about another, nor about another act', async () => {
    const [one, other] = [await aClaim(), await aClaim()];
    const officer = { ...(await at.desk.as('officer@example.com')), ...key() };
    const note = async (reference: string, act: string, body: object) => {
      const { revision } = (await at.desk.staffCase(reference)).json;
      return (await at.desk.post(`/staff/cases/${reference}/${act}`, { revision, ...body }, officer)).status;
    };
    expect(await note(one.reference, 'note', { text: 'Один' })).toBe(200);
    expect(await note(other.reference, 'note', { text: 'Другой' })).toBe(200);
    expect(await note(other.reference, 'hold', { reason: 'Ждём' })).toBe(200);
    expect(await note(other.reference, 'note', { text: 'Иной' })).toBe(422);
  });
});

describe('A1: an insider with the tables in hand', () => {
  const dynamo = () =>
    new DynamoDBClient({
      endpoint: at.cloud?.addresses.aws ?? '',
      region: 'eu-central-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  async function audit(): Promise<{ code: number; text: string }> {
    const args = ['infra/tools/audit-verify.ts', '--endpoint', at.cloud?.addresses.aws ?? ''];
    try {
      return { code: 0, text: (await promisify(execFile)(process.execPath, args)).stdout };
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, text: stdout };
    }
  }

  test('is found out: an event changed, cut out, cut off; a record changed by hand, or gone', async () => {
    const { reference } = await aClaim();
    await at.desk.until(
      async () => ((await at.desk.staffCase(reference)).json.events.length >= 4 ? true : undefined),
      'its first events',
    );
    // A daily root closes the ledger of today: what is cut off afterwards is missed.
    await at.desk.jump({ advance: 'P1D' });
    expect(await audit()).toMatchObject({ code: 0, text: expect.stringContaining('intact and complete') });
    const client = dynamo();
    const eventKey = (n: number) => ({
      pk: { S: `CHAIN#${reference}` },
      sk: { S: String(n).padStart(9, '0') },
    });
    const table = 'local-ledger';
    const item = async (TableName: string, Key: Record<string, { S: string }>) =>
      (await client.send(new GetItemCommand({ TableName, Key }))).Item ?? {};
    const last = (await at.desk.staffCase(reference)).json.events.length;
    const first = await item(table, eventKey(1));
    const text = JSON.stringify(first);
    const forgeries: readonly (readonly [string, string])[] = [
      ['by whom', text.replace('"requester"', '"system"')],
      ['when', text.replace(/2026-11-2\dT07/, '2026-11-19T07')],
      ['a date in its data', text.replace(/"2026-12-\d\d"/, '"2027-01-30"')],
    ];
    for (const [what, forged] of forgeries) {
      expect(forged, what).not.toBe(text);
      await client.send(new PutItemCommand({ TableName: table, Item: JSON.parse(forged) }));
      expect(await audit(), what).toMatchObject({ code: 1, text: expect.stringContaining(reference) });
    }
    await client.send(new PutItemCommand({ TableName: table, Item: first }));
    for (const n of [2, last]) {
      const kept = await item(table, eventKey(n));
      await client.send(new DeleteItemCommand({ TableName: table, Key: eventKey(n) }));
      expect(await audit(), `event ${n} of ${last}`).toMatchObject({
        code: 1,
        text: expect.stringContaining(reference),
      });
      await client.send(new PutItemCommand({ TableName: table, Item: kept }));
    }
    const place = { pk: { S: `CASE#${reference}` }, sk: { S: 'CASE' } };
    const record = await item('local-cases', place);
    const settled = JSON.parse(JSON.stringify(record).replace('"open"', '"settled"'));
    await client.send(new PutItemCommand({ TableName: 'local-cases', Item: settled }));
    expect(await audit(), 'a record settled by hand').toMatchObject({ code: 1 });
    await client.send(new DeleteItemCommand({ TableName: 'local-cases', Key: place }));
    expect(await audit(), 'a case without a record').toMatchObject({ code: 1 });
    await client.send(new PutItemCommand({ TableName: 'local-cases', Item: record }));
    expect(await audit()).toMatchObject({ code: 0 });
  });
});
