import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashOfText } from '../../shared/records/text-hash.ts';
import { hasClock, hasStaff, LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const OFFICER = 'officer@example.com';
const stamp = crypto.randomUUID();
const texts = (word: string) => ({
  ru: `# Политика\n\n## 1. Раздел\n\nОдна строка.\n\n${word} ${stamp}`,
  en: `# Policy\n\n## 1. Part\n\nOne line.\n\n${word} ${stamp}`,
});

const post = async (body: object, who = OFFICER, headers: Record<string, string> = {}) =>
  at.desk.send('POST', '/staff/policy/versions', {
    body,
    headers: { ...(await at.desk.as(who)), ...headers },
  });

/** Runs `npm run policy:post` against the local cloud, by its clock or at one of its instants. */
interface Told {
  readonly code: number;
  /** What it gives to programs, and what it says to people. */
  readonly given: string;
  readonly said: string;
}

async function command(now?: string): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-texts-'));
  const { ru, en } = texts('команда');
  writeFileSync(join(folder, 'ru.md'), ru);
  writeFileSync(join(folder, 'en.md'), en);
  const files = ['--ru', join(folder, 'ru.md'), '--en', join(folder, 'en.md'), '--change', 'soft'];
  const where = ['--endpoint', at.desk.target.aws ?? '', ...(now === undefined ? [] : ['--now', now])];
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, ['infra/tools/policy-post.ts', ...files, ...where], (error, given, said) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, given, said }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// First: the sweep of a new deployment has not come by yet.
test.skipIf(!hasClock)('P5: the command posts nothing before the built-in text is on record', async () => {
  const { code, said } = await command('2026-11-23T07:00:20Z');
  expect([code, said]).toEqual([1, expect.stringContaining('has not recorded its first version')]);
});

