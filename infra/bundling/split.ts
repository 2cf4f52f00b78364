/**
 * Bundles one door into a few CommonJS files: `index.cjs` with all that every cold start needs, and beside it a file for
 * each module that the door loads with `import()`, read when it is first used. Whatever both need is in `index.cjs` once,
 * so they share classes and state.
 *
 * esbuild splits ES modules only, and CommonJS loads faster (infra/README.md): it splits here, and its pieces are then
 * put together anew – those that `index` imports at once into `index.cjs`, which hands them on to the others.
 */
import { posix } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

type Output = Metafile['outputs'][string];

/** A door's files by name, and what is in them: esbuild's metafile, `imports` with `dynamic-import` for what is loaded late. */
export interface Pieces {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly metafile: Metafile;
}

/** What esbuild split off: the text of each ES module by its name, and what it knows of it. */
interface Split {
  readonly texts: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, Output>;
  readonly inputs: Metafile['inputs'];
}

/** What Lambda loads. */
export const INDEX = 'index.cjs';
const SPLIT = 'split';
const HANDED_ON = 'handed-on';

/** Name of a file that esbuild would have written. */
const nameOf = (path: string): string => posix.basename(path.replaceAll('\\', '/'));

/** Bundles `entry`. Throws esbuild's own error for code that does not bundle. */
export async function bundleInPieces(entry: string, settings: BuildOptions): Promise<Pieces> {
  const split = await splitModules(entry, settings);
  const atOnce = reached(split.outputs, INDEX);
  const late = [...split.texts.keys()].filter((name) => !atOnce.has(name));
  const shared = [...atOnce].filter((name) =>
    late.some((one) => split.outputs.get(one)?.imports.some(({ path }) => nameOf(path) === name)),
  );
  const common = {
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: settings.target ?? 'node24',
    minify: settings.minify ?? false,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: settings.logLevel ?? 'warning',
    write: false,
    metafile: true,
    outdir: '/',
    outExtension: { '.js': '.cjs' },
    // `import()` becomes `require()` in a promise: the loader of ES modules is another few milliseconds.
    supported: { 'dynamic-import': false },
  } satisfies BuildOptions;
  const [index, others] = await Promise.all([
    build({
      ...common,
      entryPoints: [{ in: `${SPLIT}:entry`, out: 'index' }],
      plugins: [fromMemory(indexTexts(split, shared), (name) => atOnce.has(name) && name !== INDEX)],
    }),
    build({
      ...common,
      entryPoints: late.map((name) => ({ in: `${SPLIT}:${name}`, out: name.replace(/\.cjs$/, '') })),
      plugins: [handedOn(shared), fromMemory(split.texts, () => false)],
    }),
  ]);
  const texts = new Map(
    [...(index.outputFiles ?? []), ...(others.outputFiles ?? [])].map(
      (file) => [nameOf(file.path), file.contents] as const,
    ),
  );
  const outputs = new Map(
    [...outputsOf(index.metafile), ...outputsOf(others.metafile)].map(([name, output]) => {
      const parts = name === INDEX ? [INDEX, ...[...atOnce].filter((one) => one !== INDEX)] : [name];
      return [name, fromSources(output, parts, split)] as const;
    }),
  );
  // A module that only code left out would have loaded: nobody asks for its file.
  const used = reached(outputs, INDEX, 'whenever');
  return {
    files: new Map([...texts].filter(([name]) => used.has(name))),
    metafile: {
      inputs: split.inputs,
      outputs: Object.fromEntries([...outputs].filter(([name]) => used.has(name))),
    },
  };
}

const outputsOf = ({ outputs }: Metafile): ReadonlyMap<string, Output> =>
  new Map(Object.entries(outputs).map(([path, output]) => [nameOf(path), output]));

/** What esbuild knows of a written file, with the sources of the pieces that it was put together from. */
function fromSources(output: Output, parts: readonly string[], split: Split): Output {
  const pieces = parts.flatMap((name) => split.outputs.get(name) ?? []);
  const { entryPoint: _ofMemory, ...written } = output;
  const entryPoint = pieces[0]?.entryPoint;
  return {
    ...written,
    imports: output.imports.map((one) => {
      // Only what is loaded late is both an entry and a file of its own.
      const late =
        split.outputs.get(nameOf(one.path))?.entryPoint !== undefined && nameOf(one.path) !== INDEX;
      return late ? { ...one, kind: 'dynamic-import' as const } : one;
    }),
    inputs: Object.assign({}, ...pieces.map((piece) => piece.inputs)),
    ...(entryPoint === undefined ? {} : { entryPoint }),
  };
}

async function splitModules(entry: string, settings: BuildOptions): Promise<Split> {
  const { outputFiles = [], metafile } = await build({
    ...settings,
    entryPoints: [{ in: entry, out: 'index' }],
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    outdir: '/',
    write: false,
    metafile: true,
  });
  return {
    texts: new Map(outputFiles.map((file) => [nameOf(file.path), file.text])),
    outputs: outputsOf(metafile),
    inputs: metafile.inputs,
  };
}

/** Files that are loaded with `name`, itself included: at once, or whenever. */
export function reached(
  outputs: ReadonlyMap<string, Output>,
  name: string,
  when: 'at once' | 'whenever' = 'at once',
): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const output = outputs.get(file);
    if (output === undefined || found.has(file)) return;
    found.add(file);
    for (const { path, kind } of output.imports)
      if (when === 'whenever' || kind !== 'dynamic-import') visit(nameOf(path));
  };
  visit(name);
  return found;
}

/** The modules of `index.cjs`, and an entry that exports the handler and the namespaces that the other files need. */
function indexTexts(split: Split, shared: readonly string[]): ReadonlyMap<string, string> {
  const lines = shared.map((name, at) => `export * as ${handle(at)} from './${name}';`);
  return new Map([
    ...split.texts,
    [INDEX, split.texts.get(INDEX) ?? ''],
    ['entry', `export * from './${INDEX}';\n${lines.join('\n')}`],
  ]);
}

/** Name under which `index.cjs` exports the namespace of a module of its own. */
const handle = (at: number): string => `$${at}`;

/** Plugin: modules from memory. What `within` does not take stays a file of its own. */
const fromMemory = (texts: ReadonlyMap<string, string>, within: (name: string) => boolean): Plugin => ({
  name: SPLIT,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^split:/ }, ({ path }) => ({
      path: path.slice(SPLIT.length + 1),
      namespace: SPLIT,
    }));
    onResolve({ filter: /^\.\/[^/]+\.cjs$/, namespace: SPLIT }, ({ path, kind, importer }) => {
      const name = nameOf(path);
      const inside = kind !== 'dynamic-import' && (importer === 'entry' || within(name));
      return inside ? { path: name, namespace: SPLIT } : { path, external: true };
    });
    onLoad({ filter: /.*/, namespace: SPLIT }, ({ path }) => ({
      contents: texts.get(path) ?? '',
      loader: 'js',
    }));
  },
});

/** Plugin: what `index.cjs` holds is taken from there. */
const handedOn = (shared: readonly string[]): Plugin => ({
  name: HANDED_ON,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/[^/]+\.cjs$/, namespace: SPLIT }, ({ path }) =>
      shared.includes(nameOf(path)) ? { path: nameOf(path), namespace: HANDED_ON } : undefined,
    );
    onResolve({ filter: /.*/, namespace: HANDED_ON }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: HANDED_ON }, ({ path }) => ({
      contents: `module.exports = require('./${INDEX}').${handle(shared.indexOf(path))};`,
      loader: 'js',
    }));
  },
});
