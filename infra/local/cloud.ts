/** One running local cloud: both halves, the AWS endpoint and the clock's address. */
import { mkdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { addressesOf, choosePorts, HOST } from './addresses.ts';
import { createClockServer } from './clock-server.ts';
import { openCompute } from './compute.ts';
import { startData } from './data.ts';
import { createEndpoint } from './endpoint.ts';
import { takeLock } from './file-lock.ts';
import type { StartOptions } from './options.ts';
import { keepRecord } from './running.ts';
import { synthesize } from './synth.ts';
import { loadAssembly } from './template.ts';
import type { LocalAddresses, LocalCloud, Log } from './types.ts';

/** Everything that a start makes in the data directory; `--fresh` removes only these. */
const CONTENTS = ['records', 'workflows', 'inbox', 'logs', 'cdk.out'];

/** How long a stop waits for what is going on. */
const FAREWELL_MS = 3_000;

export interface RunningCloud {
  readonly addresses: LocalAddresses;
  readonly now: string;
  /** Whether `--now` was given but the data have a time of their own. */
  readonly keptTime: boolean;
  close(): Promise<void>;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Builds and synthesizes into the data directory. */
async function made({ dataDir, overrides }: StartOptions, log: Log): Promise<string> {
  const outDir = join(dataDir, 'cdk.out');
  log.info('Building the functions and the templates; this takes some seconds …');
  log.debug(await synthesize({ outDir, overrides }));
  return outDir;
}

/** Builds, synthesizes and starts. Rejects with a message for people when something stands in the way. */
export async function startCloud(options: StartOptions, log: Log): Promise<RunningCloud> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  const release = takeLock(join(dataDir, 'lock'));
  if (release === undefined) throw new Error(`another local cloud uses ${dataDir}: end it, or choose --data`);
  if (options.fresh)
    for (const name of CONTENTS) rmSync(join(dataDir, name), { recursive: true, force: true });
  const addresses = addressesOf(await choosePorts(options.port));
  const assembly = loadAssembly(options.assembly ?? (await made(options, log)), {
    addresses,
    attributes: { 'AWS::ApiGatewayV2::Api.ApiEndpoint': addresses.site },
  });
  const compute = openCompute({ dataDir, assembly, awsEndpoint: addresses.aws, now: options.now, log });
  const { clock, lambdas, bus, streams, journal } = compute;
  const cloud: LocalCloud = {
    dataDir,
    assembly,
    clock,
    lambdas,
    bus,
    streams,
    journal,
    addresses,
    log,
    options: options.local,
  };
  const data = await startData(cloud);
  const endpoint = createEndpoint([...compute.services, ...data.services], clock, log);
  const clockServer = createClockServer(clock);
  await listen(endpoint, addresses.ports.aws);
  compute.resume();
  await Promise.all([data.listen(), listen(clockServer, addresses.ports.clock)]);
  const forget = keepRecord(dataDir, addresses);
  return {
    addresses,
    now: clock.iso(),
    keptTime: options.now !== undefined && !compute.isFresh,
    async close() {
      forget();
      // No new timers; what is going on may end, but not for ever: whatever is cut off is done by the next start.
      clock.stop();
      await shut(clockServer);
      await Promise.race([clock.quiet(), new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))]);
      await compute.close();
      await data.close();
      await shut(endpoint);
      release();
    },
  };
}