describe('GET /policy', () => {
  test('P2: the version in force as JSON in both languages, each under the hash of its exact text', async () => {
    const reply = await at.desk.get('/policy');
    expect(reply.status).toBe(200);
    const { texts: both, hashes, id, document } = reply.json;
    expect([document, id]).toEqual(['policy', expect.stringMatching(/^policy-\d+$/)]);
    expect(hashes).toEqual({ ru: hashOfText(both.ru), en: hashOfText(both.en) });
  });

  test.each(['ru', 'en'])(
    'P2, G13: the page in %s has the same text, no script, and leads to all versions',
    async (lang) => {
      const reply = await at.desk.get(`/policy?lang=${lang}`, { accept: 'text/html' });
      expect(reply.status).toBe(200);
      expect(reply.text).toContain(`<html lang="${lang}">`);
      expect(reply.text).toContain('href="/policy/versions"');
      expect(reply.text).not.toMatch(/<script|{{/);
    },
  );

  // Until the sweep has recorded the built-in text, its time is the moment of asking.
  test.skipIf(!hasClock)('P2: who has it already gets 304 without a body', async () => {
    await at.desk.jump({ advance: 'PT6M' });
    for (const headers of [{ accept: 'text/html' }, {}] as Record<string, string>[]) {
      const first = await at.desk.get('/policy/versions', headers);
      const tag = first.headers.get('etag') ?? '';
      expect(tag).toMatch(/^W\/"[\w-]+"$/);
      const again = await at.desk.get('/policy/versions', { ...headers, 'if-none-match': `"x", ${tag}` });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
      expect((await at.desk.get('/policy/versions', { ...headers, 'if-none-match': '"x"' })).status).toBe(
        200,
      );
    }
  });

  test('quality: the page of the policy travels packed, in less than 20 KB', async () => {
    const page = await fetch(new URL('/policy', at.desk.target.site), {
      headers: { accept: 'text/html', 'accept-encoding': 'gzip' },
    });
    expect(page.headers.get('content-encoding')).toBe('gzip');
    expect(Number(page.headers.get('content-length'))).toBeLessThan(20_000);
    expect(await page.text()).toContain('<h1>');
    const plain = await fetch(new URL('/policy', at.desk.target.site), {
      headers: { accept: 'text/html', 'accept-encoding': 'identity' },
    });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  test.each(['promotions', 'distribution', 'partners'])(
    'C1: the consent "%s" is a document with an address of its own',
    async (document) => {
      const reply = await at.desk.get(`/texts/${document}`);
      expect(reply.json).toMatchObject({ document, hashes: { ru: hashOfText(reply.json.texts.ru) } });
      expect((await at.desk.get(`/texts/${document}`, { accept: 'text/html' })).status).toBe(200);
    },
  );

  test('unknown documents and versions are 404, bad ids too', async () => {
    for (const path of [
      '/texts/other',
      '/policy/versions/policy-999',
      '/policy/versions/other-1',
      '/policy/versions/x',
    ])
      expect([path, (await at.desk.get(path)).status]).toEqual([path, 404]);
  });
});

describe('GET /texts?form=', () => {
  test('C2: what is shown with a form, in the language of the request, each with a proof; never kept by a cache', async () => {
    const reply = await at.desk.get('/texts?form=registration', { 'accept-language': 'en' });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const { policy, consents } = reply.json;
    expect(policy).toMatchObject({ version: expect.stringMatching(/^policy-/), proof: expect.any(String) });
    expect(consents.map((one: { purpose: string }) => one.purpose)).toEqual(['promotions', 'partners']);
    for (const { text, hash, language } of consents)
      expect([language, hash]).toEqual(['en', hashOfText(text)]);
    expect((await at.desk.get('/texts?form=other')).status).toBe(400);
    expect((await at.desk.get('/texts')).status).toBe(400);
  });
});

describe.skipIf(!hasStaff(OFFICER))('POST /staff/policy/versions', () => {
  test('P1: an officer posts; the version is in force at once and for everyone', async () => {
    const posted = await post({ ...texts('первая'), change: 'soft' });
    expect(posted.status).toBe(201);
    // Number 1 is the built-in text, which people have read before.
    expect(posted.json.n).toBeGreaterThan(1);
    expect(posted.json).not.toHaveProperty('by');
    const now = await at.desk.get('/policy');
    expect(now.json).toMatchObject({ id: posted.json.id, texts: texts('первая') });
    const list = await at.desk.get('/policy/versions');
    expect(list.json.current).toBe(posted.json.id);
    expect(list.json.items[0]).toMatchObject({ id: posted.json.id, change: 'soft' });
  });

  test('P2: a version by its id may be kept for ever, and two can be compared', async () => {
    const older = (await post({ ...texts('вторая'), change: 'soft' })).json;
    const newer = (await post({ ...texts('третья'), change: 'hard' })).json;
    const fixed = await at.desk.get(`/policy/versions/${older.id}`);
    expect(fixed.headers.get('cache-control')).toContain('immutable');
    expect(fixed.json.texts).toEqual(texts('вторая'));
    const compared = await at.desk.get(`/policy/compare?from=${older.id}&to=${newer.id}`, {
      'accept-language': 'ru',
    });
    const changed = compared.json.lines.filter(({ is }: { is: string }) => is !== 'same');
    expect(changed).toEqual([
      { is: 'removed', text: `вторая ${stamp}` },
      { is: 'added', text: `третья ${stamp}` },
    ]);
    const page = await at.desk.get(`/policy/compare?from=${older.id}&to=${newer.id}`, {
      accept: 'text/html',
    });
    expect(page.text).toMatch(/<del>.*вторая/);
    expect((await at.desk.get(`/policy/compare?from=${older.id}&to=promotions-1`)).status).toBe(404);
    expect((await at.desk.get(`/policy/compare?from=${older.id}`)).status).toBe(400);
  });

  test.skipIf(!hasClock)(
    'P1: a version with a later start comes into force by itself on that day',
    async () => {
      const before = (await at.desk.get('/policy')).json.id;
      const startsAt = new Date((await at.desk.now()) + 3 * 86_400_000).toISOString();
      const posted = await post({ ...texts('будущая'), change: 'soft', startsAt });
      expect(posted.json.startsAt).toBe(startsAt);
      expect((await at.desk.get('/policy')).json.id).toBe(before);
      await at.desk.jump({ advance: 'P3DT1M' });
      expect((await at.desk.get('/policy')).json.id).toBe(posted.json.id);
    },
  );

  test('P1, G3: refused are an empty language, the texts in force, a start in the past; the same key is the same version', async () => {
    const body = { ...texts('пятая'), change: 'soft' };
    const headers = { 'idempotency-key': `policy-suite-${stamp}` };
    const first = await post(body, OFFICER, headers);
    expect((await post(body, OFFICER, headers)).json).toEqual(first.json);
    expect((await post({ ...body, change: 'hard' }, OFFICER, headers)).status).toBe(422);
    for (const [change, code] of [
      [{}, 'text-unchanged'],
      [{ en: ' ' }, 'invalid'],
      [{ ...texts('шестая'), startsAt: '2020-01-01T00:00:00Z' }, 'start-in-past'],
      [{ ...texts('шестая'), other: 1 }, 'invalid'],
      [{ ...texts('шестая'), change: 'silent' }, 'invalid'],
      [{ ...texts('шестая'), document: 'account' }, 'invalid'],
    ] as const)
      expect(await post({ ...body, ...change })).toMatchObject({ status: 422, json: { code } });
  });

  test('P1: two languages of 60,000 Russian letters are taken, more is refused by its field', async () => {
    const long = `# П\n\n${'я'.repeat(59_000)} ${stamp}`;
    expect((await post({ document: 'partners', ru: long, en: long, change: 'soft' })).status).toBe(201);
    const longer = await post({
      document: 'partners',
      ru: `${long}${'я'.repeat(2_000)}`,
      en: 'x',
      change: 'soft',
    });
    expect(longer).toMatchObject({ status: 422, json: { errors: [{ field: 'ru', code: 'too-long' }] } });
  });

  test.skipIf(!hasStaff('agent@example.com', 'auditor@example.com'))(
    'only officers post: agents, auditors and strangers do not',
    async () => {
      const body = { ...texts('чужая'), change: 'soft' };
      expect((await post(body, 'agent@example.com')).status).toBe(403);
      expect((await post(body, 'auditor@example.com')).status).toBe(403);
      expect((await at.desk.post('/staff/policy/versions', body)).status).toBe(401);
    },
  );
});

test.skipIf(!hasClock)('P1: a version is posted by command too, at the time of the deployment', async () => {
  const before = new Date(await at.desk.now()).getTime();
  const { code, given, said } = await command();
  expect(code, said).toBe(0);
  expect(said).toMatch(/^Asked: deployment \S+ .*\.\n$/);
  const { id, startsAt } = JSON.parse(given);
  // The endpoint tells its time to the second.
  expect(Date.parse(startsAt)).toBeGreaterThanOrEqual(before - 1_000);
  expect(Date.parse(startsAt)).toBeLessThan(before + 120_000);
  const { current, items } = (await at.desk.get('/policy/versions')).json;
  expect([items[0].id, current]).toEqual([id, id]);
  const again = await command();
  expect(again).toEqual({
    code: 1,
    given: '',
    said: expect.stringContaining('Change them, or do not post.'),
  });
});
