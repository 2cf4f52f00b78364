/** Puts the paths of style sheets and icon, which carry a hash of their bytes, into the bundles instead of the bytes. */
import { build, type Plugin } from 'esbuild';

const MODULE = 'shared/http/pages/asset-paths.ts';

/** The exported constants of the module, as the build finds them now. `root`: top of the repository. */
async function pathsNow(root: string): Promise<Readonly<Record<string, unknown>>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [MODULE],
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    write: false,
  });
  const [file] = outputFiles;
  return await import(`data:text/javascript;base64,${Buffer.from(file?.contents ?? []).toString('base64')}`);
}

/** Plugin; see above. */
export const assetPaths = (root: string): Plugin => ({
  name: 'asset-paths',
  setup({ onLoad, onStart }) {
    let paths: ReturnType<typeof pathsNow> | undefined;
    onStart(() => {
      paths = undefined;
    });
    onLoad({ filter: /[\\/]pages[\\/]asset-paths\.ts$/ }, async () => {
      paths ??= pathsNow(root);
      const lines = Object.entries(await paths).map(
        ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
      );
      return { contents: lines.join('\n'), loader: 'js' };
    });
  },
});
