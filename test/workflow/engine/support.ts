import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type Compute, openCompute } from '../../../infra/local/compute.ts';
import { createEndpoint } from '../../../infra/local/endpoint.ts';
import { loadAssembly } from '../../../infra/local/template.ts';
import type { Log } from '../../../infra/local/types.ts';

type Json = Readonly<Record<string, unknown>>;

/** A stack of an app as `cdk synth` writes it. */
export interface AppSpec {
  readonly resources?: Readonly<Record<string, Json>>;
  /** Function name → source of its bundle. */
  readonly functions?: Readonly<Record<string, string>>;
  /** Properties of functions beside the code. */
  readonly functionProperties?: Readonly<Record<string, Json>>;
  readonly template?: Json;
}

/** Logical id of a function in these apps. */
const idOf = (name: string): string => name.replaceAll('-', '');

/** Writes manifest, template and assets of a one-stack app. Returns its directory. */
export function writeApp(spec: AppSpec, dir = mkdtempSync(join(tmpdir(), 'engine-app-'))): string {
  const files: Record<string, unknown> = {};
  const resources: Record<string, unknown> = { ...spec.resources };
  for (const [name, source] of Object.entries(spec.functions ?? {})) {
    const asset = `asset.${name}`;
    mkdirSync(join(dir, asset), { recursive: true });
    writeFileSync(join(dir, asset, 'index.mjs'), source);
    files[name] = { source: { path: asset, packaging: 'zip' } };
    resources[idOf(name)] = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: name,
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        MemorySize: 256,
        Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
        ...spec.functionProperties?.[name],
      },
    };
  }
  const write = (file: string, content: unknown) => writeFileSync(join(dir, file), JSON.stringify(content));
  write('Test.template.json', { Resources: resources, ...spec.template });
  write('Test.assets.json', { files });
  write('manifest.json', {
    artifacts: {
      Test: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'Test.template.json' },
      },
    },
  });
  return dir;
}

/** What a definition writes where the function's ARN is put by `DefinitionSubstitutions`. */
export const arnOf = (name: string): string => `$\u007b${idOf(name)}}`;

/** A state machine resource with this definition. */
export function aMachine(name: string, definition: Json, functions: readonly string[]): Json {
  return {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: name,
      RoleArn: 'arn:aws:iam::000000000000:role/workflow',
      DefinitionString: JSON.stringify(definition),
      DefinitionSubstitutions: Object.fromEntries(
        functions.map((fn) => [idOf(fn), { 'Fn::GetAtt': [idOf(fn), 'Arn'] }]),
      ),
    },
  };
}

export const machineArn = (name: string): string =>
  `arn:aws:states:eu-central-1:000000000000:stateMachine:${name}`;

export interface Cloud {
  readonly compute: Compute;
  readonly sfn: SFNClient;
  readonly url: string;
  readonly warnings: string[];
  close(): Promise<void>;
}

/** Opens the compute half with its AWS endpoint. The environment of the functions knows the endpoint. */
export async function openCloud(appDir: string, dataDir: string, now?: string): Promise<Cloud> {
  const warnings: string[] = [];
  const log: Log = { info: () => {}, warn: (message) => warnings.push(message), debug: () => {} };
  const assembly = loadAssembly(appDir);
  let server: Server | undefined;
  const compute = openCompute({
    dataDir,
    assembly,
    awsEndpoint: 'http://127.0.0.1:0',
    log,
    now: now === undefined ? undefined : Date.parse(now),
  });
  server = createEndpoint(compute.services, compute.clock, log);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sfn = new SFNClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
  compute.resume();
  return {
    compute,
    sfn,
    url,
    warnings,
    async close() {
      sfn.destroy();
      await compute.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'engine-data-'));

/** Waits in real time until a condition holds. */
export async function until<T>(what: string, find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never happened: ${what}`);
}

/** A function that writes every event it gets as a line of JSON to a file, with the time it believes it is. */
export function recorder(file: string, answer = '{}'): string {
  return `import { appendFileSync } from 'node:fs';
export const handler = async (event, context) => {
  appendFileSync(${JSON.stringify(file)}, JSON.stringify({ event, at: new Date().toISOString() }) + '\\n');
  return (${answer});
};`;
}
