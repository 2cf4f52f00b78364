import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './run.ts';

/** What is installed, exactly. */
const PACKAGES = ['ministack==1.5.33', 'cfn-lint==1.58.0'];
const FOLDER = resolve(
  'node_modules/.cache/privacy-desk',
  `deploy-${PACKAGES.join('-').replaceAll('==', '-')}`,
);

/**
 * Folder with the programs of a Python environment that holds the emulator and cfn-lint; made at the first run, from
 * PyPI. A folder that was left half done is made anew. Throws where there is no python3 of 3.10 or newer with venv.
 */
export async function pythonPrograms(signal: AbortSignal): Promise<string> {
  const bin = join(FOLDER, 'bin');
  const ready = join(FOLDER, 'ready');
  if (existsSync(ready)) return bin;
  const steps: readonly (readonly [string, ...string[]])[] = [
    ['python3', '-m', 'venv', '--clear', FOLDER],
    [join(bin, 'python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES],
  ];
  for (const [command, ...args] of steps) {
    const { code, out } = await run(command, args, { signal });
    if (code !== 0)
      throw new Error(`The emulator could not be installed: ${command} ${args.join(' ')}\n${out}`);
  }
  writeFileSync(ready, '');
  return bin;
}
