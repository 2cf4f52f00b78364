import { describe, expect, test } from 'vitest';
import { recordFirst } from '../../../functions/policy/record-first.ts';
import { audit } from '../../../shared/records/audit.ts';
import { ensureFirst, listVersions, postVersion, readText } from '../../../shared/records/documents.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { showCurrent, standingOf } from '../../../shared/records/shown-texts.ts';
import { hashOfText } from '../../../shared/records/text-hash.ts';
import { SETTINGS } from '../../support/http-door.ts';
import { AT, someSecrets, tampered } from './builders.ts';

const secrets = someSecrets();
const HOUR = 3_600_000;
const texts = (word: string) => ({ ru: `# Политика\n\n${word}`, en: `# Policy\n\n${word}` });

const post = (records: MemoryRecords, word: string, at = AT, key?: string) =>
  postVersion(
    {
      document: 'policy',
      texts: texts(word),
      change: 'soft',
      by: 'staff:7',
      ...(key === undefined
        ? {}
        : { once: { route: 'POST /staff/policy/versions', who: '7', key, body: word } }),
    },
    at,
    { records, secrets },
  );

describe('versions of documents', () => {
  test('P1, G1: a posting stores version, both texts and its event; both texts are found by their hashes', async () => {
    const records = new MemoryRecords();
    const posted = await post(records, 'one');
    expect(posted).toMatchObject({ ok: true, value: { n: 1, hashes: { ru: hashOfText(texts('one').ru) } } });
    expect(await listVersions(records, 'policy')).toEqual(posted.ok ? [posted.value] : []);
    expect(await readText(records, hashOfText(texts('one').en), AT)).toBe(texts('one').en);
    const [event, more] = await readChain(records, 'documents');
    expect(more).toBeUndefined();
    expect(event?.body).toMatchObject({
      type: 'document-posted',
      by: 'staff:7',
      data: { version: 'policy-1', change: 'soft' },
    });
  });

  test('P1: four postings at once get four numbers, none is lost', async () => {
    const records = new MemoryRecords();
    const all = await Promise.all(Array.from({ length: 4 }, (_, i) => post(records, `word ${i}`)));
    expect(all.map((one) => one.ok)).toEqual([true, true, true, true]);
    expect((await listVersions(records, 'policy')).map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  test('G3: the same posting again with its key is the same version; another text under the key is refused', async () => {
    const records = new MemoryRecords();
    const key = 'a-key-of-a-posting-0001';
    const first = await post(records, 'one', AT, key);
    expect(await post(records, 'one', AT + 1, key)).toEqual(first);
    expect(await post(records, 'two', AT, key)).toMatchObject({ refusal: { code: 'idempotency-mismatch' } });
    expect(await listVersions(records, 'policy')).toHaveLength(1);
  });

  test('P1: an earlier text can come back; its bytes are stored once', async () => {
    const records = new MemoryRecords();
    await post(records, 'one');
    await post(records, 'two', AT + HOUR);
    expect(await post(records, 'one', AT + 2 * HOUR)).toMatchObject({ ok: true, value: { n: 3 } });
    expect([...records.everything()].filter(({ kind }) => kind === 'document-text')).toHaveLength(4);
    expect((await audit(records, secrets, AT + 3 * HOUR)).findings).toEqual([]);
  });

  test('P5, G2: before anything is recorded the built-in text is shown, and nothing is written', async () => {
    const records = new MemoryRecords();
    const shown = await showCurrent('promotions', AT, { records, settings: SETTINGS });
    expect(shown).toMatchObject({ standing: { recorded: false }, version: { n: 1, by: 'system' } });
    expect(shown.version.hashes.ru).toBe(hashOfText(shown.texts.ru));
    expect([...records.everything()]).toEqual([]);
  });

  test('P5: the sweep records the first version of each document once, however often it runs, with the text that was shown', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets, settings: SETTINGS };
    const before = await showCurrent('promotions', AT, deps);
    await Promise.all([recordFirst(AT, deps), recordFirst(AT, deps)]);
    expect(await recordFirst(AT + HOUR, deps)).toEqual([]);
    const standing = await standingOf('promotions', AT + HOUR, deps);
    expect(standing).toMatchObject({ recorded: true, current: { n: 1, hashes: before.version.hashes } });
    expect(await readChain(records, 'documents')).toHaveLength(4);
    expect((await audit(records, secrets, AT)).findings).toEqual([]);
  });

  test('P4: when the settings change, the sweep says that the recorded built-in text is out of date; a posted one is the officer’s', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets, settings: SETTINGS };
    await recordFirst(AT, deps);
    const settings = { ...SETTINGS, retention: { claimFileYears: 5, technicalDays: 30 } };
    expect(await recordFirst(AT + HOUR, { ...deps, settings })).toEqual(['policy']);
    await post(records, 'one', AT + 2 * HOUR);
    expect(await recordFirst(AT + 3 * HOUR, { ...deps, settings })).toEqual([]);
  });

  test('a first version is never put over one that is there', async () => {
    const records = new MemoryRecords();
    await post(records, 'one');
    const versions = await ensureFirst({ records, secrets }, 'policy', () => texts('built-in'), AT + HOUR);
    expect(versions.map(({ by }) => by)).toEqual(['staff:7']);
  });
});

describe('the audit of documents (A1, P1)', () => {
  const store = async () => {
    const records = new MemoryRecords();
    await post(records, 'one');
    await post(records, 'two', AT + HOUR);
    return records;
  };
  const findings = async (records: MemoryRecords) => (await audit(records, secrets, AT + 2 * HOUR)).findings;

  test('A1: any field of a version or a text that is changed is found', async () => {
    const records = await store();
    const items = [...records.everything()].filter(({ kind }) => kind.startsWith('document'));
    expect(items).toHaveLength(6);
    for (const item of items)
      for (const [name, value] of Object.entries(item.body)) {
        const changed =
          name === 'change'
            ? 'hard'
            : name === 'language'
              ? value === 'ru'
                ? 'en'
                : 'ru'
              : name === 'document'
                ? 'partners'
                : typeof value === 'boolean'
                  ? !value
                  : typeof value === 'number'
                    ? value + 1
                    : typeof value === 'string'
                      ? `${value}1`
                      : { ru: hashOfText('x'), en: hashOfText('y') };
        const wrong = tampered(records, (one) =>
          one.pk === item.pk && one.sk === item.sk ? { ...one, body: { ...one.body, [name]: changed } } : one,
        );
        expect([item.pk, name, (await findings(wrong)).length > 0]).toEqual([item.pk, name, true]);
      }
  });

  test('A1: a version or a text that is gone is found, also when its event was cut off with it', async () => {
    const records = await store();
    const gone = async (which: (pk: string, sk: string) => boolean) =>
      findings(tampered(records, (one) => (which(one.pk, one.sk) ? undefined : one)));
    expect(await gone((pk, sk) => pk === 'DOCUMENT#policy' && sk === 'V#000002')).not.toEqual([]);
    expect(await gone((pk) => pk === `TEXT#${hashOfText(texts('one').ru)}`)).not.toEqual([]);
    expect(await gone((pk, sk) => pk === 'CHAIN#documents' && sk.endsWith('2'))).not.toEqual([]);
    expect(await gone(() => false)).toEqual([]);
  });
});
