/** Bundles programs of the bench that reach TSX, and runs them in a process of their own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { loadSettings } from '../../infra/settings/load.ts';
import { runtimeOf } from '../../infra/settings/runtime.ts';
import { ENV, TABLES } from '../../shared/names.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** Environment of child processes: no compile cache, and the zone of Lambda. */
export const CHILD_ENV: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_DISABLE_COMPILE_CACHE: '1',
  TZ: 'UTC',
  NODE_OPTIONS: '',
};

/** What a door finds in its environment; nothing of it is called. */
export const DOOR_ENV: NodeJS.ProcessEnv = {
  ...Object.fromEntries(TABLES.map((table) => [ENV.tables[table], `bench-${table}`])),
  [ENV.dataKey]: 'arn:aws:kms:eu-central-1:000000000000:key/bench',
  [ENV.rootSecret]: 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:bench',
  [ENV.workflows]: '{"claim":"arn:aws:states:eu-central-1:000000000000:stateMachine:bench-claims"}',
  [ENV.configurationSet]: 'bench',
  [ENV.settings]: JSON.stringify(runtimeOf(loadSettings('local'), { baseUrl: 'https://desk.example' })),
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'not-a-real-one',
};

/** Runs a program of this folder and reads the JSON that it prints. */
export async function runBundled<T>(
  folder: string,
  program: string,
  args: readonly string[] = [],
): Promise<T> {
  const outfile = join(folder, `${program}.mjs`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: [join('test/bench', `${program}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return JSON.parse(await outputOf([outfile, ...args])) as T;
}

/** Output of a Node process; where it fails, the end of what it said. */
export async function outputOf(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = { env: { ...CHILD_ENV, ...DOOR_ENV, ...env }, maxBuffer: 64 * 1024 * 1024 };
  try {
    return (await promisify(execFile)(process.execPath, [...args], options)).stdout;
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    // Minified code is quoted in full where it throws.
    const end = stderr.split('\n').map((line) => line.slice(0, 200));
    throw new Error(`${args.join(' ')} failed:\n${end.slice(-20).join('\n')}`);
  }
}
