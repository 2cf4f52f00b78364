import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DynamoDb, openDynamoDb } from '../../../infra/local/dynamodb/service.ts';
import { aBench, aTable, type Bench, clientFor, serve } from './support.ts';

let bench: Bench;
let dynamo: DynamoDb;
let server: Awaited<ReturnType<typeof serve>>;
let db: DynamoDBClient;

beforeAll(async () => {
  bench = aBench({ resources: [aTable('cases')] });
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

type Item = Record<string, AttributeValue>;
const key = (pk: string, sk = 'a') => ({ pk: { S: pk }, sk: { S: sk } });
const put = (item: Item, rest: Partial<PutItemCommandInput> = {}) =>
  db.send(new PutItemCommand({ TableName: 'cases', Item: item, ...rest }));
const scan = async (FilterExpression: string, values: Item) => {
  const { Items = [] } = await db.send(
    new ScanCommand({ TableName: 'cases', FilterExpression, ExpressionAttributeValues: values }),
  );
  return Items.map((item) => item['pk']?.S).sort();
};
const failure = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.name,
  );

describe('one request neither ends nor holds up the local cloud', () => {
  it('an absent attribute in a list is equal to nothing: the filter answers, and the next request too', async () => {
    await put({ ...key('in-one'), v: { S: 'one' } });
    await put({ ...key('in-two'), v: { S: 'two' } });
    expect(await scan('v IN (nope, :k)', { ':k': { S: 'one' } })).toEqual(['in-one']);
    expect(await scan('NOT v IN (nope, :k) AND attribute_exists(v)', { ':k': { S: 'one' } })).toEqual([
      'in-two',
    ]);
  });

  it('nothing absent is equal to, before, between or the beginning of anything absent', async () => {
    await put({ ...key('absent'), v: { S: 'x' } });
    const one = { ':k': { S: 'x' } };
    expect(await scan('v = :k AND begins_with(nope, nor)', one)).toEqual([]);
    expect(await scan('v = :k AND nope = nor', one)).toEqual([]);
    expect(await scan('v = :k AND nope <= nor', one)).toEqual([]);
    expect(await scan('v = :k AND size(nope) = size(nor)', one)).toEqual([]);
    expect(await scan('v = :k AND nope BETWEEN nor AND neither', one)).toEqual([]);
    expect(await scan('v = :k AND NOT nope = nor', one)).toEqual(['absent']);
  });

  it('twenty nested parentheses are answered rightly, at once', async () => {
    await put({ ...key('nested'), v: { S: 'deep' }, n: { N: '1' } });
    const began = performance.now();
    const nested = (innermost: string) => `${'(v = :v AND '.repeat(20)}${innermost}${')'.repeat(20)}`;
    const values = { ':v': { S: 'deep' }, ':n': { N: '1' } };
    expect(await scan(nested('n = :n'), values)).toEqual(['nested']);
    expect(await scan(nested('n <> :n'), values)).toEqual([]);
    expect(await scan(`${'NOT ('.repeat(20)}v = :v AND n = :n${')'.repeat(20)}`, values)).toEqual(['nested']);
    const update = (UpdateExpression: string) =>
      db.send(
        new UpdateItemCommand({
          TableName: 'cases',
          Key: key('nested'),
          UpdateExpression,
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );
    await update(`SET m = ${'if_not_exists(m, '.repeat(20)}:one${')'.repeat(20)}`);
    expect(await failure(scan(`${'('.repeat(20)}v = :v${')'.repeat(20)}`, { ':v': { S: 'deep' } }))).toBe(
      'ValidationException',
    );
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('an expression has at most 4,096 bytes', async () => {
    const long = (bytes: number) => 'v = :v'.padEnd(bytes, ' ');
    expect(await failure(scan(long(4096), { ':v': { S: 'x' } }))).toBe('done');
    expect(await failure(scan(long(4097), { ':v': { S: 'x' } }))).toBe('ValidationException');
  });
});

/** Each way to write an item, with the code of the refusal: an update within a transaction is a reason of it. */
const ways: readonly [string, (item: Item) => Promise<unknown>, string][] = [
  ['put', (item) => put(item), 'ValidationException'],
  [
    'transaction',
    (item) =>
      db.send(
        new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: 'cases', Item: item } }] }),
      ),
    'ValidationException',
  ],
  ['update', (item) => db.send(new UpdateItemCommand(updateOf(item))), 'ValidationException'],
  [
    'update of a transaction',
    (item) => db.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: updateOf(item) }] })),
    'TransactionCanceledException',
  ],
];

