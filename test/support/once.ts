/**
 * What many files of one run want and nobody changes – bundles, templates: whoever asks first makes it, in a folder of the
 * run (`DESK_BUILT`, vitest.config.ts) that goes with it. So it is always of the sources as they are.
 */
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../infra/local/file-lock.ts';

/** Programs outside the tests have a folder of their own. */
const FOLDER = process.env['DESK_BUILT'] ?? mkdtempSync(join(tmpdir(), 'privacy-desk-built-'));
/** Who finds another making it waits, on a busy machine too. */
const PATIENCE_MS = 170_000;

/** The folder, its mark that it is whole, and the lock of whoever makes it; no lock where it is whole. */
function claimed(name: string): { folder: string; whole: string; release?: () => void } {
  mkdirSync(FOLDER, { recursive: true });
  const folder = join(FOLDER, name);
  const whole = `${folder}.whole`;
  if (existsSync(whole)) return { folder, whole };
  const release = takeLock(`${folder}.lock`, PATIENCE_MS);
  if (release === undefined) throw new Error(`somebody has been making ${name} for too long`);
  return { folder, whole, release };
}

/** The folder `name`, made by `make` if nobody has made it yet. Rejects with whatever `make` rejects with. */
export async function once(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const { folder, whole, release } = claimed(name);
  try {
    if (!existsSync(whole)) {
      await make(folder);
      mkdirSync(whole);
    }
  } finally {
    release?.();
  }
  return folder;
}

/** The same for what is made without waiting. */
export function onceNow(name: string, make: (folder: string) => void): string {
  const { folder, whole, release } = claimed(name);
  try {
    if (!existsSync(whole)) {
      make(folder);
      mkdirSync(whole);
    }
  } finally {
    release?.();
  }
  return folder;
}
