import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
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
import type { Assembly, Resource } from '../../infra/local/types.ts';
import { INDEXES, indexesOf, TABLES, type TableName } from '../../shared/names.ts';
import { serveAws, type Wire } from './local-aws.ts';

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

/** The tables as the stacks declare them: keys `pk`/`sk`, and their sparse indexes. */
function tableInput(table: TableName, name: string): CreateTableCommandInput {
  const indexes = indexesOf(table).map((index) => INDEXES[index]);
  const keys = ['pk', 'sk', ...indexes.flatMap(({ pk, sk }) => [pk, sk])];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema('pk', 'sk'),
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(indexes.length > 0
      ? {
          GlobalSecondaryIndexes: indexes.map((index) => ({
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
    clock: { now: () => 0, repeat: () => {}, fallsDue: () => {} } as never,
    streams: { listens: () => false, append: () => {} },
    journal: { db: new DatabaseSync(':memory:'), transact: (work) => work(), close: () => {} },
    log: { info: () => {}, warn: () => {}, debug: () => {} },
  });
  let wire: Wire | undefined;
  const served = await serveAws(dynamo, (operation, when) => wire?.(operation, when));
  return {
    endpoint: served.endpoint,
    tables,
    faults: (next) => {
      wire = next;
    },
    async close() {
      await served.close();
      dynamo.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
