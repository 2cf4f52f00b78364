import { describe, expect, test } from 'vitest';
import { definition, loadSimulation } from './bundle.ts';
import { INVARIANTS } from './invariants/checks.ts';
import { PLANTED } from './planted.ts';

/** A defect that so many runs do not notice would get through. */
const SEEDS = Array.from({ length: 400 }, (_, n) => n + 1);

describe('planted defects: each is noticed by the invariant that is there for it', () => {
  test.each(PLANTED)('$what: $noticed', async (planted) => {
    const { simulate } = await loadSimulation(planted);
    const seen: string[] = [];
    for (const seed of [planted.seed ?? 1, ...SEEDS]) {
      const { failure } = await simulate(seed, { definition, play: planted.play ?? 'claims' });
      if (failure === undefined) continue;
      seen.push(failure.invariant);
      if (planted.noticed.some((invariant) => invariant === failure.invariant)) break;
    }
    expect(planted.noticed).toContain(seen.at(-1));
  });

  test('every invariant is proven by a defect, but for the one that the store itself enforces', () => {
    const proven = new Set(PLANTED.flatMap(({ noticed }) => noticed));
    expect(Object.keys(INVARIANTS).filter((name) => !proven.has(name as keyof typeof INVARIANTS))).toEqual([
      'ledger',
    ]);
  });
});
