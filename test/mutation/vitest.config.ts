/** The tests of one room, named by MUTATE_ROOM (rooms.ts). */
import { defineConfig } from 'vitest/config';
import { ROOMS } from './rooms.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    environment: 'node',
    include: [...(ROOMS[process.env['MUTATE_ROOM'] ?? 'law']?.tests ?? [])],
    // Starts programs of its own; asks git for files, of which a copy of the project has none.
    exclude: ['test/unit/law/tools.test.ts', 'test/unit/letters/defined-once.test.ts'],
    testNamePattern: /^(?!.*(less than 0\.2 ms|under 50 ms|every day of 1896-2104))/,
    testTimeout: 60_000,
    maxWorkers: 1,
  },
});
