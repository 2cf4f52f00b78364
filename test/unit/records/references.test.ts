import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CROCKFORD, newReference, parseReference } from '../../../shared/records/references.ts';

const years = fc.integer({ min: 2024, max: 2099 });
const references = fc
  .tuple(years, fc.uint8Array({ minLength: 6, maxLength: 6 }))
  .map(([year, bytes]) => newReference(year, () => bytes));

/** The ten characters that the check character covers, and itself. */
const covered = (reference: string): string => reference.slice(3).replaceAll('-', '');
const rebuilt = (text: string): string => `PD-${text.slice(0, 4)}-${text.slice(4, 10)}-${text.slice(10)}`;
const swapped = (text: string, at: number, character: string): string =>
  text.slice(0, at) + character + text.slice(at + 1);

describe('references of cases', () => {
  test('G8: a reference is PD, the year of receipt, six random Crockford characters and a check character', () => {
    fc.assert(
      fc.property(references, (reference) => {
        expect(reference).toMatch(/^PD-\d{4}-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]$/);
        expect(parseReference(reference)).toBe(reference);
      }),
    );
  });

  test('G8: it is read without regard to case, with I and L for 1 and O for 0, with or without hyphens and spaces', () => {
    fc.assert(
      fc.property(references, fc.constantFrom('-', '', ' ', ' – '), (reference, between) => {
        const typed = reference
          .toLowerCase()
          .replaceAll('-', between)
          .replaceAll('0', 'o')
          .replaceAll('1', 'l');
        expect(parseReference(` ${typed} `)).toBe(reference);
        expect(parseReference(typed.replaceAll('l', 'I'))).toBe(reference);
      }),
    );
  });

  test('G8: any single wrong character is found', () => {
    fc.assert(
      fc.property(references, fc.nat(10), fc.constantFrom(...CROCKFORD), (reference, at, character) => {
        const text = covered(reference);
        fc.pre(text[at] !== character);
        expect(parseReference(rebuilt(swapped(text, at, character)))).toBeUndefined();
      }),
    );
  });

  test('G8: swapped neighbours are found, but for 0 and Z: that is what Luhn mod 32 promises', () => {
    fc.assert(
      fc.property(references, fc.nat(9), (reference, at) => {
        const text = covered(reference);
        const [one = '', other = ''] = [text[at], text[at + 1]];
        fc.pre(one !== other);
        const found = parseReference(rebuilt(swapped(swapped(text, at, other), at + 1, one))) === undefined;
        expect(found || [one, other].sort().join('') === '0Z').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('G8: what is no reference is none', () => {
    for (const text of [
      '',
      'PD',
      'PD-2026-K7M4QX-',
      'XX-2026-000000-0',
      'PD-2026-UUUUUU-0',
      'PD-20A6-000000-0',
      'PD-2026-000000-00',
      'x'.repeat(100_000),
    ]) {
      expect(parseReference(text)).toBeUndefined();
    }
  });

  test('G8: characters are spread evenly: nothing to guess', () => {
    const seen = new Map<string, number>();
    for (let i = 0; i < 256; i += 1) {
      for (const one of newReference(2026, () => new Uint8Array(6).fill(i)).slice(8, 14))
        seen.set(one, (seen.get(one) ?? 0) + 1);
    }
    expect([...seen.values()]).toEqual(Array(32).fill((256 * 6) / 32));
  });
});
