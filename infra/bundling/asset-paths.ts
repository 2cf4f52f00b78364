/** Puts the paths of style sheets and icon, which carry a hash of their bytes, into the bundles instead of the bytes. */
import { join } from 'node:path';
import { build, type Plugin } from 'rolldown';
import { ROOT } from './root.ts';

const MODULE = 'shared/http/pages/asset-paths.ts';

/** The exported constants of the module, as the build finds them now. */
async function pathsNow(): Promise<Readonly<Record<string, unknown>>> {
  const { output } = await build({
    cwd: ROOT,
    input: join(ROOT, MODULE),
    platform: 'node',
    write: false,
    output: { format: 'esm' },
  });
  const code = Buffer.from(output[0].code).toString('base64');
  return await import(`data:text/javascript;base64,${code}`);
}

/** Plugin; see above. The paths are worked out once for all bundles that it is given to. */
export function assetPaths(): Plugin {
  let paths: ReturnType<typeof pathsNow> | undefined;
  return {
    name: 'asset-paths',
    load: {
      filter: { id: /[\\/]pages[\\/]asset-paths\.ts$/ },
      async handler() {
        paths ??= pathsNow();
        const lines = Object.entries(await paths).map(
          ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
        );
        return { code: lines.join('\n'), moduleType: 'js' };
      },
    },
  };
}
