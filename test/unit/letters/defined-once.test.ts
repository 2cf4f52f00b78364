import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LETTER_ACTS } from '../../../shared/api/account-lifecycle.ts';
import { dataOf, factsOf, LETTER_KINDS, type LetterKind } from '../../../shared/domain/letters/kinds.ts';
import type { NewLetter } from '../../../shared/domain/letters/new-letter.ts';

/** The product's files; of tests, tools and the local cloud none. */
const FILES = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'functions', 'shared', ':(exclude)*.md'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file));
const TEXT = new Map(FILES.map((file) => [file, readFileSync(file, 'utf8')]));

const FACTS = 'shared/domain/letters/kinds.ts';
const NAMES = 'shared/letters/names.ts';
/** Where content comes from: one table for each way to a reader. */
const TABLES = [
  'shared/letters/printed-letters.ts',
  // Its part for requests.
  'shared/letters/request-letters.ts',
  'functions/letters/mailed-letters.ts',
  'functions/letters/owner-letters.ts',
  'functions/letters/other-letters.ts',
  'functions/letters/staff-letters.ts',
];
/** Two sentences of each, one for all clocks and one for the case: letters of one milestone are written side by side. */
const OF_CLOCKS = 'shared/letters/templates/clock-task.ts';

/** Files of the rooms of letters in which something of its own is said of a kind: where it is the key of an entry. */
const entriesOf = (kind: LetterKind): readonly string[] =>
  [...TEXT]
    .filter(([file]) => /^(shared\/(domain\/)?letters|functions\/letters)\//.test(file))
    .filter(([, text]) => new RegExp(`^ *(async )?'${kind}'[:(]`, 'm').test(text))
    .map(([file]) => file)
    .filter((file) => file !== OF_CLOCKS)
    .toSorted();

describe('a letter is defined once', () => {
  it.each(LETTER_KINDS)(
    '%s: its facts, its name, and where its content comes from – three places and its words',
    (kind) => {
      const [content, ...more] = entriesOf(kind).filter((file) => file !== FACTS && file !== NAMES);
      expect(more).toEqual([]);
      expect(TABLES).toContain(content);
      expect(entriesOf(kind)).toEqual([content, FACTS, NAMES].toSorted());
    },
  );

  it('nobody asks for its kind: what is particular to one is a fact of it', () => {
    // Events and a refusal have the names of letters that tell of them.
    const others: readonly string[] = [...LETTER_ACTS, 'policy-changed'];
    const names = LETTER_KINDS.filter((kind) => !others.includes(kind)).join('|');
    const asked = new RegExp(`(?:[!=]==|case|has\\() *'(${names})'`, 'g');
    const found = [...TEXT].flatMap(([file, text]) =>
      [...text.matchAll(asked)].map(([, kind]) => `${file}: ${kind}`),
    );
    expect(found.toSorted()).toEqual([
      // Whether today's has been queued already.
      'shared/domain/cases/escalate-daily.ts: case-overdue',
      // Carries the milestone, which its type asks for.
      'shared/domain/cases/planned.ts: case-reminder',
    ]);
  });

  it('what it carries is what its kind says, and goes to whom its kind is for: else it does not compile', () => {
    const fits: NewLetter = { id: 'L', kind: 'case-reminder', to: 'team', data: { milestone: 'overdue' } };
    // @ts-expect-error: a reminder names its milestone
    const without: NewLetter = { id: 'L', kind: 'case-reminder', to: 'team' };
    // @ts-expect-error: a receipt carries nothing
    const more: NewLetter = { id: 'L', kind: 'claim-receipt', to: 'requester', data: { day: '2026-12-07' } };
    // @ts-expect-error: a code to sign in goes to an owner
    const astray: NewLetter<'sign-in-code'>['to'] = 'requester';
    expect(dataOf('case-reminder', fits.data)).toEqual({ ok: true, data: { milestone: 'overdue' } });
    expect(dataOf('case-reminder', without.data)).toEqual({ ok: false });
    expect(dataOf('claim-receipt', more.data)).toEqual({ ok: true, data: undefined });
    expect(astray).toBe('requester');
  });

  it('N6: only what is nothing but a code leaves at most once; it is neither printed nor watched', () => {
    const once = LETTER_KINDS.filter((kind) => factsOf(kind).delivery === 'at-most-once');
    expect(once.toSorted()).toEqual([
      'claim-withdrawal-code',
      'fresh-code',
      'other-code',
      'request-code',
      'request-withdrawal-code',
      'sign-in-code',
    ]);
    for (const kind of once)
      expect(factsOf(kind)).toMatchObject({ code: true, printed: false, watched: false });
  });
});
