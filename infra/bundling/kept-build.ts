/**
 * Bundles that were built before from the very same sources: every start of the local cloud and several tests want them,
 * and building all doors costs many times what looking costs. A deployment never takes them (`npm run build`).
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../local/file-lock.ts';

/** All that a bundle is made of, by path in the repository. Packages are known by the lockfile. */
const SOURCES = [
  'functions',
  'shared',
  'infra/bundling',
  'infra/build.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
] as const;

/** So many builds are kept: of the branches that somebody goes back and forth between. */
const KEPT = 4;
/** Who finds another building waits for that one's bundles. */
const PATIENCE_MS = 120_000;

/** SHA-256 (hex) over names and bytes of `sources` under `root`; a source that is not there counts as such. */
export function sourcesHash(root: string, sources: readonly string[] = SOURCES): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = !existsSync(path)
      ? []
      : statSync(path).isFile()
        ? [source]
        : readdirSync(path, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
            .toSorted();
    hash.update(`${source} ${files.length}\n`);
    for (const file of files) {
      const bytes = readFileSync(join(root, file));
      hash.update(`${file} ${bytes.length}\n`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/**
 * Copies the build of the present sources into `outDir`, which must not exist yet; who is first makes it. Throws whatever
 * `make` throws; nothing is kept then.
 * @param make builds into the folder it is given
 */
export async function copyKept(
  root: string,
  outDir: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const cache = join(root, 'node_modules', '.cache', 'privacy-desk');
  const builds = join(cache, 'builds');
  const kept = join(builds, sourcesHash(root));
  mkdirSync(builds, { recursive: true });
  const release = takeLock(join(cache, 'kept-build.lock'), PATIENCE_MS);
  if (release === undefined) throw new Error('another build has been going on for two minutes; try again');
  try {
    if (!existsSync(join(kept, 'whole'))) {
      rmSync(kept, { recursive: true, force: true });
      await make(join(kept, 'files'));
      mkdirSync(join(kept, 'whole'));
    }
    cpSync(join(kept, 'files'), outDir, { recursive: true });
    forgetOld(builds, kept);
  } finally {
    release();
  }
}

function forgetOld(builds: string, present: string): void {
  const others = readdirSync(builds)
    .map((name) => join(builds, name))
    .filter((path) => path !== present)
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .toSorted((a, b) => b.at - a.at);
  for (const { path } of others.slice(KEPT - 1)) rmSync(path, { recursive: true, force: true });
}
