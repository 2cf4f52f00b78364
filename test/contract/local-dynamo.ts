import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { openDynamoDb } from '../../infra/local/dynamodb/service.ts';
import { type Assembly, AwsFault, type Resource } from '../../infra/local/types.ts';
import { INDEXES, TABLES, type TableName } from '../../shared/names.ts';

/** What the wire does to one request; called before it is handled and again before its answer goes out. */
export type Wire = (operation: string, when: 'before' | 'after') => 'cut' | 'throttle' | undefined;

/** A DynamoDB to test against. */
export interface Bench {
  readonly endpoint: string;
  readonly tables: Readonly<Record<TableName, string>>;
  /** Puts faults on the wire; only the in-process one has a wire of its own. */
  readonly faults?: (wire: Wire | undefined) => void;
  close(): Promise<void>;
}

const keySchema = (pk: string, sk: string): NonNullable<CreateTableCommandInput['KeySchema']> => [
  { AttributeName: pk, KeyType: 'HASH' },
  { AttributeName: sk, KeyType: 'RANGE' },
];

/** The tables as the stacks declare them: keys `pk`/`sk`, two sparse indexes where there are lists. */
function tableInput(table: TableName, name: string): CreateTableCommandInput {
  const indexed = table === 'cases' || table === 'people';
  const keys = ['pk', 'sk', ...(indexed ? Object.values(INDEXES).flatMap(({ pk, sk }) => [pk, sk]) : [])];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema('pk', 'sk'),
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(indexed
      ? {
          GlobalSecondaryIndexes: Object.values(INDEXES).map((index) => ({
            IndexName: index.name,
            KeySchema: keySchema(index.pk, index.sk),
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.include] },
          })),
        }
      : {}),
  };
}

const namesOf = (prefix: string) =>
  Object.fromEntries(TABLES.map((table) => [table, `${prefix}-${table}`])) as Record<TableName, string>;

/** Any service that speaks DynamoDB's API (env `RECORDS_ENDPOINT`): makes its tables and takes them away again. */
export async function remoteBench(endpoint: string): Promise<Bench> {
  const tables = namesOf(`contract-${randomBytes(4).toString('hex')}`);
  const client = new DynamoDBClient({ endpoint });
  for (const table of TABLES) await client.send(new CreateTableCommand(tableInput(table, tables[table])));
  return {
    endpoint,
    tables,
    async close() {
      for (const table of TABLES) await client.send(new DeleteTableCommand({ TableName: tables[table] }));
      client.destroy();
    },
  };
}

/** The local cloud's DynamoDB, in process, behind a wire that can be cut. */
export async function localBench(): Promise<Bench> {
  const tables = namesOf('contract');
  const dataDir = mkdtempSync(join(tmpdir(), 'records-contract-'));
  const resources = TABLES.map((table): Resource => {
    const { TableName: _name, ...properties } = tableInput(table, tables[table]);
    const ref = tables[table];
    return {
      stack: 'contract',
      logicalId: table,
      type: 'AWS::DynamoDB::Table',
      ref,
      arn: '',
      properties,
      metadata: {},
    };
  });
  const dynamo = openDynamoDb({
    dataDir,
    assembly: {
      ofType: (type: string) => resources.filter((one) => one.type === type),
    } as unknown as Assembly,
    clock: { now: () => 0, repeat: () => {} } as never,
    streams: { listens: () => false, append: () => {} },
    journal: { db: new DatabaseSync(':memory:'), transact: (work) => work(), close: () => {} },
    log: { info: () => {}, warn: () => {}, debug: () => {} },
  });
  let wire: Wire | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const answer = (status: number, body: string | Uint8Array): void => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
      };
      const before = wire?.(operation, 'before');
      if (before === 'cut') return void request.socket.destroy();
      if (before === 'throttle')
        return answer(400, JSON.stringify({ __type: 'ThrottlingException', message: 'slow down' }));
      try {
        const body = Buffer.concat(chunks);
        const { headers } = request;
        const result = await dynamo.handle({
          service: 'dynamodb',
          operation,
          protocol: 'json',
          method: 'POST',
          path: '/',
          headers,
          body,
        });
        if (wire?.(operation, 'after') === 'cut') return void request.socket.destroy();
        answer(result.status, result.body);
      } catch (error) {
        if (!(error instanceof AwsFault)) throw error;
        answer(
          error.status,
          JSON.stringify({ __type: error.code, message: error.message, ...error.members }),
        );
      }
    });
  });
  const port = await listen(server);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    tables,
    faults: (next) => {
      wire = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      dynamo.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
