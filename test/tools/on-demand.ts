/** Packages that only one tool needs, and rarely: installed into a cache folder when it runs, not with the program. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache');

/**
 * Installs packages in exact versions, without their scripts, unless they are there, and gives the folder: what is in
 * its `node_modules` finds the program's own packages too.
 * @param name of the folder in the cache
 * @param packages name → version
 * @throws Error with npm's words where it cannot install, e.g. without a network
 */
export async function onDemand(name: string, packages: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(CACHE, name);
  const versionIn = (one: string): string | undefined => {
    const file = join(folder, 'node_modules', one, 'package.json');
    if (!existsSync(file)) return undefined;
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: string };
    return version;
  };
  if (Object.entries(packages).every(([one, version]) => versionIn(one) === version)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', '--prefix', folder, ...flags], { cwd: folder });
  return folder;
}
