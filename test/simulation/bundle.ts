/**
 * Bundles the simulation with the product as it is (pages and letters are TSX, which plain Node does not run) and loads it.
 * A planted defect changes one place of the product's source in the bundle only.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { caseDefinition } from '../../infra/constructs/case-workflow.ts';
import type * as Run from './run.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(dirname(HERE));

/** A defect in the product: `find` must stand in the file exactly once. */
export interface Defect {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const plant = ({ file, find, put }: Defect): Plugin => ({
  name: 'defect',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      if (path !== join(ROOT, file)) return undefined;
      const source = readFileSync(path, 'utf8');
      if (source.split(find).length !== 2)
        throw new Error(`${file} does not hold this exactly once: ${find}`);
      return { contents: source.replace(find, () => put), loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
});

/**
 * Messages as JSON instead of MIME: nodemailer takes two milliseconds a letter and has its own tests; here the fields are
 * read again by those who get the letter.
 */
const plainMail: Plugin = {
  name: 'plain mail',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^nodemailer\/lib\/mail-composer$/ }, ({ path }) => ({ path, namespace: 'plain' }));
    onLoad({ filter: /./, namespace: 'plain' }, () => ({
      contents: `export default class {
        constructor(fields) { this.fields = fields; }
        compile() { return { build: async () => Buffer.from(JSON.stringify(this.fields)) }; }
      }`,
    }));
  },
};

/** The claims workflow as the stacks deploy it. */
export const definition = JSON.stringify(caseDefinition('claim', 'cases-task'));

/**
 * Has a file with the simulation, of the product as it is or with a defect planted, for as long as `use` takes. Throws what
 * esbuild throws.
 */
export async function withSimulation<T>(use: (file: string) => T | Promise<T>, defect?: Defect): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-simulation-'));
  const outfile = join(folder, 'run.cjs');
  try {
    await build({
      absWorkingDir: ROOT,
      entryPoints: [join(HERE, 'run.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      mainFields: ['module', 'main'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [plainMail, ...(defect === undefined ? [] : [plant(defect)])],
      sourcemap: 'inline',
      logLevel: 'silent',
    });
    return await use(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The simulation in this very thread. */
export const loadSimulation = (defect?: Defect): Promise<Pick<typeof Run, 'simulate'>> =>
  withSimulation((file) => createRequire(import.meta.url)(file) as typeof Run, defect);
