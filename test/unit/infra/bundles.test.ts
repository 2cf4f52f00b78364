import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUNDLE, type BuildResult, buildDoors } from '../../../infra/build.ts';
import { STANDINS, withoutErrors, withoutWriting } from '../../../infra/bundling/ballast.ts';
import { bundleInPieces, INDEX } from '../../../infra/bundling/split.ts';
import { weightsOf } from '../../../infra/bundling/weights.ts';
import { ASSETS } from '../../../shared/http/pages/assets.ts';
import { DOORS, type DoorName } from '../../../shared/names.ts';
import { BUNDLE_BUDGET, BUNDLE_LIMITS } from '../../bench/budgets.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Outside any node_modules: what a bundle does not hold, it does not find. */
const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES = Object.keys(DOORS) as DoorName[];

let built: BuildResult;
beforeAll(async () => {
  built = await buildDoors({ outDir: join(folder, 'doors'), kept: true });
});

/** Bundles a program as the doors are bundled. */
async function program(name: string, contents: string): Promise<{ file: string; metafile: Metafile }> {
  const { outExtension: _ending, ...settings } = BUNDLE;
  const file = join(folder, `${name}.cjs`);
  const { metafile } = await build({
    ...settings,
    metafile: true,
    stdin: { contents, resolveDir: ROOT, loader: 'tsx' },
    outfile: file,
  });
  return { file, metafile };
}

const run = async (file: string, env: Record<string, string> = {}): Promise<string> =>
  (await promisify(execFile)(process.execPath, [file], { cwd: folder, env })).stdout;

