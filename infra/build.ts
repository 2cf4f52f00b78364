/**
 * Builds the bundle of every door: `.build/<door>/index.cjs`, and beside it a file for each module that the door loads
 * with `import()` (`npm run build`; the CDK runs it before each synth by cdk.json's `build` key). With `--kept`, bundles
 * that were built of the very same sources are taken.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { DOORS, type DoorName } from '../shared/names.ts';
import { assetPaths } from './bundling/asset-paths.ts';
import { ballast } from './bundling/ballast.ts';
import { copyKept } from './bundling/kept-build.ts';
import { bundleInPieces } from './bundling/split.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where the bundles lie; the stacks take each door's folder as its code. */
export const BUILD_DIR = join(ROOT, '.build');

/** Beside the doors: what esbuild knows of all their files. */
const METAFILE = 'metafile.json';

/** The door that serves the OpenAPI document, and the program that prints it. */
const OPENAPI_DOOR: DoorName = 'site-public';
const OPENAPI_PROGRAM = 'functions/site/openapi-build.ts';

/**
 * Settings of every bundle. Measured (infra/README.md): CommonJS loads a third faster than ESM; `module` first and
 * no default credential chain halve the import.
 */
export const BUNDLE: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': './infra/bundling/lambda-credentials.ts',
    '@smithy/core/event-streams': './infra/bundling/no-event-streams.ts',
  },
  plugins: [ballast(ROOT), assetPaths(ROOT)],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
  minify: true,
  // Russian letters as they are: escaped they would take six bytes instead of two.
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

export interface BuildRequest {
  /** Folder to build into; what is in it is replaced. */
  readonly outDir?: string;
  /** Doors and their entry files, if not all. */
  readonly doors?: Partial<Record<DoorName, string>>;
  /** Takes bundles that were built of the very same sources (all doors only). */
  readonly kept?: boolean;
}

export interface BuildResult {
  readonly metafile: Metafile;
  /** Bytes of each door's `index.cjs`: what every cold start loads. */
  readonly bytes: ReadonlyMap<DoorName, number>;
}

/**
 * Builds all doors. Throws an Error that names every missing entry file, and esbuild's own
 * error for code that does not bundle.
 */
export async function buildDoors(request: BuildRequest = {}): Promise<BuildResult> {
  const outDir = request.outDir ?? BUILD_DIR;
  const doors = Object.entries(request.doors ?? DOORS) as [DoorName, string][];
  const missing = doors.filter(([, entry]) => !existsSync(join(ROOT, entry)));
  if (missing.length > 0) {
    const list = missing.map(([door, entry]) => `  ${door}: ${entry}`).join('\n');
    throw new Error(`These doors have no entry file (names: shared/names.ts):\n${list}`);
  }
  // Built beside and then put in place: who reads the folder meanwhile, or after a failed build, finds whole bundles.
  const fresh = `${outDir}.${process.pid}`;
  try {
    if (request.kept === true && request.doors === undefined)
      await copyKept(ROOT, fresh, (folder) => buildInto(folder, doors));
    else await buildInto(fresh, doors);
    const metafile: Metafile = JSON.parse(readFileSync(join(fresh, METAFILE), 'utf8'));
    rmSync(outDir, { recursive: true, force: true });
    renameSync(fresh, outDir);
    return { metafile, bytes: bytesOf(metafile) };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function buildInto(outDir: string, doors: readonly [DoorName, string][]): Promise<void> {
  const built = await Promise.all(doors.map(([door, entry]) => bundleDoor(join(outDir, door), entry)));
  const metafile: Metafile = { inputs: {}, outputs: {} };
  for (const [at, [door]] of doors.entries()) {
    const { inputs = {}, outputs = {} } = built[at] ?? {};
    Object.assign(metafile.inputs, inputs);
    for (const [name, output] of Object.entries(outputs)) metafile.outputs[`${door}/${name}`] = output;
  }
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, METAFILE), JSON.stringify(metafile));
  await writeOpenApi(outDir);
}

/** Writes the files of one door into a folder. `settings`: other than those of every bundle. */
export async function bundleDoor(
  folder: string,
  entry: string,
  settings: BuildOptions = BUNDLE,
): Promise<Metafile> {
  const { files, metafile } = await bundleInPieces(entry, settings);
  mkdirSync(folder, { recursive: true });
  for (const [name, contents] of files) writeFileSync(join(folder, name), contents);
  return metafile;
}

const bytesOf = (metafile: Metafile): Map<DoorName, number> =>
  new Map(
    (Object.keys(DOORS) as DoorName[]).flatMap((door) => {
      const output = metafile.outputs[`${door}/index.cjs`];
      return output === undefined ? [] : [[door, output.bytes] as const];
    }),
  );

/** Runs the program that prints the OpenAPI document (its sources include pages, so it must be bundled first). */
async function writeOpenApi(outDir: string): Promise<void> {
  if (!existsSync(join(ROOT, OPENAPI_PROGRAM)) || !existsSync(join(outDir, OPENAPI_DOOR))) return;
  const program = join(outDir, 'openapi-build.cjs');
  await build({ ...BUNDLE, minify: false, entryPoints: [OPENAPI_PROGRAM], outfile: program });
  const { stdout } = await promisify(execFile)(process.execPath, [program], { maxBuffer: 16 * 1024 * 1024 });
  const document = JSON.stringify(JSON.parse(stdout));
  rmSync(program);
  writeFileSync(join(outDir, 'openapi.json'), document);
  writeFileSync(join(outDir, OPENAPI_DOOR, 'openapi.json'), document);
}

if (import.meta.main) {
  const started = performance.now();
  const result = await buildDoors({ kept: process.argv.includes('--kept') });
  for (const [door, bytes] of result.bytes)
    console.error(`${door.padEnd(16)}${(bytes / 1024).toFixed(0)} KB`);
  console.error(`built in ${((performance.now() - started) / 1000).toFixed(2)} s`);
}
