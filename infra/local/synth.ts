/** Builds the bundles and synthesizes the app with the profile `local`, for this cloud's own addresses. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeLock } from './file-lock.ts';
import type { LocalAddresses, Log } from './types.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Two starts at once share the folder of the bundles: the second waits for the first. */
const PATIENCE_MS = 60_000;

type Json = Readonly<Record<string, unknown>>;

/** Settings that follow from the ports, with the caller's own laid over them. */
export function overridesOf(addresses: LocalAddresses, given: string | undefined): Json {
  const own: Json = {
    baseUrl: addresses.site,
    sites: [addresses.site, addresses.site.replace('127.0.0.1', 'localhost')],
    staff: { login: { issuer: addresses.issuer } },
    local: { inbox: addresses.inbox, clock: addresses.clock, mail: addresses.mail },
  };
  return given === undefined ? own : merge(own, JSON.parse(given) as Json);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(base: Json, over: Json): Json {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const under = merged[name];
    merged[name] = isObject(under) && isObject(value) ? merge(under, value) : value;
  }
  return merged;
}

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  log: Log,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    execFile(process.execPath, args, { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      log.debug(`${out}${err}`.trim());
      if (error === null) resolve();
      else reject(new Error(`${args[0]} failed:\n${`${out}${err}`.trim().slice(-8_000)}`));
    });
  });
}

/** Builds and synthesizes into `outDir`. Rejects with the output of what failed. */
export async function synthesize(
  outDir: string,
  addresses: LocalAddresses,
  overrides: string | undefined,
  log: Log,
): Promise<void> {
  const settings = overridesOf(addresses, overrides);
  const release = takeLock(join(ROOT, 'node_modules', '.cache', 'privacy-desk', 'build.lock'), PATIENCE_MS);
  if (release === undefined) throw new Error('another start is building for more than a minute; try again');
  try {
    await run(['infra/build.ts', '--kept'], {}, log);
    rmSync(outDir, { recursive: true, force: true });
    const file = join(ROOT, 'cdk.json');
    const cdk = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { context?: Json }) : {};
    const context = { ...cdk.context, settings: 'local', overrides: JSON.stringify(settings) };
    const environment = {
      CDK_OUTDIR: outDir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      // CloudFormation's own rules cost more than all the rest (2.3 of 4 s); `npm run synth` and the tests apply them.
      CDK_VALIDATION: 'false',
    };
    await run(['infra/app.ts'], environment, log);
  } finally {
    release();
  }
}
