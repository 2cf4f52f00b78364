import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUNDLE, type BuildResult, buildDoors } from '../../../infra/build.ts';
import { STANDINS, withoutErrors } from '../../../infra/bundling/ballast.ts';
import { OWN_FILES } from '../../../infra/bundling/own-files.ts';
import { ASSETS } from '../../../shared/http/pages/assets.ts';
import { DOORS, type DoorName } from '../../../shared/names.ts';
import { BUNDLE_LIMITS } from '../../bench/budgets.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Outside any node_modules: what a bundle does not hold, it does not find. */
const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OWN = (Object.keys(OWN_FILES) as DoorName[]).flatMap((door) =>
  Object.entries(OWN_FILES[door] ?? {}).map(([module, name]) => [door, module, name] as const),
);

let built: BuildResult;
beforeAll(async () => {
  built = await buildDoors({ outDir: join(folder, 'doors') });
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
  test.each(Object.entries(BUNDLE_LIMITS))('quality: %s stays within its size', (door, { kilobytes }) => {
    const bytes = built.bytes.get(door as keyof typeof BUNDLE_LIMITS) ?? Number.POSITIVE_INFINITY;
    expect(bytes / 1024).toBeLessThanOrEqual(kilobytes);
  });

  test('every stand-in for a module still finds its module', () => {
    const inputs = Object.keys(built.metafile.inputs);
    expect(STANDINS.filter(({ module }) => !inputs.some((file) => file.endsWith(module)))).toEqual([]);
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

  test.each(OWN)(
    '%s: %s is a file of its own beside the bundle, which loads it and does not hold it',
    async (door, module, name) => {
      const { file } = await program(
        'own',
        `import(process.env.FILE).then((own) => process.stdout.write(JSON.stringify(Object.keys(own))));`,
      );
      const found = JSON.parse(
        await run(file, { FILE: join(folder, 'doors', door, `${name}.cjs`) }),
      ) as string[];
      const [, exported = ''] =
        /export (?:async )?function (\w+)/.exec(readFileSync(join(ROOT, module), 'utf8')) ?? [];
      expect(found).toContain(exported);
      const output = Object.values(built.metafile.outputs).find((one) => one.entryPoint === DOORS[door]);
      expect(output?.imports.filter(({ path }) => path === `./${name}.cjs`)).not.toEqual([]);
      expect(Object.keys(output?.inputs ?? {})).not.toContain(module);
    },
  );

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
