import {
  BatchGetItemCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  type TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DynamoDb, openDynamoDb } from '../../../infra/local/dynamodb/service.ts';
import { aBench, aTable, type Bench, clientFor, serve } from './support.ts';

let bench: Bench;
let dynamo: DynamoDb;
let server: Awaited<ReturnType<typeof serve>>;
let db: DynamoDBClient;

beforeAll(async () => {
  bench = aBench({
    resources: [aTable('cases'), aTable('images', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } })],
  });
  dynamo = openDynamoDb(bench);
  server = await serve([dynamo], bench);
  db = new DynamoDBClient(clientFor(server.url));
});
afterAll(async () => {
  db.destroy();
  await server.close();
  bench.clock.stop();
  dynamo.close();
});
beforeEach(() => {
  bench.streamed.length = 0;
});

const key = (pk: string, sk = 'a') => ({ pk: { S: pk }, sk: { S: sk } });
const put = (pk: string, sk = 'a', rest = {}): TransactWriteItem => ({
  Put: {
    TableName: 'cases',
    Item: { ...key(pk, sk), ...rest },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});
const write = (items: TransactWriteItem[], token?: string) =>
  db.send(
    new TransactWriteItemsCommand({ TransactItems: items, ...(token ? { ClientRequestToken: token } : {}) }),
  );
const read = async (pk: string, sk = 'a') =>
  (await db.send(new GetItemCommand({ TableName: 'cases', Key: key(pk, sk), ConsistentRead: true }))).Item;
const failure = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error as TransactionCanceledException,
  );

