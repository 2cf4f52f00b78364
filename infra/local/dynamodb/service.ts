import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { INDEXES } from '../../../shared/names.ts';
import { jsonAnswer } from '../answers.ts';
import { type AwsAnswer, AwsFault, type AwsRequest, type LocalCloud, type Service } from '../types.ts';
import { Meter, wantedOf } from './consumed.ts';
import { Engine } from './engine.ts';
import { Shelf } from './shelf.ts';
import { settleTables, tableOf } from './tables.ts';
import { transactGet, transactWrite } from './transactions.ts';
import type { Change, Item, Json, Table } from './types.ts';
import { itemBytes, readUnits } from './units.ts';
import { Writer } from './writer.ts';

/** How often expired items are looked for (virtual time). */
const TTL_SWEEP_MS = 3_600_000;

/** The local DynamoDB. `close` ends the file cleanly; a kill at any moment is as good. */
export interface DynamoDb extends Service {
  close(): void;
}

type Parts = Pick<LocalCloud, 'assembly' | 'clock' | 'streams' | 'journal' | 'dataDir' | 'log'>;

/** Opens the tables of the templates in `<data>/records/dynamodb.db`. */
export function openDynamoDb(cloud: Parts): DynamoDb {
  const directory = join(cloud.dataDir, 'records');
  mkdirSync(directory, { recursive: true });
  const shelf = new Shelf(join(directory, 'dynamodb.db'));
  const resources = [
    ...cloud.assembly.ofType('AWS::DynamoDB::Table'),
    ...cloud.assembly.ofType('AWS::DynamoDB::GlobalTable'),
  ];
  const tables = new Map<string, Table>(resources.map((resource) => [resource.ref, tableOf(resource)]));
  const engine = new Engine(shelf, tables);
  settleTables(shelf, engine, tables.values());
  const writer = new Writer({ shelf, engine, tables, streams: cloud.streams, journal: cloud.journal });
  writer.handOver();

  cloud.clock.repeat('dynamodb-ttl', {
    next: (after) => after + TTL_SWEEP_MS,
    last: cloud.clock.now(),
    coalesce: true,
    fn: () => {
      while (writer.expire(cloud.clock.now()) > 0);
    },
  });

  // What the program wants done at an instant stands in an index, in the order of instants.
  const lists = [...tables].filter(([, { definition }]) =>
    definition.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === INDEXES.todo.name),
  );
  cloud.clock.fallsDue((after) => {
    const instants = lists.map(([name]) => shelf.nextIn(name, INDEXES.todo, new Date(after).toISOString()));
    const [first] = instants.filter((instant) => instant !== undefined).toSorted();
    return first === undefined ? undefined : Date.parse(first);
  });

  const operations = operationsOf({ engine, writer, shelf, tables, now: () => cloud.clock.now() });
  return {
    name: 'dynamodb',
    async handle(request: AwsRequest): Promise<AwsAnswer> {
      const operation = operations[request.operation];
      if (operation === undefined) {
        throw new AwsFault(
          'UnknownOperationException',
          `The local cloud's DynamoDB does not do ${request.operation}`,
        );
      }
      return jsonAnswer(await operation(parse(request.body)));
    },
    close: () => shelf.close(),
  };
}

interface Context {
  readonly engine: Engine;
  readonly writer: Writer;
  readonly shelf: Shelf;
  readonly tables: ReadonlyMap<string, Table>;
  readonly now: () => number;
}

function operationsOf(context: Context): Readonly<Record<string, (input: Json) => Json | Promise<Json>>> {
  const { engine, tables } = context;
  const write = (operation: 'PutItem' | 'UpdateItem' | 'DeleteItem') => (input: Json) =>
    writeOne(context, operation, input);
  return {
    GetItem: (input) => getOne(engine, input),
    PutItem: write('PutItem'),
    UpdateItem: write('UpdateItem'),
    DeleteItem: write('DeleteItem'),
    Query: (input) => page(engine, 'Query', input),
    Scan: (input) => page(engine, 'Scan', input),
    BatchGetItem: (input) => batchGet(engine, input),
    BatchWriteItem: (input) => batchWrite(context, input),
    TransactWriteItems: (input) => transactWrite(context, input),
    TransactGetItems: (input) => transactGet(engine, input),
    ListTables: () => ({ TableNames: [...tables.keys()].sort() }),
    DescribeTable: (input) => ({ Table: engine.table(input['TableName']).definition }),
    DescribeTimeToLive: (input) => {
      const { ttlAttribute } = engine.table(input['TableName']);
      return {
        TimeToLiveDescription: ttlAttribute
          ? { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute }
          : { TimeToLiveStatus: 'DISABLED' },
      };
    },
  };
}

function getOne(engine: Engine, input: Json): Json {
  const table = engine.table(input['TableName']);
  const { ReturnConsumedCapacity: _wanted, ...checked } = engine.check('GetItem', input);
  const answer = engine.runNow('GetItem', checked);
  const full = engine.item(table, checked['Key'] as Item);
  const meter = new Meter();
  meter.add(
    table.definition.TableName,
    readUnits(full ? itemBytes(full) : 0, checked['ConsistentRead'] === true),
  );
  return withOne(answer, meter, input);
}

