/**
 * Bundles one door into a few CommonJS files: `index.cjs` with all that every cold start needs, and beside it a file for
 * each module that the door loads with `import()` and for what only such modules share. Why so: README.md.
 */
import { join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { exactRegex } from 'rolldown/filter';
import { ROOT } from './root.ts';

/** What Lambda loads. */
export const INDEX = 'index.cjs';

/** A file that was written, and what is known of it. Paths of modules are relative to the repository. */
export interface BuiltFile {
  readonly bytes: number;
  /** What it was made of. */
  readonly modules: readonly string[];
  /** Files beside it that are loaded with it. */
  readonly imports: readonly string[];
  /** Files beside it that it loads when it needs them. */
  readonly late: readonly string[];
  /** The module that asks for this file by `import()`, or the door's own. */
  readonly entry?: string;
}

export type BuiltFiles = Readonly<Record<string, BuiltFile>>;

/** What is written in place of a package by its name. */
const ALIASES = {
  '@aws-sdk/credential-provider-node': join(ROOT, 'infra/bundling/lambda-credentials.ts'),
};

/** Loaded before all else of a door. */
const FIRST = join(ROOT, 'infra/bundling/zod-settings.ts');

/** Plugin: puts {@link FIRST} in front of the entry. The package says that no module does anything by itself; this one does. */
const first = (entry: string): Plugin => ({
  name: 'first',
  resolveId: { filter: { id: exactRegex(FIRST) }, handler: () => ({ id: FIRST, moduleSideEffects: true }) },
  transform: {
    filter: { id: exactRegex(entry) },
    handler: (code) => `import ${JSON.stringify(FIRST)};${code}`,
  },
});

/** Plugin: the modules that the entry takes at once, with what they take; known when all have been read. */
const startOf = (entry: string, start: Set<string>): Plugin => ({
  name: 'start',
  buildEnd() {
    const open = [entry];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (start.has(id)) continue;
      start.add(id);
      open.push(...(this.getModuleInfo(id)?.importedIds ?? []));
    }
  },
});

/** Warnings that are the bundler's business: what is loaded late here and at once there is in the one file. */
const QUIET = new Set(['INEFFECTIVE_DYNAMIC_IMPORT', 'CIRCULAR_DEPENDENCY']);

export interface BundleOptions {
  /** What puts something in place of a module. */
  readonly plugins?: readonly Plugin[];
  readonly minify?: boolean;
}

/**
 * Bundles `entry` (a path in the repository) into `folder`. Rejects with the bundler's own error for code that does not
 * bundle, and writes nothing then.
 */
export async function bundle(
  folder: string,
  entry: string,
  { plugins = [], minify = true }: BundleOptions = {},
): Promise<BuiltFiles> {
  const path = join(ROOT, entry);
  const start = new Set<string>();
  const build = await rolldown({
    cwd: ROOT,
    input: { index: path },
    platform: 'node',
    // The entry may export what files beside it need; else all of that would be files of their own, read at each start.
    preserveEntrySignatures: 'allow-extension',
    resolve: { mainFields: ['module', 'main'], alias: ALIASES },
    transform: { target: 'node24', define: { 'process.env.NODE_ENV': '"production"' } },
    plugins: [...plugins, first(path), startOf(path, start)],
    // Does not read what an index of a library offers and nobody takes: a sixth of the time.
    experimental: { lazyBarrel: true },
    onLog(level, log, handle) {
      if (!QUIET.has(log.code ?? '')) handle(level, log);
    },
  });
  try {
    const { output } = await build.write({
      dir: folder,
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name]-[hash].cjs',
      // Left to itself, the bundler makes files of what start and late files share: up to 26, each read at every start.
      codeSplitting: {
        groups: [{ name: 'index', test: (id) => start.has(id) }],
        includeDependenciesRecursively: false,
      },
      minify,
      comments: false,
    });
    return Object.fromEntries(
      output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, described(file)]] : [])),
    );
  } finally {
    await build.close();
  }
}

const described = ({ code, modules, imports, dynamicImports, facadeModuleId }: OutputChunk): BuiltFile => ({
  bytes: Buffer.byteLength(code),
  modules: Object.keys(modules).map(inRepository),
  imports: imports.filter((name) => name.endsWith('.cjs')),
  late: dynamicImports.filter((name) => name.endsWith('.cjs')),
  ...(facadeModuleId == null ? {} : { entry: inRepository(facadeModuleId) }),
});

const inRepository = (id: string): string =>
  (id.startsWith(ROOT) ? id.slice(ROOT.length + 1) : id).replaceAll('\\', '/');
