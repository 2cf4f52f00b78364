import { describe, expect, test } from 'vitest';
import { readKnownRoots } from '../../../infra/tools/known-roots.ts';
import { composeLetter } from '../../../shared/letters/compose.ts';
import { aHead, contents } from '../letters/samples.ts';

const letter = (language: 'ru' | 'en') => {
  const content = contents(language).find(({ kind }) => kind === 'ledger-root') ?? expect.fail();
  return composeLetter(content, aHead(language)).text;
};

describe('A1: what the auditor keeps is what the audit reads', () => {
  test.each(['ru', 'en'] as const)(
    'the letter (%s) has a line of its own that goes into the file as it stands',
    (language) => {
      const lines = letter(language)
        .split('\n')
        .filter((line) => line.startsWith('{'));
      expect(lines).toHaveLength(1);
      expect(readKnownRoots(lines.join('\n'))).toEqual([{ day: '2026-12-06', mac: 'c2ln' }]);
    },
  );

  test.each([
    ['lines', '{"day":"2027-01-25","mac":"a"}\r\n\r\n{"day":"2027-01-26","mac":"b"}\n'],
    [
      'a line that a mail program broke',
      '{"day":"2027-01-25",\n "mac":"a"}\n{"day":"2027-01-26","mac":\n"b"}',
    ],
    ['a JSON list', '[{"day": "2027-01-25", "mac": "a"}, {"day": "2027-01-26", "mac": "b"}]'],
  ])('%s are read', (_, text) => {
    expect(readKnownRoots(text)).toEqual([
      { day: '2027-01-25', mac: 'a' },
      { day: '2027-01-26', mac: 'b' },
    ]);
  });

  test.each([
    ['nothing', ''],
    ['an empty list', '[]'],
    ['other text', 'День: 25 января 2027 г.\n{"day":"2027-01-25","mac":"a"}'],
    ['a day in words', '{"day":"25 January 2027","mac":"a"}'],
    ['half a line', '{"day":"2027-01-25"}'],
    ['broken JSON', '{"day":"2027-01-25","mac":a}'],
  ])('a file with %s is refused: an audit against nothing would find nothing', (_, text) => {
    expect(() => readKnownRoots(text)).toThrow(/auditor/);
  });
});
