import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { plugins } from '../../infra/build.ts';
import { type BuiltFiles, bundle, INDEX } from '../../infra/bundling/bundle.ts';
import { ROOT } from '../../infra/bundling/root.ts';

/** Bundles a program (TSX, as if it lay in the top folder) as the doors are bundled, into `folder`. */
export async function bundleProgram(
  folder: string,
  contents: string,
  standIns: readonly Plugin[] = plugins(),
): Promise<{ readonly file: string; readonly files: BuiltFiles }> {
  const entry = 'program.tsx';
  const path = join(ROOT, entry);
  const program = {
    name: 'program',
    resolveId: (id: string) => (id === path ? path : undefined),
    load: (id: string) => (id === path ? { code: contents, moduleType: 'tsx' as const } : undefined),
  };
  const files = await bundle(folder, entry, { plugins: [program, ...standIns] });
  return { file: join(folder, INDEX), files };
}
