import { describe, expect, test } from 'vitest';
import { readKnownRoots, verifyLetters } from '../../../infra/tools/known-roots.ts';
import { commitWithEvents } from '../../../shared/records/ledger.ts';
import type { Records } from '../../../shared/records/port.ts';
import { rootJws } from '../../../shared/records/roots.ts';
import { type PublicKey, publicKeys, publishedKeys } from '../../../shared/records/signing-keys.ts';
import { aHead, compose, contents } from '../letters/samples.ts';
import { A, aStore, event, secrets, sign } from './audited-store.ts';
import { someSecrets } from './builders.ts';

const letter = (language: 'ru' | 'en') => {
  const content = contents(language).find(({ kind }) => kind === 'ledger-root') ?? expect.fail();
  return compose(content, aHead(language)).text;
};

describe('A1: what the auditor keeps is what the audit reads', () => {
  test.each(['ru', 'en'] as const)(
    'the letter (%s) has a line of its own that goes into the file as it stands',
    (language) => {
      const lines = letter(language)
        .split('\n')
        .filter((line) => line.startsWith('{'));
      expect(lines).toHaveLength(1);
      expect(readKnownRoots(lines.join('\n'))).toEqual([{ day: '2026-12-06', root: 'aGVhZA.cm9vdA.c2ln' }]);
    },
  );

  test.each([
    ['lines', '{"day":"2027-01-25","root":"a"}\r\n\r\n{"day":"2027-01-26","root":"b"}\n'],
    [
      'a line that a mail program broke',
      '{"day":"2027-01-25",\n "root":"a"}\n{"day":"2027-01-26","root":\n"b"}',
    ],
    ['a JSON list', '[{"day": "2027-01-25", "root": "a"}, {"day": "2027-01-26", "root": "b"}]'],
  ])('%s are read', (_, text) => {
    expect(readKnownRoots(text)).toEqual([
      { day: '2027-01-25', root: 'a' },
      { day: '2027-01-26', root: 'b' },
    ]);
  });

  test.each([
    ['nothing', ''],
    ['an empty list', '[]'],
    ['other text', 'День: 25 января 2027 г.\n{"day":"2027-01-25","root":"a"}'],
    ['a day in words', '{"day":"25 January 2027","root":"a"}'],
    ['half a line', '{"day":"2027-01-25"}'],
    ['broken JSON', '{"day":"2027-01-25","root":a}'],
  ])('a file with %s is refused: an audit against nothing would find nothing', (_, text) => {
    expect(() => readKnownRoots(text)).toThrow(/auditor/);
  });
});

describe('A1: letters are verified with public keys alone', () => {
  const signedIn = async (records: Records) =>
    (await sign(records, 3)).map(({ root }) => ({ day: root.day, root: rootJws(root) }));
  const sent = async () => signedIn(await aStore());

  test('genuine ones, which sign each other', async () => {
    const letters = await sent();
    expect(letters).toHaveLength(4);
    expect(verifyLetters(letters, publishedKeys(secrets))).toEqual({ faults: [], missing: [] });
    // Signed before a rotation: retired keys stay published.
    expect(verifyLetters(letters, publishedKeys(someSecrets('k2', 'k1')))).toEqual({
      faults: [],
      missing: [],
    });
    expect(verifyLetters(letters.slice(2), publishedKeys(secrets))).toEqual({ faults: [], missing: [] });
  });

  test('a day without a letter is told', async () => {
    const [first, , ...rest] = await sent();
    const told = verifyLetters([first ?? expect.fail(), ...rest], publishedKeys(secrets));
    expect(told).toEqual({ faults: [], missing: ['2026-11-24'] });
  });

  test('the key of receipts does not pass for that of roots, nor a stranger’s for ours', async () => {
    const letters = await sent();
    const why = (keys: readonly PublicKey[]) =>
      new Set(verifyLetters(letters, keys).faults.map(({ what }) => what));
    const unknown = new Set(['is signed with an unknown key']);
    expect(why(publicKeys(secrets, 'receipt'))).toEqual(unknown);
    expect(why(publishedKeys(someSecrets('k2')))).toEqual(unknown);
    const [receipt] = publicKeys(secrets, 'receipt');
    const renamed = { ...(receipt ?? expect.fail()), kid: 'root:k1' };
    expect(why([renamed])).toEqual(new Set(['does not fit its signature']));
  });

  test('one that was changed, one of another day, one of another ledger', async () => {
    const [first, second] = await sent();
    const [header, payload = '', signature] = first?.root.split('.') ?? [];
    const changed = Buffer.from(payload, 'base64url').toString().replace('"chains":2', '"chains":3');
    const forged = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
    const keys = publishedKeys(secrets);
    const faults = (...letters: readonly ({ day: string; root: string } | undefined)[]) =>
      verifyLetters(
        letters.map((letter) => letter ?? expect.fail()),
        keys,
      ).faults;
    expect(faults({ day: '2026-11-23', root: forged })).toEqual([
      { day: '2026-11-23', what: 'does not fit its signature' },
    ]);
    expect(faults({ day: '2026-11-23', root: 'a.b.c' })).toEqual([
      { day: '2026-11-23', what: 'is no signed root' },
    ]);
    expect(faults(first, { day: '2026-11-25', root: second?.root ?? '' })).toEqual([
      { day: '2026-11-25', what: 'is that of 2026-11-24' },
    ]);
    const later = await aStore();
    await commitWithEvents(later, secrets, [], [{ subject: A, events: [event('noted')] }]);
    const [, follower] = await signedIn(later);
    expect(faults(first, follower)).toEqual([
      { day: '2026-11-24', what: 'does not follow the root before it' },
    ]);
  });
});
