/** The bundles, and the templates of local clouds, made once a run (once.ts). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDoors, FILES } from '../../infra/build.ts';
import type { BuiltFiles } from '../../infra/bundling/bundle.ts';
import { synthesize } from '../../infra/local/synth.ts';
import { once } from './once.ts';

/** The bundles of all doors, and what each file is made of. */
export async function builtDoors(): Promise<{ readonly folder: string; readonly files: BuiltFiles }> {
  const folder = await once('doors', (outDir) => buildDoors({ outDir }));
  return { folder, files: JSON.parse(readFileSync(join(folder, FILES), 'utf8')) };
}

/** The templates and bundles of a local cloud, whatever its ports; `overrides` as for `npm start`. */
export function assembly(overrides?: string): Promise<string> {
  const key = createHash('sha256')
    .update(overrides ?? '')
    .digest('hex')
    .slice(0, 12);
  return once(`assembly-${key}`, async (outDir) => {
    const { folder } = await builtDoors();
    await synthesize({ outDir, overrides, buildDir: folder });
  });
}
