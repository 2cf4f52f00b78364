import { describe, expect, it } from 'vitest';
import { CLAIM_ACT_WORDS, CLAIM_OUTCOMES } from '../../../shared/http/pages/desk/kinds/claim-words.ts';
import { CLAIM_CASE_WORDS } from '../../../shared/http/pages/kinds/claim-words.ts';
import { ACT_WORDS } from '../../../shared/http/pages/texts/acts.ts';
import { CASE_WORDS } from '../../../shared/http/pages/texts/case-words.ts';
import { CLAIM_WORDS } from '../../../shared/http/pages/texts/claim.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import { HOME_WORDS } from '../../../shared/http/pages/texts/home.ts';
import { FIELD_LABELS, fieldLabel, KIT } from '../../../shared/http/pages/texts/kit.ts';
import { PROBLEM_WORDS } from '../../../shared/http/pages/texts/problems.ts';
import { STATUS_WORDS } from '../../../shared/http/pages/texts/status.ts';
import { plural } from '../../../shared/words/bilingual.ts';
import { CLAIM_NAMES } from '../../../shared/words/claim-names.ts';

const ALL = {
  CLAIM_NAMES,
  CLAIM_CASE_WORDS,
  CLAIM_OUTCOMES,
  CLAIM_ACT_WORDS,
  ACT_WORDS,
  KIT,
  FIELD_LABELS,
  CASE_WORDS,
  CLAIM_WORDS,
  DESK_WORDS,
  HOME_WORDS,
  PROBLEM_WORDS,
  STATUS_WORDS,
};
/** Names that are the same in both languages, and words of the other one. */
const SAME = new Set(['product', 'switchTo', 'deskNote', 'signedAs', 'more', 'bundle']);

/** Every text with its dotted place; texts of arguments are read with sample ones. */
function leaves(value: unknown, at = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value === 'function') return [[at, String(value('3', 3))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, at === '' ? key : `${at}.${key}`));
}

describe.each(Object.entries(ALL))('G13: the texts of %s', (_, { ru, en }) => {
  const english = new Map(leaves(en));

  it('stand in both languages, each in its own', () => {
    for (const [at, text] of leaves(ru)) {
      const other = english.get(at);
      expect([at, other]).not.toEqual([at, undefined]);
      if (SAME.has(at.split('.').at(-1) ?? '')) continue;
      expect([at, /[а-яё]/i.test(other ?? '')]).toEqual([at, false]);
      if (/[a-z]{4}/i.test(other ?? '')) expect([at, /[а-яё]/i.test(text)]).toEqual([at, true]);
    }
    expect(english.size).toBe(leaves(ru).length);
  });

  it('keep to Russian typography: «…», a dash with spaces, no straight quotes', () => {
    for (const [at, text] of leaves(ru)) expect([at, /["“”]| - /.test(text)]).toEqual([at, false]);
  });
});

it('G13: Russian numbers take the right form: 1 день, 2 дня, 5 дней, 11 дней, 21 день, 112 дней', () => {
  const days = (n: number) => `${n} ${plural(n, 'день', 'дня', 'дней')}`;
  expect([1, 2, 5, 11, 21, 112, 0].map(days)).toEqual([
    '1 день',
    '2 дня',
    '5 дней',
    '11 дней',
    '21 день',
    '112 дней',
    '0 дней',
  ]);
});

it('G6: a field inside another is named by its own words, else by the last word of its path', () => {
  expect(fieldLabel('about.email', 'ru')).toBe('Электронная почта');
  expect(fieldLabel('correct.phone.shouldBe', 'en')).toBe('As it should be');
  expect(fieldLabel('document.type', 'en')).toBe('Which document was shown');
});
