import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { letter } from '../../../infra/tools/new/letter.ts';
import { operation } from '../../../infra/tools/new/operation.ts';
import { CannotBegin, withEntry } from '../../../infra/tools/new/plan.ts';
import { record } from '../../../infra/tools/new/record.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const lines = (text: string) => text.split('\n').length;

describe('npm run new', () => {
  test.each([
    'people/mark-checked',
    'claims/mark-checked',
    'policy/mark-checked',
    'desk/mark-checked',
    'account/mark-checked',
    'publication/mark-checked',
  ])('%s: the files and entries of an operation with its page, twelve at most', (name) => {
    const { files, next } = operation(name, read);
    expect(files.length).toBeLessThanOrEqual(12);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    expect(next.length).toBeGreaterThan(3);
    const entries = files.filter(({ entry }) => entry === true);
    expect(entries).toHaveLength(4);
    for (const { path, text } of entries) {
      const before = read(path);
      expect([path, lines(text) - lines(before)]).toEqual([
        path,
        expect.toSatisfy((more) => more > 0 && more < 6),
      ]);
      expect(text.toLowerCase()).toMatch(/mark.?checked/);
    }
  });

  test.each([
    ['requester', 'shared/letters/printed-letters.ts'],
    ['owner', 'functions/letters/owner-letters.ts'],
    ['staff', 'functions/letters/staff-letters.ts'],
  ])('a letter to %s is four files and its sample', (reader, table) => {
    expect(letter(`${reader}/hello-there`, read).files.map(({ path }) => path)).toEqual([
      'shared/domain/letters/kinds.ts',
      'shared/letters/names.ts',
      'shared/letters/templates/hello-there.ts',
      table,
      'test/unit/letters/samples.ts',
    ]);
    expect(() => letter('hello-there', read)).toThrow(/one of requester, owner, staff/);
  });

  test('a kind of record is three files', () => {
    expect(record('hello-mark', read).files.map(({ path }) => path)).toEqual([
      'shared/records/kinds/hello-mark.ts',
      'shared/records/kinds/registry.ts',
      'shared/http/pages/texts/held-records.ts',
    ]);
  });

  test.each([
    'people/mark',
    'people/Mark-Checked',
    'mark-checked',
    'letters/mark-checked',
    'nowhere/mark-checked',
  ])('%s is refused, with what would do', (name) => {
    expect(() => operation(name, read)).toThrow(CannotBegin);
    expect(() => operation(name, read)).toThrow(/e\.g\. mark-checked|one of .*people/);
  });

  test('a table that has moved is not guessed at', () => {
    expect(() => withEntry('a.ts', () => 'const table = {};', { anchor: '} as const;', entry: 'x' })).toThrow(
      /a\.ts has no place/,
    );
  });
});
