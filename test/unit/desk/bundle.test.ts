import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { exportCase } from '../../../functions/desk/bundle.ts';
import { csv } from '../../../shared/csv.ts';
import { rememberStaff } from '../../../shared/records/staff-directory.ts';
import { at, DeskWorld, RECEIVED, REQUEST } from './desk-world.ts';

const LATER = at('2026-12-15T09:00:00Z');

const exported = async (world: DeskWorld, reference: string, reason = 'lawyer') => {
  const result = await exportCase({ reference, sub: 'officer-1', reason }, LATER, world.deps);
  if (!result.ok) throw new Error(result.refusal.code);
  const files = Object.fromEntries(
    Object.entries(unzipSync(result.value.bytes)).map(([name, bytes]) => [name.split('/')[1] ?? '', bytes]),
  );
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  return { ...result.value, files, text, json: (name: string) => JSON.parse(text(name)) };
};

async function answered(request = REQUEST, hash?: string) {
  const world = new DeskWorld();
  await rememberStaff(
    world.deps,
    { sub: 'officer-1', role: 'officer', name: 'Олег Офицеров', email: 'o@example.com' },
    'ru',
    RECEIVED,
  );
  const reference = await world.claim(request);
  await world.act(reference, { act: 'note', text: '=HYPERLINK("http://evil") заметка' }, RECEIVED + 1000);
  await world.act(reference, { act: 'hold', reason: '+Ждём банк' }, RECEIVED + 2000);
  await world.act(
    reference,
    { act: 'answer', outcome: 'partly', text: 'Вернём половину.', reasons: 'Карта была в работе.' },
    RECEIVED + 3000,
  );
  await world.delivered(reference, RECEIVED + 60_000, hash);
  return { world, reference };
}