describe('transactions of the local DynamoDB, asked through the real SDK', () => {
  it('G1: writes all actions or none, and gives the reason of each action', async () => {
    await write([put('one')]);
    const error = await failure(
      write([
        put('two'),
        put('one'),
        {
          ConditionCheck: {
            TableName: 'cases',
            Key: key('three'),
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
        { Delete: { TableName: 'cases', Key: key('four') } },
      ]),
    );
    expect(error?.name).toBe('TransactionCanceledException');
    expect(error?.CancellationReasons?.map((reason) => reason.Code)).toEqual([
      'None',
      'ConditionalCheckFailed',
      'ConditionalCheckFailed',
      'None',
    ]);
    expect(await read('two')).toBeUndefined();
    expect(bench.streamed.map(([, change]) => change.keys)).toEqual([key('one')]);
  });

  it('gives the item with the reason when the action asks for it', async () => {
    await write([put('kept', 'a', { v: { N: '7' } })]);
    const { Put } = put('kept');
    const error = await failure(
      write([
        { Put: { ...(Put as NonNullable<typeof Put>), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
      ]),
    );
    expect(error?.CancellationReasons?.[0]?.Item).toEqual({ ...key('kept'), v: { N: '7' } });
  });

  it('names a bad update of one action ValidationError and writes nothing', async () => {
    await write([put('text', 'a', { n: { S: 'no number' } })]);
    const error = await failure(
      write([
        put('beside'),
        {
          Update: {
            TableName: 'cases',
            Key: key('text'),
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
      ]),
    );
    expect(error?.CancellationReasons?.map((reason) => reason.Code)).toEqual(['None', 'ValidationError']);
    expect(await read('beside')).toBeUndefined();
  });

  it('refuses two actions on one item, and more than 100 actions', async () => {
    expect(
      (await failure(write([put('twice'), { Delete: { TableName: 'cases', Key: key('twice') } }])))?.name,
    ).toBe('ValidationException');
    expect((await failure(write(Array.from({ length: 101 }, (_, n) => put(`many-${n}`)))))?.name).toBe(
      'ValidationException',
    );
    await write(Array.from({ length: 100 }, (_, n) => put(`many-${n}`)));
    expect(await read('many-99')).toBeDefined();
  });

  it('G3: a ClientRequestToken repeats the answer for ten minutes and refuses other content', async () => {
    await write([put('token')], 'a-token-of-a-caller');
    await write([put('token')], 'a-token-of-a-caller');
    expect((await failure(write([put('other')], 'a-token-of-a-caller')))?.name).toBe(
      'IdempotentParameterMismatchException',
    );
    await bench.clock.advanceTo(bench.clock.now() + 11 * 60_000);
    expect((await failure(write([put('token')], 'a-token-of-a-caller')))?.name).toBe(
      'TransactionCanceledException',
    );
  });

  it('counts 2 units per KB of UTF-8 and one per touched index', async () => {
    const { ConsumedCapacity } = await db.send(
      new TransactWriteItemsCommand({
        ReturnConsumedCapacity: 'INDEXES',
        TransactItems: [
          put('units', 'russian', { text: { S: 'я'.repeat(600) } }),
          put('units', 'due', { duePk: { S: 'cases#0' }, dueSk: { S: '2026-12-30' } }),
        ],
      }),
    );
    expect(ConsumedCapacity?.[0]).toMatchObject({
      CapacityUnits: 7,
      Table: { CapacityUnits: 6 },
      GlobalSecondaryIndexes: { due: { CapacityUnits: 1 } },
    });
  });

  it('TransactGetItems and BatchGetItem give what is there, absent items left out as AWS does', async () => {
    await write([put('get', '1'), put('get', '2')]);
    const gets = ['1', '0', '2'].map((sk) => ({ Get: { TableName: 'cases', Key: key('get', sk) } }));
    const transaction = await db.send(new TransactGetItemsCommand({ TransactItems: gets }));
    expect(transaction.Responses).toEqual([{ Item: key('get', '1') }, {}, { Item: key('get', '2') }]);
    const batch = await db.send(
      new BatchGetItemCommand({
        RequestItems: { cases: { Keys: ['1', '0', '2'].map((sk) => key('get', sk)), ConsistentRead: true } },
      }),
    );
    expect(batch.Responses?.['cases']).toHaveLength(2);
  });
});

describe('lists, counters, streams and TTL of the local DynamoDB', () => {
  it('an index is sparse, holds the projected attributes only, and is read in order page by page', async () => {
    for (const day of ['2026-12-30', '2026-12-28', '2026-12-29']) {
      await write([
        put('list', day, {
          duePk: { S: 'list#1' },
          dueSk: { S: day },
          kind: { S: 'case' },
          secret: { S: 'x' },
        }),
      ]);
    }
    await write([put('list', 'not due', { kind: { S: 'case' } })]);
    const days: unknown[] = [];
    let after: Record<string, { S: string }> | undefined;
    do {
      const page = await db.send(
        new QueryCommand({
          TableName: 'cases',
          IndexName: 'due',
          KeyConditionExpression: 'duePk = :p AND dueSk <= :day',
          ExpressionAttributeValues: { ':p': { S: 'list#1' }, ':day': { S: '2026-12-29' } },
          Limit: 1,
          ...(after ? { ExclusiveStartKey: after } : {}),
        }),
      );
      days.push(...(page.Items ?? []));
      after = page.LastEvaluatedKey as typeof after;
    } while (after);
    expect(days).toEqual(
      ['2026-12-28', '2026-12-29'].map((day) => ({
        ...key('list', day),
        duePk: { S: 'list#1' },
        dueSk: { S: day },
        kind: { S: 'case' },
      })),
    );
  });

  it('leaves the index when the attribute goes, and a scan shows each item once over many pages', async () => {
    await db.send(
      new PutItemCommand({
        TableName: 'images',
        Item: { ...key('gone'), duePk: { S: 'gone#1' }, dueSk: { S: '1' } },
      }),
    );
    await db.send(new PutItemCommand({ TableName: 'images', Item: key('gone') }));
    const { Items } = await db.send(
      new QueryCommand({
        TableName: 'images',
        IndexName: 'due',
        KeyConditionExpression: 'duePk = :p',
        ExpressionAttributeValues: { ':p': { S: 'gone#1' } },
      }),
    );
    expect(Items).toEqual([]);
    for (let n = 0; n < 12; n += 1) {
      await db.send(
        new PutItemCommand({
          TableName: 'images',
          Item: { ...key('big', `${n}`), text: { S: 'x'.repeat(300_000) } },
        }),
      );
    }
    const found = new Set<string>();
    let pages = 0;
    let after: Record<string, { S: string }> | undefined;
    do {
      const page = await db.send(
        new ScanCommand({ TableName: 'images', ...(after ? { ExclusiveStartKey: after } : {}) }),
      );
      for (const item of page.Items ?? []) found.add(`${item['pk']?.S}/${item['sk']?.S}`);
      after = page.LastEvaluatedKey as typeof after;
      pages += 1;
    } while (after);
    expect(found.size).toBe(13);
    expect(pages).toBeGreaterThan(2);
  });

  it('T3: a counter stops at its ceiling', async () => {
    const count = () =>
      db.send(
        new UpdateItemCommand({
          TableName: 'cases',
          Key: key('counter'),
          UpdateExpression: 'ADD n :one SET #e = if_not_exists(#e, :until)',
          ConditionExpression: 'attribute_not_exists(n) OR n < :max',
          ExpressionAttributeNames: { '#e': 'expires' },
          ExpressionAttributeValues: {
            ':one': { N: '1' },
            ':max': { N: '2' },
            ':until': { N: '9999999999' },
          },
        }),
      );
    await count();
    await count();
    expect((await failure(count()))?.name).toBe('ConditionalCheckFailedException');
    expect((await read('counter'))?.['n']).toEqual({ N: '2' });
  });

  it('a stream tells insert, change and removal with the images of its view, and nothing of a write without change', async () => {
    const item = { ...key('stream'), v: { N: '1' } };
    await db.send(new PutItemCommand({ TableName: 'images', Item: item }));
    await db.send(new PutItemCommand({ TableName: 'images', Item: item }));
    await db.send(new PutItemCommand({ TableName: 'images', Item: { ...item, v: { N: '2' } } }));
    expect(bench.streamed).toEqual([
      ['images', { eventName: 'INSERT', keys: key('stream'), newImage: item }],
      ['images', { eventName: 'MODIFY', keys: key('stream'), newImage: { ...item, v: { N: '2' } } }],
    ]);
  });

  it('TTL deletes expired items as virtual time passes, marked as the service’s own deletion', async () => {
    const inAnHour = String(Math.floor(bench.clock.now() / 1000) + 3600);
    const inAWeek = String(Math.floor(bench.clock.now() / 1000) + 7 * 86_400);
    await write([
      put('ttl', 'soon', { expires: { N: inAnHour } }),
      put('ttl', 'later', { expires: { N: inAWeek } }),
    ]);
    bench.streamed.length = 0;
    await bench.clock.advanceTo(bench.clock.now() + 2 * 86_400_000);
    expect(await read('ttl', 'soon')).toBeUndefined();
    expect(await read('ttl', 'later')).toBeDefined();
    expect(bench.streamed.map(([, change]) => [change.eventName, change.keys['sk'], change.byTtl])).toEqual([
      ['REMOVE', { S: 'soon' }, true],
    ]);
  });

  it('refuses by name what it does not know, instead of ignoring it', async () => {
    const statement = await failure(
      db.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM cases' })),
    );
    expect(statement?.message).toContain('ExecuteStatement');
    const unknown = await failure(db.send(new GetItemCommand({ TableName: 'nowhere', Key: key('x') })));
    expect(unknown?.name).toBe('ResourceNotFoundException');
  });
});
