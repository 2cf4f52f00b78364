import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { buildDoors } from '../../../infra/build.ts';
import { bundleProgram } from '../../support/bundle-program.ts';

/** Outside any node_modules: what the bundle does not hold, it does not find. */
const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PROGRAM = `
  import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient({ maxAttempts: 1 });
  client.send(new GetItemCommand({ TableName: 'cases', Key: { pk: { S: 'a' }, sk: { S: 'b' } } })).then(
    (answer) => process.stdout.write(answer.Item?.pk?.S ?? 'nothing'),
    (error) => process.stdout.write(error.name + ': ' + error.message),
  );
`;

const bundle = async (): Promise<string> => (await bundleProgram(join(folder, 'program'), PROGRAM)).file;

interface Seen {
  readonly authorization: string;
  readonly token: string | undefined;
}

/** Runs the bundle against a server that answers as DynamoDB; gives its output and what the server saw. */
async function call(env: Record<string, string>): Promise<{ output: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { authorization = '', 'x-amz-security-token': token } = request.headers;
    seen.push({ authorization, token: token?.toString() });
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify({ Item: { pk: { S: 'found' } } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const given = { AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, ...env };
  const file = await bundle();
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder, env: given });
  server.close();
  return { output: stdout, seen };
}

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-a-real-one' };

describe('bundles', () => {
  test('a bundle alone in a folder calls AWS with the credentials that Lambda puts into the environment', async () => {
    const { output, seen } = await call({ ...CREDENTIALS, AWS_SESSION_TOKEN: 'session' });
    expect(output).toBe('found');
    expect(seen[0]?.authorization).toContain('Credential=AKIDEXAMPLE/');
    expect(seen[0]?.token).toBe('session');
  });

  test('credentials without a session token, as on a developer’s machine, work too', async () => {
    const { output, seen } = await call(CREDENTIALS);
    expect(output).toBe('found');
    expect(seen[0]?.token).toBeUndefined();
  });

  test('without credentials it says so and calls nobody', async () => {
    const { output, seen } = await call({});
    expect(output).toContain('No AWS credentials');
    expect(seen).toEqual([]);
  });

  test('nothing of the default credential chain is in it', async () => {
    const { files } = await bundleProgram(join(folder, 'chain'), PROGRAM);
    const modules = Object.values(files).flatMap((file) => file.modules);
    expect(modules.length).toBeGreaterThan(50);
    expect(
      modules.filter((file) => /credential-provider|client-sso|token-providers|nested-clients/.test(file)),
    ).toEqual([]);
  });
});

describe('the build', () => {
  test('a door without its entry file is named, and what was built before stays in place', async () => {
    const outDir = join(folder, 'kept');
    mkdirSync(outDir);
    writeFileSync(join(outDir, 'marker'), '');
    const doors = { 'site-public': 'functions/site/no-such-file.ts' };
    await expect(buildDoors({ outDir, doors })).rejects.toThrow(
      'site-public: functions/site/no-such-file.ts',
    );
    expect(existsSync(join(outDir, 'marker'))).toBe(true);
  });

  test('a door that does not bundle leaves what was built before in place', async () => {
    const outDir = join(folder, 'whole');
    mkdirSync(outDir);
    writeFileSync(join(outDir, 'marker'), '');
    await expect(buildDoors({ outDir, doors: { 'site-public': '.npmrc' } })).rejects.toThrow();
    expect(existsSync(join(outDir, 'marker'))).toBe(true);
  });
});
