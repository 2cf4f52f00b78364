import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/records/canonical.ts';

/** The same data with the members of every object in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, one]) => [name, turned(one)]),
  );
}

describe('canonical JSON', () => {
  test('G3: equal data give equal text, in whatever order their fields came', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(turned(value)) === canonicalJson(value)));
  });

  test('G3: different data give different text: it reads back as what it was made of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('members are sorted by UTF-16 units and left out when undefined', () => {
    expect(canonicalJson({ б: 1, a: [true, null, 'ё'], A: undefined, B: 1e21 })).toBe(
      '{"B":1e+21,"a":[true,null,"ё"],"б":1}',
    );
  });

  test('what is no JSON is refused, not guessed', () => {
    for (const value of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      new Date(0),
      new Uint8Array(1),
      undefined,
      () => 1,
      1n,
    ]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});
