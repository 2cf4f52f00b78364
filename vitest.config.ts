import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const suite = (name: string, options: { timeout?: number; parallel?: boolean; isolate?: boolean } = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    testTimeout: options.timeout ?? 10_000,
    hookTimeout: options.timeout ?? 60_000,
    fileParallelism: options.parallel ?? false,
    isolate: options.isolate ?? true,
  },
});

/** What the black-box suites run against (test/support/suite-target.ts). In the tests Vite puts its own `BASE_URL`, `/`, over the environment's. */
const remote = process.env['BASE_URL'] ?? '';

/** What files of this run share: bundles and templates, made when first asked for (test/support/built.ts). */
const built = join(tmpdir(), `privacy-desk-built-${process.pid}`);

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    environment: 'node',
    env: { DESK_BUILT: built, ...(/^https?:/.test(remote) ? { DESK_URL: remote } : {}) },
    globalSetup: 'test/support/remove-built.ts',
    maxWorkers: 2,
    projects: [
      // No test puts anything in the place of a module: files of a worker share what they load, a third of the time.
      suite('unit', { parallel: true, timeout: 60_000, isolate: false }),
      suite('contract', { parallel: true, timeout: 30_000 }),
      suite('security', { parallel: true, timeout: 60_000 }),
      // Each file has a local cloud of its own; a deployment that is given serves one file at a time.
      suite('api', { parallel: remote === '', timeout: 60_000 }),
      suite('workflow', { parallel: true, timeout: 120_000 }),
      // Whole stories, and what takes the whole house: seconds each, so not in `npm test`.
      suite('whole', { parallel: true, timeout: 120_000 }),
      suite('attacks', { parallel: true, timeout: 150_000 }),
      suite('browser', { parallel: remote === '', timeout: 120_000 }),
      suite('simulation', { parallel: true, timeout: 600_000 }),
      suite('bench', { timeout: 300_000 }),
      suite('deploy', { timeout: 600_000 }),
    ],
  },
});
