import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock, type RunningClock } from '../../../infra/local/clock.ts';
import { createEndpoint } from '../../../infra/local/endpoint.ts';
import { openJournal } from '../../../infra/local/journal.ts';
import type {
  Assembly,
  BusEvent,
  Invocation,
  ItemChange,
  LocalCloud,
  Resource,
  Service,
} from '../../../infra/local/types.ts';

/** A template resource as the reader would give it. */
export function aResource(
  type: string,
  ref: string,
  properties: Record<string, unknown>,
  arn = '',
): Resource {
  return { stack: 'test', logicalId: ref, type, ref, arn, properties, metadata: {} };
}

function anAssembly(resources: readonly Resource[]): Assembly {
  return {
    dir: '/nowhere',
    account: '000000000000',
    region: 'eu-central-1',
    resources,
    ofType: (type) => resources.filter((one) => one.type === type),
    assetPath: () => '/nowhere',
    find: (id) => resources.find((one) => one.ref === id || one.arn === id),
  };
}

export interface Bench extends LocalCloud {
  readonly clock: RunningClock;
  /** What was appended to the streams, as `[table, change]`. */
  readonly streamed: [string, ItemChange][];
  /** What was put on the bus. */
  readonly events: BusEvent[];
}

export interface BenchOptions {
  readonly dataDir?: string;
  readonly resources: readonly Resource[];
  /** Virtual start time. */
  readonly now?: string;
  readonly handler?: (functionName: string, event: unknown) => Promise<Invocation>;
  readonly options?: LocalCloud['options'];
  readonly addresses?: Partial<LocalCloud['addresses']>;
}

/** The other half of the local cloud, with real clock and journal and noted streams and events. */
export function aBench(bench: BenchOptions): Bench {
  const dataDir = bench.dataDir ?? mkdtempSync(join(tmpdir(), 'local-cloud-'));
  const log = { info: () => {}, warn: () => {}, debug: () => {} };
  const offset = bench.now === undefined ? 0 : Date.parse(bench.now) - Date.now();
  const clock = createClock({ offset, persist: () => {}, log });
  clock.start();
  const streamed: [string, ItemChange][] = [];
  const events: BusEvent[] = [];
  const address = { site: '', desk: '', inbox: '', mail: '', aws: '', clock: '', openapi: '', issuer: '' };
  const ports = { site: 0, aws: 0, clock: 0, mail: 0, inbox: 0, smtp: 0, issuer: 0 };
  return {
    dataDir,
    assembly: anAssembly(bench.resources),
    clock,
    journal: openJournal(join(dataDir, 'workflows')),
    log,
    streams: {
      listens: () => true,
      append: (table, changes) =>
        streamed.push(...changes.map((change): [string, ItemChange] => [table, change])),
    },
    bus: { put: (event) => `${events.push(event)}` },
    lambdas: {
      invoke: bench.handler ?? (() => Promise.reject(new Error('no functions here'))),
      names: () => [],
      close: () => Promise.resolve(),
    },
    addresses: { ports, ...address, ...bench.addresses },
    streamed,
    events,
    ...(bench.options ? { options: bench.options } : {}),
  };
}

/** The services behind the AWS endpoint, on a port of its own. */
export async function serve(
  services: readonly Service[],
  { clock, log }: Pick<Bench, 'clock' | 'log'>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createEndpoint(services, clock, log);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Settings of an SDK client for a local endpoint. */
export function clientFor(endpoint: string) {
  return {
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  };
}

const keys = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' },
  { AttributeName: sk, KeyType: 'RANGE' },
];

/** A table like those of the product: two sparse indexes, a stream of new images, TTL. */
export function aTable(name: string, more: Record<string, unknown> = {}): Resource {
  return aResource(
    'AWS::DynamoDB::Table',
    name,
    {
      KeySchema: keys('pk', 'sk'),
      AttributeDefinitions: ['pk', 'sk', 'duePk', 'dueSk', 'todoPk', 'todoSk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: keys('duePk', 'dueSk'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['kind'] },
        },
        {
          IndexName: 'todo',
          KeySchema: keys('todoPk', 'todoSk'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      ...more,
    },
    `arn:aws:dynamodb:eu-central-1:000000000000:table/${name}`,
  );
}