function writeOne(
  { engine, writer }: Context,
  operation: 'PutItem' | 'UpdateItem' | 'DeleteItem',
  input: Json,
): Json {
  const table = engine.table(input['TableName']);
  const { ReturnConsumedCapacity: _wanted, ...checked } = engine.check(operation, input, [
    'ReturnValuesOnConditionCheckFailure',
  ]);
  const meter = new Meter();
  const nothing: Change = { table: table.definition.TableName, before: undefined, after: undefined };
  try {
    const answer = writer.commit(
      () => engine.runNow(operation, checked),
      ([change]) => meter.write(table, change ?? nothing, false),
    );
    return withOne(answer, meter, input);
  } catch (error) {
    const wantsItem = input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
    if (!(error instanceof AwsFault) || error.code !== 'ConditionalCheckFailedException' || !wantsItem)
      throw error;
    const item = engine.item(table, keyIn(table, (checked['Key'] ?? checked['Item']) as Item));
    throw new AwsFault(error.code, error.message, error.status, item === undefined ? {} : { Item: item });
  }
}

async function page(engine: Engine, operation: 'Query' | 'Scan', input: Json): Promise<Json> {
  const table = engine.table(input['TableName']);
  const { ReturnConsumedCapacity: _wanted, ...checked } = engine.check(operation, input);
  const { answer, scanned } = await engine.runPage(operation, checked);
  const bytes = scanned.reduce((sum, item) => sum + itemBytes(item), 0);
  const meter = new Meter();
  const index = checked['IndexName'] as string | undefined;
  if (index !== undefined) meter.add(table.definition.TableName, 0);
  meter.add(table.definition.TableName, readUnits(bytes, checked['ConsistentRead'] === true), index);
  return withOne(answer, meter, input);
}

function batchGet(engine: Engine, input: Json): Json {
  const requests = Object.entries(
    (input['RequestItems'] ?? {}) as Record<string, { Keys: readonly Item[] } & Json>,
  );
  const total = requests.reduce((sum, [, { Keys }]) => sum + Keys.length, 0);
  if (total < 1 || total > 100)
    throw new AwsFault('ValidationException', 'Too many items requested for the BatchGetItem call');
  const meter = new Meter();
  const responses: Record<string, unknown[]> = {};
  for (const [name, { Keys, ConsistentRead, ...rest }] of requests) {
    const table = engine.table(name);
    const found: unknown[] = [];
    responses[name] = found;
    const seen = new Set<string>();
    for (const Key of Keys) {
      const checked = engine.check('GetItem', { TableName: name, Key, ...rest });
      const full = engine.item(table, Key);
      const id = engine.storeKey(table, Key);
      if (seen.has(id))
        throw new AwsFault('ValidationException', 'Provided list of item keys contains duplicates');
      seen.add(id);
      meter.add(table.definition.TableName, readUnits(full ? itemBytes(full) : 0, ConsistentRead === true));
      const { Item: item } = engine.runNow('GetItem', checked);
      if (item !== undefined) found.push(item);
    }
  }
  return withList({ Responses: responses, UnprocessedKeys: {} }, meter, input);
}

function batchWrite({ engine, writer }: Context, input: Json): Json {
  const requests = Object.entries((input['RequestItems'] ?? {}) as Record<string, readonly Json[]>).flatMap(
    ([name, list]) => list.map((request) => ({ table: engine.table(name), request })),
  );
  if (requests.length < 1 || requests.length > 25) {
    throw new AwsFault('ValidationException', 'Too many items requested for the BatchWriteItem call');
  }
  const seen = new Set<string>();
  const steps = requests.map(({ table, request }) => {
    const put = request['PutRequest'] as { Item: Item } | undefined;
    const remove = request['DeleteRequest'] as { Key: Item } | undefined;
    const TableName = table.definition.TableName;
    const operation = put ? ('PutItem' as const) : ('DeleteItem' as const);
    const checked = engine.check(
      operation,
      put ? { TableName, Item: put.Item } : { TableName, Key: remove?.Key },
    );
    const id = `${TableName}/${engine.storeKey(table, keyIn(table, (put?.Item ?? remove?.Key) as Item))}`;
    if (seen.has(id))
      throw new AwsFault('ValidationException', 'Provided list of item keys contains duplicates');
    seen.add(id);
    return { operation, checked };
  });
  const meter = new Meter();
  writer.commit(
    () => {
      for (const { operation, checked } of steps) engine.runNow(operation, checked);
    },
    (changes) => {
      for (const change of changes) meter.write(engine.table(change.table), change, false);
    },
  );
  return withList({ UnprocessedItems: {} }, meter, input);
}

function keyIn(table: Table, item: Item): Item {
  return Object.fromEntries(
    table.definition.KeySchema.flatMap(({ AttributeName }) => {
      const value = item[AttributeName];
      return value === undefined ? [] : [[AttributeName, value]];
    }),
  );
}

function withOne(answer: Json, meter: Meter, input: Json): Json {
  const [consumed] = meter.list(wantedOf(input)) ?? [];
  return consumed === undefined ? answer : { ...answer, ConsumedCapacity: consumed };
}

function withList(answer: Json, meter: Meter, input: Json): Json {
  const consumed = meter.list(wantedOf(input));
  return consumed === undefined ? answer : { ...answer, ConsumedCapacity: consumed };
}

function parse(body: Buffer): Json {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Json;
  } catch {
    // The fault below says it.
  }
  throw new AwsFault('SerializationException', 'The body is not a JSON object');
}
