/** Synthesizes a deployment in this process. Loads the CDK: who wants a profile as it is takes `templatesOf`. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import type { Settings } from '../../infra/settings/schema.ts';
import { newApp, privacyDesk } from '../../infra/stacks/privacy-desk.ts';
import { DOORS } from '../../shared/names.ts';
import { readTemplates, type Templates } from './templates.ts';

/** Any working day on which the calendar lasts long enough to give no warning. */
export const QUIET_DAY = Date.parse('2026-02-03T09:00:00Z');

/** Bundles that stand for the real ones: what is in them plays no part in a template. */
function stubBundles(): string {
  const dir = mkdtempSync(join(tmpdir(), 'privacy-desk-bundles-'));
  for (const door of Object.keys(DOORS)) {
    mkdirSync(join(dir, door));
    writeFileSync(join(dir, door, 'index.cjs'), `exports.handler = async () => '${door}';\n`);
  }
  return dir;
}

/** Synthesizes settings. `now` decides about the calendar's warning; `plant` adds what a test wants to be found. */
export function synthesize(
  settings: Settings,
  now = QUIET_DAY,
  plant: (stack: Stack) => void = () => undefined,
): Templates {
  return readTemplates(
    synthesizeInto(mkdtempSync(join(tmpdir(), 'privacy-desk-cdk-')), settings, now, plant),
  );
}

/** The same, into a folder. */
export function synthesizeInto(
  outDir: string,
  settings: Settings,
  now = QUIET_DAY,
  plant: (stack: Stack) => void = () => undefined,
): string {
  const app = newApp({ outdir: outDir, stackTraces: false, treeMetadata: false });
  const stacks = privacyDesk(app, { settings, buildDir: stubBundles(), now });
  for (const stack of stacks.slice(-1)) plant(stack);
  app.synth();
  return outDir;
}
