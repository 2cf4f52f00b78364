/**
 * What many files of one run want and nobody changes: the bundles, and the templates with some settings. Whoever asks first
 * makes it, in a folder of the run (`DESK_BUILT`, vitest.config.ts) that goes with it: it is of the sources as they are.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDoors, FILES } from '../../infra/build.ts';
import type { BuiltFiles } from '../../infra/bundling/bundle.ts';
import { takeLock } from '../../infra/local/file-lock.ts';
import { synthesize } from '../../infra/local/synth.ts';

/** Programs outside the tests have a folder of their own. */
const FOLDER = process.env['DESK_BUILT'] ?? mkdtempSync(join(tmpdir(), 'privacy-desk-built-'));
/** Who finds another making it waits, on a busy machine too. */
const PATIENCE_MS = 170_000;

/** The folder `name`, made by `make` if nobody has made it yet. Rejects with whatever `make` rejects with. */
async function once(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const folder = join(FOLDER, name);
  const whole = `${folder}.whole`;
  if (existsSync(whole)) return folder;
  const release = takeLock(`${folder}.lock`, PATIENCE_MS);
  if (release === undefined) throw new Error(`somebody has been making ${name} for too long`);
  try {
    if (!existsSync(whole)) {
      await make(folder);
      mkdirSync(whole);
    }
    return folder;
  } finally {
    release();
  }
}

/** The bundles of all doors, and what each file is made of. */
export async function builtDoors(): Promise<{ readonly folder: string; readonly files: BuiltFiles }> {
  const folder = await once('doors', (outDir) => buildDoors({ outDir }));
  return { folder, files: JSON.parse(readFileSync(join(folder, FILES), 'utf8')) };
}

/** The templates and bundles of a local cloud, whatever its ports; `overrides` as for `npm start`. */
export function assembly(overrides?: string): Promise<string> {
  const key = createHash('sha256')
    .update(overrides ?? '')
    .digest('hex')
    .slice(0, 12);
  return once(`assembly-${key}`, async (outDir) => {
    const { folder } = await builtDoors();
    await synthesize({ outDir, overrides, buildDir: folder });
  });
}
