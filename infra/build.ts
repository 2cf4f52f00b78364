/**
 * Builds the bundle of every door: `.build/<door>/index.cjs`, and beside it what the door loads late (`npm run build`; the
 * CDK runs it before each synth by cdk.json's `build` key).
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Plugin } from 'rolldown';
import { DOORS, type DoorName } from '../shared/names.ts';
import { assetPaths } from './bundling/asset-paths.ts';
import { type BuiltFiles, bundle, INDEX } from './bundling/bundle.ts';
import { ROOT } from './bundling/root.ts';
import { type Found, notFound, standIns } from './bundling/stand-ins.ts';

/** Where the bundles lie; the stacks take each door's folder as its code. */
export const BUILD_DIR = join(ROOT, '.build');

/** Beside the doors: what each of their files is made of. */
export const FILES = 'files.json';

/** The door that serves the OpenAPI document, and the program that prints it. */
const OPENAPI_DOOR: DoorName = 'site-public';
const OPENAPI_PROGRAM = 'functions/site/openapi-build.ts';

/** Doors that are bundled at a time: the bundler has threads of its own, and each door takes some 100 MB. */
const AT_A_TIME = 3;

export interface BuildRequest {
  /** Folder to build into; what is in it is replaced. */
  readonly outDir?: string;
  /** Doors and their entry files, if not all. */
  readonly doors?: Partial<Record<DoorName, string>>;
}

/** What stands in for modules in every bundle. */
export const plugins = (found: Found = new Set()): readonly Plugin[] => [...standIns(found), assetPaths()];

export interface BuildResult {
  /** By `<door>/<file>`. */
  readonly files: BuiltFiles;
  /** Bytes of each door's `index.cjs`: what every cold start loads. */
  readonly bytes: ReadonlyMap<DoorName, number>;
}

/**
 * Builds all doors. Rejects with an Error that names every missing entry file, and with the bundler's own error for code
 * that does not bundle.
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
    const files = await buildInto(fresh, doors);
    rmSync(outDir, { recursive: true, force: true });
    renameSync(fresh, outDir);
    return { files, bytes: bytesOf(files) };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function buildInto(outDir: string, doors: readonly [DoorName, string][]): Promise<BuiltFiles> {
  const files: Record<string, BuiltFiles[string]> = {};
  const left = doors.values();
  const found: Found = new Set();
  const shared = { plugins: plugins(found) };
  const document = doors.some(([door]) => door === OPENAPI_DOOR) ? openApi(outDir) : undefined;
  // All of them to their end, also where one fails: nobody writes into a folder that is taken away.
  const done = await Promise.allSettled([
    document,
    ...Array.from({ length: AT_A_TIME }, async () => {
      for (const [door, entry] of left)
        for (const [name, file] of Object.entries(await bundle(join(outDir, door), entry, shared)))
          files[`${door}/${name}`] = file;
    }),
  ]);
  for (const one of done) if (one.status === 'rejected') throw one.reason;
  if (doors.length === Object.keys(DOORS).length) for (const line of notFound(found)) console.error(line);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, FILES), JSON.stringify(files));
  if (document !== undefined)
    for (const folder of [outDir, join(outDir, OPENAPI_DOOR)])
      writeFileSync(join(folder, 'openapi.json'), await document);
  return files;
}

const bytesOf = (files: BuiltFiles): Map<DoorName, number> =>
  new Map(
    (Object.keys(DOORS) as DoorName[]).flatMap((door) => {
      const file = files[`${door}/${INDEX}`];
      return file === undefined ? [] : [[door, file.bytes] as const];
    }),
  );

/** The OpenAPI document, as the program prints it (its sources include pages, so it must be bundled first). */
async function openApi(outDir: string): Promise<string> {
  const folder = join(outDir, 'openapi');
  await bundle(folder, OPENAPI_PROGRAM, { minify: false, plugins: [assetPaths()] });
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, INDEX)], {
    maxBuffer: 16 * 1024 * 1024,
  });
  rmSync(folder, { recursive: true });
  return JSON.stringify(JSON.parse(stdout));
}

if (import.meta.main) {
  const started = performance.now();
  const result = await buildDoors();
  for (const [door, bytes] of result.bytes)
    console.error(`${door.padEnd(16)}${(bytes / 1024).toFixed(0)} KB`);
  console.error(`built in ${((performance.now() - started) / 1000).toFixed(2)} s`);
}
