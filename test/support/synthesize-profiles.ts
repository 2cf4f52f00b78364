/** Program: `node test/support/synthesize-profiles.ts <folder> <profile>…`, each into a folder of its name (templates.ts). */
import { join } from 'node:path';
import { loadSettings } from '../../infra/settings/load.ts';
import { synthesizeInto } from './synthesize.ts';

const [folder = '', ...names] = process.argv.slice(2);
for (const name of names) synthesizeInto(join(folder, name), loadSettings(name));
