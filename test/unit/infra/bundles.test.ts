import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltFiles, bundle, INDEX } from '../../../infra/bundling/bundle.ts';
import { notFound, withoutErrors } from '../../../infra/bundling/stand-ins.ts';
import { weightsOf } from '../../../infra/bundling/weights.ts';
import { ASSETS } from '../../../shared/http/pages/assets.ts';
import { DOORS, type DoorName } from '../../../shared/names.ts';
import { BUNDLE_LIMITS } from '../../bench/budgets.ts';
import { builtDoors } from '../../support/built.ts';
import { bundleProgram } from '../../support/bundle-program.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Outside any node_modules: what a bundle does not hold, it does not find. */
const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES = Object.keys(DOORS) as DoorName[];

let built: { readonly folder: string; readonly files: BuiltFiles };
beforeAll(async () => {
  built = await builtDoors();
});

/** Bundles a program as the doors are bundled. */
const program = (name: string, contents: string) => bundleProgram(join(folder, name), contents);

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
    const { start, pages } = weightsOf(built.files, door);
    const limit = BUNDLE_LIMITS[door];
    expect(start).toBeGreaterThan(50 * 1024);
    expect(start / 1024).toBeLessThanOrEqual(limit.start);
    for (const [page, bytes] of pages) expect(bytes / 1024, page).toBeLessThanOrEqual(limit.page ?? 0);
    expect(pages.size > 0).toBe(limit.page !== undefined);
  });

  // The site's own door serves the icon, which is drawn by the icons of the pages.
  test.each(NAMES.filter((door) => door !== 'site-public'))(
    'quality: %s loads pages, letters and the verifier of tokens only when it needs them',
    (door) => {
      const index = built.files[`${door}/${INDEX}`]?.modules ?? [];
      const late =
        /^node_modules\/(preact|preact-render-to-string|jose|fflate|nodemailer)\/|\.tsx$|pages\/texts\/|letters\/templates\//;
      expect(index.filter((file) => late.test(file))).toEqual([]);
    },
  );

  test('a start reads one file, and what is known of a bundle is what lies there', () => {
    for (const door of NAMES) {
      expect(built.files[`${door}/${INDEX}`]?.imports, door).toEqual([]);
      const files = readdirSync(join(built.folder, door)).filter((name) => name.endsWith('.cjs'));
      const known = Object.keys(built.files).filter((path) => path.startsWith(`${door}/`));
      expect(files.map((name) => `${door}/${name}`).toSorted()).toEqual(known.toSorted());
      for (const path of known)
        expect(statSync(join(built.folder, path)).size, path).toBe(built.files[path]?.bytes);
    }
  });

  test('what stands in for a library’s file has found it; what finds nothing is told, and the build goes on', () => {
    const index = (door: DoorName) => readFileSync(join(built.folder, door, INDEX), 'utf8');
    for (const door of NAMES) expect(index(door), door).not.toContain('node:stream/web');
    expect(index('desk-desk')).not.toContain('ReplicaAlreadyExists');
    expect(notFound(new Set(['errors', 'streams']))).toEqual([]);
    expect(notFound(new Set(['streams']))).toEqual([expect.stringContaining('errors of the AWS SDK')]);
  });

  test('no schema of a bundle writes code when it reads for the first time', async () => {
    const source = `
      import * as z from 'zod/mini';
      let made = 0;
      globalThis.Function = class { constructor() { made += 1; } } as never;
      const read = z.object({ a: z.string() }).parse({ a: 'b' });
      process.stdout.write(JSON.stringify({ made, read }));`;
    const { file } = await program('no-code', source);
    expect(JSON.parse(await run(file))).toEqual({ made: 0, read: { a: 'b' } });
  });

  test('only the door that serves style sheets carries them; the others link what it serves', () => {
    const paths = ASSETS.map((asset) => asset.path);
    for (const [path, { modules }] of Object.entries(built.files)) {
      const styles = modules.filter((file) => file.includes('pages/style/'));
      if (path !== `site-public/${INDEX}`) expect(styles, path).toEqual([]);
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
});

describe('what is loaded late', () => {
  /** Files of a small program in a folder of its own; `index.ts` is its entry. */
  async function pieces(name: string, sources: Readonly<Record<string, string>>) {
    const source = join(folder, name);
    mkdirSync(source);
    for (const [file, contents] of Object.entries(sources)) writeFileSync(join(source, file), contents);
    const out = join(source, 'out');
    const files = await bundle(out, relative(ROOT, join(source, 'index.ts')));
    return { file: join(out, INDEX), names: Object.keys(files).map((one) => one.replace(/-.*/, '')) };
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
    expect(names.toSorted()).toEqual(['both', 'index.cjs', 'one', 'two']);
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