/** Runs a bundled program against a service that gives every call the same answer. */
async function against(
  answer: { status: number; type: string; body: string },
  contents: string,
): Promise<unknown> {
  const server = createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { file } = await program('call', contents);
  try {
    const output = await run(file, {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-real-one',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    });
    return JSON.parse(output);
  } finally {
    server.close();
  }
}

describe('what is in the bundles', () => {
  test.each(NAMES)('quality: %s stays within its size, and so does its heaviest page', (door) => {
    const { start, pages } = weightsOf(built.metafile, door);
    const limit = BUNDLE_LIMITS[door];
    expect(limit.start).toBeLessThanOrEqual(BUNDLE_BUDGET.kilobytes);
    expect(start).toBeGreaterThan(50 * 1024);
    expect(start / 1024).toBeLessThanOrEqual(limit.start);
    for (const [page, bytes] of pages) expect(bytes / 1024, page).toBeLessThanOrEqual(limit.page ?? 0);
    expect(pages.size > 0).toBe(limit.page !== undefined);
  });

  // The site's own door serves the icon, which is drawn by the icons of the pages.
  test.each(NAMES.filter((door) => door !== 'site-public'))(
    'quality: %s loads pages, letters and the verifier of tokens only when it needs them',
    (door) => {
      const index = Object.keys(built.metafile.outputs[`${door}/${INDEX}`]?.inputs ?? {});
      const late =
        /^node_modules\/(preact|preact-render-to-string|jose|fflate|nodemailer)\/|\.tsx$|pages\/texts\/|letters\/templates\//;
      expect(index.filter((file) => late.test(file))).toEqual([]);
    },
  );

  test('every file beside a bundle is loaded by it, and the weights count what lies there', () => {
    for (const door of NAMES) {
      const files = readdirSync(join(folder, 'doors', door)).filter((name) => name.endsWith('.cjs'));
      const known = Object.keys(built.metafile.outputs).filter((path) => path.startsWith(`${door}/`));
      expect(files.map((name) => `${door}/${name}`).toSorted()).toEqual(known.toSorted());
      for (const path of known)
        expect(statSync(join(folder, 'doors', path)).size, path).toBe(built.metafile.outputs[path]?.bytes);
    }
  });

  test('every stand-in for a module still finds its module', () => {
    const inputs = Object.keys(built.metafile.inputs);
    expect(STANDINS.filter(({ module }) => !inputs.some((file) => file.endsWith(module)))).toEqual([]);
  });

  test('no door writes code when it runs, or loads web streams for answers that none gives', () => {
    for (const door of NAMES) {
      const source = readFileSync(join(folder, 'doors', door, INDEX), 'utf8');
      expect(source, door).not.toMatch(/new Function|[^.\w]Function\(|node:stream\/web/);
    }
    expect(() => withoutWriting('const jit = true;')).toThrow('zod writes its parsers elsewhere now');
  });

  test('only the door that serves style sheets carries them; the others link what it serves', () => {
    const paths = ASSETS.map((asset) => asset.path);
    for (const output of Object.values(built.metafile.outputs)) {
      const styles = Object.keys(output.inputs).filter((file) => file.includes('pages/style/'));
      if (output.entryPoint !== 'functions/site/public.ts') expect(styles, output.entryPoint).toEqual([]);
      else expect(styles).not.toEqual([]);
    }
    expect(paths).toHaveLength(3);
  });

  test('a page of a bundle links the files by the names under which they are served', async () => {
    const { file } = await program(
      'page',
      `import { renderPage } from './shared/http/pages/layout.tsx';
       process.stdout.write(renderPage({ title: 't', body: <p>b</p>, language: 'ru', path: '/' }));`,
    );
    const html = await run(file);
    const linked = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path);
    expect(linked).toHaveLength(2);
    expect(ASSETS.map((asset) => asset.path)).toEqual(expect.arrayContaining(linked));
  });

  test('pages are the same text with preact as with what stands in for it', async () => {
    const tree = `
      const Item = ({ of, children }) => <li class="i" data-of={of}>{children}{false}{null}{0}</li>;
      const tree = <><h1 title={'a"<b>'}>{'<&>'} «ё»</h1><ul>{['x', 'y'].map((k) => <Item key={k} of={k}>{k}<br /></Item>)}</ul>
        <input required checked={false} value="" /><p dangerouslySetInnerHTML={{ __html: '<b>1</b>' }} />
        {[{ type: 'script', props: {}, constructor: 'pv' }].map((planted) => planted)}</>;
      process.stdout.write(renderToString(tree));`;
    const source = `import { Fragment } from 'preact'; import { renderToString } from 'preact-render-to-string'; ${tree}`;
    const ours = await run((await program('ours', source)).file);
    const theirs = join(folder, 'theirs.cjs');
    const stdin = { contents: source, resolveDir: ROOT, loader: 'tsx' as const };
    const { jsx = 'automatic', jsxImportSource = 'preact' } = BUNDLE;
    await build({ stdin, bundle: true, platform: 'node', outfile: theirs, jsx, jsxImportSource });
    expect(ours).toBe(await run(theirs));
    expect(ours).toContain('&lt;&amp;>');
    expect(ours).not.toContain('<script');
  });
});

describe('what is loaded late', () => {
  /** Files of a small program in a folder of its own; `index.ts` is its entry. */
  async function pieces(name: string, sources: Readonly<Record<string, string>>) {
    const source = join(folder, name);
    mkdirSync(source);
    for (const [file, contents] of Object.entries(sources)) writeFileSync(join(source, file), contents);
    const { absWorkingDir: _root, ...settings } = BUNDLE;
    const made = await bundleInPieces(join(source, 'index.ts'), settings);
    const out = join(source, 'out');
    mkdirSync(out);
    for (const [file, contents] of made.files) writeFileSync(join(out, file), contents);
    return {
      ...made,
      file: join(out, INDEX),
      names: [...made.files.keys()].map((file) => file.split('-')[0]),
    };
  }

  test('a module that is loaded late shares classes and state with the bundle, and with others of its kind', async () => {
    const { file, names } = await pieces('shared', {
      'kept.ts': 'export class Kept {} export const state = { n: 0 };',
      'both.ts':
        "import { state } from './kept.ts'; export const seen: number[] = []; export const look = () => { seen.push(state.n); return seen; };",
      'one.ts':
        "import { Kept, state } from './kept.ts'; import { look } from './both.ts'; state.n += 1; export const make = () => { look(); return new Kept(); };",
      'two.ts': "import { look } from './both.ts'; export const told = () => look();",
      'index.ts': `import { Kept, state } from './kept.ts';
        export const handler = async () => {
          state.n = 41;
          const { make } = await import('./one.ts');
          const made = make() instanceof Kept;
          const { told } = await import('./two.ts');
          return [made, state.n, told()];
        };`,
    });
    expect(names.toSorted()).toEqual(['chunk', 'index.cjs', 'one', 'two']);
    const call = `require(${JSON.stringify(file)}).handler().then((all) => process.stdout.write(JSON.stringify(all)))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', call]);
    expect(JSON.parse(stdout)).toEqual([true, 42, [42, 42]]);
    // The local cloud imports a bundle; the files beside it ask for it by `require`.
    const there = `import(${JSON.stringify(file)}).then(({ handler }) => handler()).then((all) => process.stdout.write(JSON.stringify(all)))`;
    const imported = await promisify(execFile)(process.execPath, ['-e', there]);
    expect(JSON.parse(imported.stdout)).toEqual([true, 42, [42, 42]]);
  });

  test('nothing of it runs before it is asked for, and what nobody asks for has no file', async () => {
    const { file, names } = await pieces('lazy', {
      'late.ts': "process.stdout.write('late '); export const word = 'here';",
      'never.ts': "export const unused = 'never';",
      'index.ts': `const never = () => import('./never.ts');
        export const handler = async () => { process.stdout.write('asked '); return (await import('./late.ts')).word; };
        export const other = false && never;`,
    });
    expect(names.toSorted()).toEqual(['index.cjs', 'late']);
    const call = `const { handler } = require(${JSON.stringify(file)}); process.stdout.write('loaded '); handler().then((word) => process.stdout.write(word))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', call]);
    expect(stdout).toBe('loaded asked late here');
  });
});

describe('errors of services that the program does not import', () => {
  test('a cancelled transaction keeps its name and its reasons', async () => {
    const body = JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'cancelled',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'no' }],
    });
    const seen = await against(
      { status: 400, type: 'application/x-amz-json-1.0', body },
      `import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
       new DynamoDBClient({ maxAttempts: 1 }).send(new TransactWriteItemsCommand({ TransactItems: [] })).catch(
         ({ name, message, CancellationReasons, $metadata }) =>
           process.stdout.write(JSON.stringify({ name, message, CancellationReasons, status: $metadata.httpStatusCode })));`,
    );
    expect(seen).toEqual({
      name: 'TransactionCanceledException',
      message: 'cancelled',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'no' }],
      status: 400,
    });
  });

  test('a refused letter keeps its code and its message', async () => {
    const body =
      '<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>MessageRejected</Code><Message>Email address is not verified.</Message></Error></ErrorResponse>';
    const seen = await against(
      { status: 400, type: 'text/xml', body },
      `import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
       new SESClient({ maxAttempts: 1 }).send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('x') } })).catch(
         ({ name, message, $metadata }) => process.stdout.write(JSON.stringify({ name, message, status: $metadata.httpStatusCode })));`,
    );
    expect(seen).toEqual({ name: 'MessageRejected', message: 'Email address is not verified.', status: 400 });
  });

  test('an error that the program imports is still that class', async () => {
    const body = JSON.stringify({ __type: 'ExecutionAlreadyExists', message: 'there is one' });
    const seen = await against(
      { status: 400, type: 'application/x-amz-json-1.0', body },
      `import { SFNClient, StartExecutionCommand, ExecutionAlreadyExists, TaskTimedOut } from '@aws-sdk/client-sfn';
       new SFNClient({ maxAttempts: 1 }).send(new StartExecutionCommand({ stateMachineArn: 'arn:aws:states:eu-central-1:1:stateMachine:x' })).catch(
         (error) => process.stdout.write(JSON.stringify([error instanceof ExecutionAlreadyExists, error instanceof TaskTimedOut])));`,
    );
    expect(seen).toEqual([true, false]);
  });

  test('an error that something else refers to is kept', () => {
    const source = `export var Seen$ = [-3, n0, _S,\n    { [_e]: _c },\n    [_m],\n    [0]\n];
n0_registry.registerError(Seen$, Seen);
export var Gone$ = [-3, n0, _G, { [_e]: _c }, [_m], [0]];
n0_registry.registerError(Gone$, Gone);
export var Answer$ = [3, n0, _A, 0, [_x], [() => Seen$]];`;
    expect(withoutErrors(source, new Set())).not.toContain('Gone');
    expect(withoutErrors(source, new Set())).toContain('registerError(Seen$');
    expect(withoutErrors(source, new Set(['Gone']))).toBe(source);
  });
});
