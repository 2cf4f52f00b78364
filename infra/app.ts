/**
 * The CDK app (`cdk.json`): `npx cdk synth -c settings=local|demo|scserv|<path>.json [-c overrides='{…}']`.
 * A bad setting stops it with its name and the way out.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DOORS } from '../shared/names.ts';
import { BUILD_DIR } from './build.ts';
import { BadSettings, loadSettings } from './settings/load.ts';
import { newApp, privacyDesk } from './stacks/privacy-desk.ts';

const app = newApp();
const unbuilt = Object.keys(DOORS).filter((door) => !existsSync(join(BUILD_DIR, door)));
try {
  if (unbuilt.length > 0) throw new BadSettings(`Not built: ${unbuilt.join(', ')}. Run npm run build first.`);
  const name = String(app.node.tryGetContext('settings') ?? 'local');
  const settings = loadSettings(name, app.node.tryGetContext('overrides'));
  privacyDesk(app, { settings, buildDir: BUILD_DIR, now: Date.now() });
  app.synth();
} catch (error) {
  if (!(error instanceof BadSettings)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