function updateOf({ pk, sk, ...rest }: Item) {
  const names = Object.keys(rest);
  return {
    TableName: 'cases',
    Key: { pk, sk } as Item,
    UpdateExpression: `SET ${names.map((name, i) => `#n${i} = :${name}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#n${i}`, name])),
    ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, rest[name] ?? { S: '' }])),
  };
}

const deep = (levels: number): AttributeValue =>
  levels === 0 ? { S: 'leaf' } : { M: { n: deep(levels - 1) } };
const due = (duePk: string, dueSk: string) => ({ duePk: { S: duePk }, dueSk: { S: dueSk } });

describe.each(ways)('sizes count in UTF-8, as on DynamoDB: %s', (way, write, refusal) => {
  it.each<[string, Item, Item]>([
    ['400 KB an item', { text: { S: 'я'.repeat(204_000) } }, { text: { S: 'я'.repeat(205_000) } }],
    ['2,048 bytes a partition of an index', due('я'.repeat(1_024), 'x'), due('я'.repeat(1_025), 'x')],
    ['1,024 bytes a place in an index', due('x', 'я'.repeat(512)), due('x', 'я'.repeat(513))],
    ['something in a key of an index', due('x', 'x'), due('', 'x')],
    ['something in each key of an index', due('x', 'x'), due('x', '')],
    ['31 levels in a value', { map: deep(31) }, { map: deep(32) }],
  ])('%s, and no more', async (what, taken, refused) => {
    expect(await failure(write({ ...key(`${way} ${what}`), ...taken }))).toBe('done');
    // Values of expressions are looked at before anything is done.
    const code = 'map' in refused ? 'ValidationException' : refusal;
    expect(await failure(write({ ...key(`${way} ${what}`, 'b'), ...refused }))).toBe(code);
    const { Item: after } = await db.send(
      new GetItemCommand({ TableName: 'cases', Key: key(`${way} ${what}`, 'b') }),
    );
    expect(after).toBeUndefined();
  });
});

describe('what else DynamoDB refuses is refused', () => {
  it('keys of more than 2,048 and 1,024 bytes of UTF-8, written or read', async () => {
    expect(await failure(put(key('я'.repeat(1_024), 'я'.repeat(512))))).toBe('done');
    expect(await failure(put(key('я'.repeat(1_025))))).toBe('ValidationException');
    expect(await failure(put(key('x', 'я'.repeat(513))))).toBe('ValidationException');
    expect(
      await failure(db.send(new GetItemCommand({ TableName: 'cases', Key: key('x', 'я'.repeat(513)) }))),
    ).toBe('ValidationException');
  });

  it('a token of a transaction of more than 36 characters', async () => {
    const write = (ClientRequestToken: string) =>
      db.send(
        new TransactWriteItemsCommand({
          ClientRequestToken,
          TransactItems: [{ Put: { TableName: 'cases', Item: key('token') } }],
        }),
      );
    expect(await failure(write('t'.repeat(36)))).toBe('done');
    expect(await failure(write('t'.repeat(37)))).toBe('ValidationException');
  });

  it('an empty beginning of a key, and an unknown answer to a failed condition', async () => {
    const query = (prefix: string) =>
      db.send(
        new QueryCommand({
          TableName: 'cases',
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': { S: 'x' }, ':prefix': { S: prefix } },
        }),
      );
    expect(await failure(query('a'))).toBe('done');
    expect(await failure(query(''))).toBe('ValidationException');
    const wanted = 'EVERYTHING' as 'ALL_OLD';
    expect(await failure(put(key('x'), { ReturnValuesOnConditionCheckFailure: wanted }))).toBe(
      'ValidationException',
    );
  });
});
