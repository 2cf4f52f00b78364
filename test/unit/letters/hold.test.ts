import { describe, expect, test } from 'vitest';
import { holdEnds, mayGo } from '../../../shared/domain/letters/hold.ts';

const from = (...counts: readonly number[]): readonly string[] =>
  counts.flatMap((count, n) => Array.from({ length: count }, () => `network-${n}`));

describe('T3: what is held goes by itself', () => {
  test('after an hour', () => {
    expect(holdEnds('2026-11-23T07:15:00.000Z')).toBe('2026-11-23T08:15:00.000Z');
  });

  test('while twenty wait, not while twenty-one do, wherever they are from', () => {
    const twenty = from(...Array.from({ length: 20 }, () => 1));
    expect(mayGo('network-0', twenty)).toBe(true);
    expect(mayGo('network-0', [...twenty, 'network-20'])).toBe(false);
  });

  test('while three of its network wait, not while four do; another network is not touched by them', () => {
    expect(mayGo('network-0', from(3))).toBe(true);
    expect(mayGo('network-0', from(4, 1))).toBe(false);
    expect(mayGo('network-1', from(4, 1))).toBe(true);
  });
});