describe('the bundle for a lawyer', () => {
  test('K5: it has the claim, the answer, the proof of sending, the clock and the ledger', async () => {
    const { world, reference } = await answered();
    const file = await exported(world, reference, 'court');
    expect(file).toMatchObject({ name: `${reference}.zip`, type: 'application/zip' });
    expect(Object.keys(file.files).toSorted()).toEqual(
      [
        'answer-letter.html',
        'answer.txt',
        'case.json',
        'claim.txt',
        'clock.csv',
        'events.csv',
        'events.json',
        'index.html',
        'letters.json',
        'manifest.json',
        'texts.json',
      ].toSorted(),
    );
    expect(file.text('claim.txt')).toContain('Верните деньги-канарейка.');
    expect(file.text('answer.txt')).toContain('Карта была в работе.');
    const html = file.text('index.html');
    for (const words of [
      reference,
      'Анна Канарейкина',
      'Вернём половину.',
      'ses-message-1',
      'Олег Офицеров (officer-1)',
      'день 30',
      'Ждём банк',
    ])
      expect(html).toContain(words);
    expect(html).not.toMatch(/<script|src=|href="http/);
  });

  test('K5: the clock is there day by day: 30 days counted, the day of receipt not', async () => {
    const { world, reference } = await answered();
    const rows = (await exported(world, reference)).text('clock.csv').trim().split('\r\n').slice(1);
    expect(rows.filter((row) => row.includes('"yes"'))).toHaveLength(30);
    expect(rows[0]).toContain('"2026-11-23","no"');
  });

  test('A1: all events are there as they lie in the ledger, with their seals', async () => {
    const { world, reference } = await answered();
    const before = await world.events(reference);
    expect((await exported(world, reference)).json('events.json')).toEqual(before);
  });

  test('K5: every file has its SHA-256 in the manifest, and that of the manifest is in the ledger', async () => {
    const { world, reference } = await answered();
    const { files, json } = await exported(world, reference);
    const sha = (bytes: Uint8Array | undefined) =>
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex');
    const manifest = json('manifest.json') as { files: { name: string; sha256: string; bytes: number }[] };
    expect(manifest.files.map(({ name }) => name).toSorted()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'manifest.json')
        .toSorted(),
    );
    for (const { name, sha256, bytes } of manifest.files) {
      expect(sha(files[name])).toBe(sha256);
      expect(files[name]?.length).toBe(bytes);
    }
    expect((await world.events(reference)).at(-1)).toMatchObject({
      type: 'exported',
      by: 'staff:officer-1',
      reason: 'lawyer',
      data: { manifest: sha(files['manifest.json']) },
    });
  });

  test('G2: the export leaves its event and nothing else', async () => {
    const { world, reference } = await answered();
    const before = await world.file(reference);
    const count = [...world.records.everything()].length;
    await exported(world, reference);
    expect(await world.file(reference)).toEqual(before);
    expect([...world.records.everything()]).toHaveLength(count + 1);
  });

  test('the same case at the same instant gives the same bytes', async () => {
    const pack = async () => {
      const { world, reference } = await answered();
      return Buffer.from((await exported(world, reference)).bytes).toString('base64');
    };
    expect(await pack()).toBe(await pack());
  });

  test('A2: no cell of a table begins as a formula, whoever wrote it', async () => {
    const { world, reference } = await answered();
    const file = await exported(world, reference, '@SUM(A1)');
    for (const name of ['events.csv', 'clock.csv'])
      for (const cell of file.text(name).match(/"(?:[^"]|"")*"/g) ?? [])
        expect(cell).not.toMatch(/^"\s*[=+\-@＝＋－＠]/);
    expect(file.text('events.csv')).toContain('\'=HYPERLINK(""http://evil"") заметка');
  });

  test.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '  =1', '＝1', '＋1', '－1', '＠x'])(
    'A2: a spreadsheet does not run %j',
    (text) => {
      expect(csv(['head'], [[text]])).toContain(`"'${text}"`);
    },
  );

  test('G15: the secret of the claimant’s link and one-time codes are nowhere in it', async () => {
    const { world, reference } = await answered();
    const { link = expect.fail('no link') } = await world.body(reference);
    const { files } = await exported(world, reference);
    for (const bytes of Object.values(files)) {
      expect(strFromU8(bytes)).not.toContain(link.nonce);
      expect(strFromU8(bytes)).not.toContain(link.id);
    }
  });

  test('security: what people typed is text in the pages, never a tag', async () => {
    const { world, reference } = await answered({
      ...REQUEST,
      facts: '<script>alert(1)</script><img src=x onerror=alert(1)>',
    });
    const html = (await exported(world, reference)).text('index.html');
    expect(html).toContain('&lt;script>');
    expect(html).not.toMatch(/<script|<img/);
  });

  test('N6: the letter that was sent is restored word for word, and its hash proves it', async () => {
    const { world, reference } = await answered();
    const file = await exported(world, reference);
    const { hash } = (file.json('letters.json') as { kind: string; hash: string }[]).find(
      ({ kind }) => kind === 'claim-answer',
    ) ?? { hash: '' };
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(file.text('index.html')).toContain('Письмо восстановлено дословно');
    expect(file.text('answer-letter.html')).toContain('Вернём половину.');
  });

  test('N6: where the recorded hash is another, the bundle says so', async () => {
    const { world, reference } = await answered(REQUEST, 'f'.repeat(64));
    expect((await exported(world, reference)).text('index.html')).toContain(
      'не совпадает с записанной при отправке',
    );
  });

  test('K5: an open claim has no answer yet, and its bundle says so', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    const file = await exported(world, reference);
    expect(Object.keys(file.files)).not.toContain('answer.txt');
    expect(file.text('index.html')).toContain('Решения ещё нет.');
  });

  test('G13: the bundle speaks the language of the case', async () => {
    const world = new DeskWorld();
    const reference = await world.claim({ ...REQUEST, language: 'en' });
    const html = (await exported(world, reference)).text('index.html');
    expect(html).toContain('The claim as typed');
    expect(html).toContain('<html lang="en">');
  });

  test('there is no bundle of a case that does not exist', async () => {
    const { deps } = new DeskWorld();
    expect(
      await exportCase({ reference: 'PD-2026-AAAAAA-A', sub: 'o', reason: 'lawyer' }, LATER, deps),
    ).toMatchObject({
      ok: false,
      refusal: { code: 'not-found' },
    });
  });
});
