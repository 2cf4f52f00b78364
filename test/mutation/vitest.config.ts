/**
 * What mutants are tried against: the tests of the rooms that are mutated. Left out is what starts programs of its own
 * (they would run the code unchanged), what measures time (changed code is slower) and one loop of a second: with
 * hundreds of constants that only a fresh start can change, each second counts by the quarter of an hour.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'test/unit/{law,domain}/**/*.test.ts',
      'test/unit/consent/{decide,events,may,properties,purpose,receipt,withdrawal}.test.ts',
      'test/unit/policy/versions.test.ts',
      'test/unit/registration/{lifecycle,person,profile,release}.test.ts',
      'test/unit/letters/state.test.ts',
    ],
    exclude: ['test/unit/law/tools.test.ts'],
    testNamePattern: /^(?!.*(less than 0\.2 ms|every day of 1896-2104))/,
    maxWorkers: 1,
  },
});
