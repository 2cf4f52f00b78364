/**
 * `npm run new -- operation CAPABILITY/NAME`, `letter READER/NAME` or `record NAME` begins one from a template: writes its files and entries, and
 * says what is left. Nothing that exists is overwritten. Exits 2 where that cannot be done.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { letter } from './new/letter.ts';
import { operation } from './new/operation.ts';
import { CannotBegin, type Template } from './new/plan.ts';
import { record } from './new/record.ts';

/** What can be begun. */
const TEMPLATES: Readonly<Record<string, Template>> = { operation, letter, record };

const TOP = join(import.meta.dirname, '../..');

function begin(what: string, name: string): void {
  const template = Object.hasOwn(TEMPLATES, what) ? TEMPLATES[what] : undefined;
  if (template === undefined)
    throw new CannotBegin(`npm run new -- ${Object.keys(TEMPLATES).join('|')} NAME`);
  const read = (path: string) => readFileSync(join(TOP, path), 'utf8');
  const { files, next } = template(name, read);
  const taken = files.find(({ path, entry }) => entry === undefined && existsSync(join(TOP, path)));
  if (taken !== undefined) throw new CannotBegin(`${taken.path} is there already`);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(TOP, path)), { recursive: true });
    writeFileSync(join(TOP, path), text);
    console.log(path);
  }
  execFileSync('npx', ['biome', 'check', '--write', '--log-level=error', ...files.map(({ path }) => path)], {
    cwd: TOP,
    stdio: 'inherit',
  });
  console.log(`\nLeft to do:\n${next.map((one) => `- ${one}`).join('\n')}`);
}

if (import.meta.main) {
  try {
    begin(process.argv[2] ?? '', process.argv[3] ?? '');
  } catch (error) {
    if (!(error instanceof CannotBegin)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
