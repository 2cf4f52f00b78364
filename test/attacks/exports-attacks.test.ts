import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeIn } from '../support/desk-client.ts';
import { register } from '../support/person.ts';
import { LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const ask = (email: string, changes: object = {}) =>
  at.desk.post('/requests', {
    kinds: ['access'],
    requester: 'user',
    about: { email, name: 'Анна Петрова' },
    details: 'Что у вас есть обо мне?',
    language: 'ru',
    ...changes,
  });

const addressed = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.org`;

/** The last letter to an address in which such words stand. */
const letterWith = (email: string, words: string): Promise<string> =>
  at.desk.until(async () => {
    const letters = await at.desk.letters(email);
    return letters.findLast(({ text }) => text.includes(words))?.text;
  }, `a letter with ${words} to ${email}`);

/** Somebody asks by their address, and proves it by the code that goes there. @returns the reference */
async function askProven(email: string): Promise<string> {
  const { reference, challenge } = (await ask(email)).json;
  const code = codeIn(await letterWith(email, reference)) ?? '';
  const proven = await at.desk.post(`/requests/${reference}/proof`, { challenge, code });
  if (proven.status >= 300) throw new Error(`not proven: ${proven.text}`);
  return reference;
}

/** The path of the link that was sent to an address. */
const linkTo = async (email: string): Promise<string> => {
  const text = await letterWith(email, '/exports/');
  return new URL(/https?:\/\/\S+\/exports\/\S+/.exec(text)?.[0] ?? '').pathname;
};

async function download(path: string, init: RequestInit = {}) {
  const reply = await fetch(new URL(path, at.desk.target.site), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: '*/*' },
    body: '{}',
    redirect: 'manual',
    ...init,
  });
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const type = reply.headers.get('content-type');
  const files = type === 'application/zip' ? unzipSync(bytes) : {};
  const text = Object.values(files).map((file) => strFromU8(file));
  return { status: reply.status, type, names: Object.keys(files), text: text.join('\n') };
}

const looks = async (reference: string): Promise<number> => {
  const { events } = (await at.desk.staffCase(reference)).json;
  return events.filter(({ type }: { type: string }) => type === 'exported').length;
};

let victim: string;
let other: string;
let reference: string;
let path: string;

beforeAll(async () => {
  victim = addressed('victim');
  other = addressed('other');
  await register(at.desk, victim, { name: 'Анна Канарейкина', organisation: 'Её артель' });
  await register(at.desk, other, { name: 'Павел Соседов', organisation: 'Чужая артель' });
  reference = await askProven(victim);
  const done = await at.desk.act(reference, 'disclose', {});
  if (done.status !== 200) throw new Error(`not disclosed: ${done.text}`);
  path = await linkTo(victim);
});

describe('S6: what who asked gets by the link', () => {
  test('her own data, as a page and for programs, and nobody else’s; the clock is met', async () => {
    const got = await download(path);
    expect(got).toMatchObject({ status: 200, type: 'application/zip' });
    expect(got.names).toEqual([`${reference}-1/index.html`, `${reference}-1/export.json`]);
    expect(got.text).toContain('Анна Канарейкина');
    expect(got.text).toContain('Её артель');
    expect(got.text).not.toContain('Соседов');
    expect(got.text).not.toContain(other);
    expect(got.text).not.toContain('officer@example.com');
    const { clocks } = (await at.desk.staffCase(reference)).json;
    expect(clocks).toMatchObject([{ rule: 'ru-access-answer', state: 'met' }]);
  });

  test('G2: looking, looking ahead and asking for the head of it give nothing and tell nothing; the button does', async () => {
    const before = await looks(reference);
    const site = at.desk.target.site;
    for (const headers of [
      {},
      { 'sec-purpose': 'prefetch' },
      { purpose: 'prefetch' },
      { accept: 'text/html' },
    ])
      for (const method of ['GET', 'HEAD']) {
        const reply = await fetch(new URL(path, site), { method, headers });
        // What is only looked ahead at is answered with nothing.
        expect([200, 204]).toContain(reply.status);
        expect(reply.headers.get('content-type') ?? '').not.toContain('zip');
        expect(await reply.text()).not.toContain('Канарейкина');
      }
    expect(await looks(reference)).toBe(before);
    await download(path);
    expect(await looks(reference)).toBe(before + 1);
  });

  test('G4: no page of another site presses the button', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
    expect((await download(path, { headers })).status).toBe(403);
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' };
    expect((await download(path, { headers: form, body: '' })).status).toBe(403);
  });

  test('G13: the page speaks both languages, and its form works without a script', async () => {
    for (const [lang, title] of [
      ['ru', 'Ваши данные'],
      ['en', 'Your data'],
    ] as const) {
      const page = await at.desk.get(`${path}?lang=${lang}`, { accept: 'text/html' });
      expect(page.status).toBe(200);
      expect(page.text).toContain(`<h1>${title}</h1>`);
      expect(page.headers.get('cache-control')).toContain('no-store');
    }
  });
});

describe('G15: a link that is not the present one', () => {
  test('opens nothing, whoever’s it was and however it was changed', async () => {
    const theirs = await askProven(other);
    await at.desk.act(theirs, 'disclose', {});
    const otherPath = await linkTo(other);
    const [head] = path.split('.');
    const [, mac] = otherPath.split('.');
    for (const forged of [`${head}.${mac}`, `${path.slice(0, -1)}_`, '/exports/x', '/exports/a.b']) {
      expect((await at.desk.get(forged)).status, forged).toBe(404);
      expect((await download(forged)).status, forged).toBe(404);
    }
    expect((await download(otherPath)).text).not.toContain('Канарейкина');
  });

  test('one that was passed on is closed by who holds it, or replaced by an officer', async () => {
    const email = addressed('forwarded');
    await register(at.desk, email, { name: 'Мария' });
    const of = await askProven(email);
    await at.desk.act(of, 'disclose', {});
    const first = await linkTo(email);
    expect((await at.desk.act(of, 'renew-link', {})).status).toBe(200);
    expect((await download(first)).status).toBe(404);
    const second = await at.desk.until(async () => {
      const now = await linkTo(email);
      return now === first ? undefined : now;
    }, 'a new link');
    expect((await at.desk.post(`${second}/end`, {})).status).toBe(204);
    expect((await download(second)).status).toBe(404);
  });
});

describe('S3: asking in another’s name (Pavur & Knerr)', () => {
  test('gets nobody’s data: the code goes to the address on file only, and before it no officer can disclose', async () => {
    const { reference: asked, challenge } = (await ask(victim, { details: 'Срочно! Суд завтра.' })).json;
    const refused = await at.desk.act(asked, 'disclose', {});
    expect(refused.status).toBe(409);
    const proof = await at.desk.post(`/requests/${asked}/proof`, { challenge, code: '000000' });
    expect(proof.status).toBeGreaterThanOrEqual(400);
    expect((await at.desk.act(asked, 'disclose', {})).status).toBe(409);
  });

  test('by a representative nobody has heard of: a letter to their address holds no link, and nothing is disclosed', async () => {
    const email = addressed('advocate');
    const representative = {
      name: 'Адвокат',
      email,
      authority: { kind: 'power', number: '77 АГ 1234567', issuedOn: '2026-11-01' },
    };
    const taken = await ask(victim, { requester: 'representative', representative });
    expect(taken.status).toBe(202);
    expect((await at.desk.act(taken.json.reference, 'disclose', {})).status).toBe(409);
    expect((await at.desk.letters(email)).every(({ text }) => !text.includes('/exports/'))).toBe(true);
  });
});
