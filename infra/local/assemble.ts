/**
 * Builds the bundles, unless there are some, and synthesizes the profile `local`: the program behind `synthesize`. The CDK is
 * read while the bundler's threads work.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_DIR, buildDoors } from '../build.ts';
import { ROOT } from '../bundling/root.ts';
import { takeLock } from './file-lock.ts';

/** Two starts at once share the folder of the bundles: the second waits for the first. */
const PATIENCE_MS = 60_000;

const { outDir, overrides, buildDir } = JSON.parse(process.argv[2] ?? '') as {
  readonly outDir: string;
  readonly overrides: string;
  readonly buildDir?: string;
};

const release =
  buildDir === undefined
    ? takeLock(join(ROOT, 'node_modules', '.cache', 'privacy-desk', 'build.lock'), PATIENCE_MS)
    : () => undefined;
if (release === undefined) throw new Error('another start is building for more than a minute; try again');
const [{ BadSettings, loadSettings }, { newApp, privacyDesk }] = await Promise.all([
  import('../settings/load.ts'),
  import('../stacks/privacy-desk.ts'),
  buildDir === undefined ? buildDoors() : undefined,
]);
try {
  rmSync(outDir, { recursive: true, force: true });
  const app = newApp({ outdir: outDir });
  const settings = loadSettings('local', overrides);
  privacyDesk(app, { settings, buildDir: buildDir ?? BUILD_DIR, now: Date.now() });
  app.synth();
} catch (error) {
  if (!(error instanceof BadSettings)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  release();
}
