/**
 * The local cloud with a witness between the functions and AWS: every call of a door is asked of its own role in the
 * template. The local cloud itself lets everything pass; AWS would not.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as forward, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressesOf, choosePorts, HOST } from '../../infra/local/addresses.ts';
import { createClockServer } from '../../infra/local/clock-server.ts';
import { openCompute } from '../../infra/local/compute.ts';
import { startData } from '../../infra/local/data.ts';
import { createEndpoint } from '../../infra/local/endpoint.ts';
import { loadAssembly } from '../../infra/local/template.ts';
import type { Assembly, LocalAddresses, Log } from '../../infra/local/types.ts';
import { assembly as madeAssembly } from '../support/built.ts';

/** One call that a function made. */
export interface Call {
  readonly functionName: string;
  readonly service: string;
  readonly operation: string;
  /** JSON, or the fields of a query. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface WatchedCloud {
  readonly addresses: LocalAddresses;
  readonly assembly: Assembly;
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

/** SDK clients look for an endpoint of their own service first: so a call tells which function it comes from. */
const SERVICES = ['DYNAMODB', 'KMS', 'SECRETS_MANAGER', 'SES', 'SFN'] as const;
const SIGNED: Readonly<Record<string, string>> = {
  DYNAMODB: 'dynamodb',
  KMS: 'kms',
  SECRETS_MANAGER: 'secretsmanager',
  SES: 'ses',
  SFN: 'states',
};

const silent: Log = { info: () => undefined, warn: () => undefined, debug: () => undefined };

async function textOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, HOST, resolve));
const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Writes down each call at `/<function>/<service>/…` and hands it on to the AWS endpoint. */
function witness(calls: Call[], aws: () => URL): Server {
  return createServer(async (request, response) => {
    const [, functionName = '', service = '', ...rest] = (request.url ?? '').split('/');
    const body = await textOf(request);
    const target = request.headers['x-amz-target'];
    const fields =
      typeof target === 'string'
        ? (JSON.parse(body.toString()) as Record<string, unknown>)
        : Object.fromEntries(new URLSearchParams(body.toString()));
    const operation = typeof target === 'string' ? (target.split('.')[1] ?? '') : String(fields['Action']);
    calls.push({ functionName, service: SIGNED[service] ?? service, operation, body: fields });
    const { hostname, port } = aws();
    const onward = forward(
      { hostname, port, method: request.method, path: `/${rest.join('/')}`, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    onward.end(body);
  });
}

/** Starts it on fresh data at a virtual instant. */
export async function startWatchedCloud(now: string): Promise<WatchedCloud> {
  const dataDir = mkdtempSync(join(tmpdir(), 'privacy-desk-watched-'));
  const addresses = addressesOf(await choosePorts(0));
  const assembly = loadAssembly(await madeAssembly(), {
    addresses,
    attributes: { 'AWS::ApiGatewayV2::Api.ApiEndpoint': addresses.site },
  });
  const calls: Call[] = [];
  const watcher = witness(calls, () => new URL(addresses.aws));
  await listen(watcher, 0);
  const { port } = watcher.address() as AddressInfo;
  for (const fn of assembly.ofType('AWS::Lambda::Function')) {
    const { Variables: variables } = fn.properties['Environment'] as { Variables: Record<string, string> };
    for (const service of SERVICES)
      variables[`AWS_ENDPOINT_URL_${service}`] = `http://${HOST}:${port}/${fn.ref}/${service}`;
  }
  const compute = openCompute({
    dataDir,
    assembly,
    awsEndpoint: addresses.aws,
    now: Date.parse(now),
    log: silent,
  });
  const { clock, lambdas, bus, streams, journal } = compute;
  const data = await startData({
    ...{ dataDir, assembly, clock, lambdas, bus, streams, journal, addresses, log: silent },
    options: {},
  });
  const endpoint = createEndpoint([...compute.services, ...data.services], clock, silent);
  const clockServer = createClockServer(clock);
  await listen(endpoint, addresses.ports.aws);
  compute.resume();
  await Promise.all([data.listen(), listen(clockServer, addresses.ports.clock)]);
  return {
    addresses,
    assembly,
    calls,
    async close() {
      clock.stop();
      await shut(clockServer);
      await compute.close();
      await data.close();
      await Promise.all([shut(endpoint), shut(watcher)]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
