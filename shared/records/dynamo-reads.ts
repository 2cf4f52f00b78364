import { BatchGetItemCommand, GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { INDEXES } from '../names.ts';
import { type Patience, readPatiently } from './attempts.ts';
import { nameOf, type TableNames } from './dynamo-actions.ts';
import { type Attributes, fromAttributes, keyAttributes, textsOf } from './dynamo-items.ts';
import { troubleOf } from './dynamo-trouble.ts';
import { mergeShards, parseCursor, type ReadShard } from './index-lists.ts';
import { dayEntryFrom, dayPartition, entryFrom, foundFrom } from './index-places.ts';
import {
  BadCursor,
  type IndexedTable,
  InvalidWrite,
  type Item,
  type Key,
  type Records,
  RecordsUnavailable,
} from './port.ts';
import { isExpired, keyText } from './writes.ts';

/** Anything that sends commands as the SDK's client does. */
export type Send = <Output>(command: unknown) => Promise<Output>;
type Rows = { readonly Items?: Attributes[]; readonly LastEvaluatedKey?: Attributes };

/** Keys in one BatchGetItem (DynamoDB). */
const BATCH = 100;

/** Reads of the port, and the bare row that the writing half compares write ids with. */
export interface Reads extends Omit<Records, 'commit' | 'giveWay'> {
  getRow(key: Key): Promise<Attributes | undefined>;
}

/** The reading half of the adapter. */
export function dynamoReads(send: Send, tables: TableNames, patience: Patience): Reads {
  const read = <Output>(command: unknown): Promise<Output> =>
    readPatiently(patience, async () => {
      try {
        return await send<Output>(command);
      } catch (error) {
        throw troubleOf(error);
      }
    });

  const getRow = async (key: Key): Promise<Attributes | undefined> => {
    const input = { TableName: nameOf(tables, key.table), Key: keyAttributes(key), ConsistentRead: true };
    return (await read<{ Item?: Attributes }>(new GetItemCommand(input))).Item;
  };

  const getRows = async (keys: readonly Key[]): Promise<ReadonlyMap<string, Attributes>> => {
    const found = new Map<string, Attributes>();
    let wanted = requestOf(keys, tables);
    for (let round = 0; Object.keys(wanted).length > 0; round += 1) {
      if (round > 0) await patience.sleep(patience.random() * patience.capMs);
      const answer = await read<{
        Responses?: Record<string, Attributes[]>;
        UnprocessedKeys?: ReturnType<typeof requestOf>;
      }>(new BatchGetItemCommand({ RequestItems: wanted }));
      for (const [name, rows] of Object.entries(answer.Responses ?? {})) {
        for (const row of rows) found.set(rowText(name, row), row);
      }
      wanted = answer.UnprocessedKeys ?? {};
      if (round >= patience.tries && Object.keys(wanted).length > 0) {
        throw new RecordsUnavailable('throttled');
      }
    }
    return found;
  };

  const readShard =
    (table: IndexedTable, index: 'due' | 'todo', upTo: string | undefined): ReadShard =>
    async (partition, after, limit) => {
      const { name, pk, sk } = INDEXES[index];
      const rows = await read<Rows>(
        new QueryCommand({
          TableName: nameOf(tables, table),
          IndexName: name,
          KeyConditionExpression: upTo === undefined ? `${pk} = :pk` : `${pk} = :pk AND ${sk} <= :upTo`,
          ExpressionAttributeValues: {
            ':pk': { S: partition },
            ...(upTo === undefined ? {} : { ':upTo': { S: upTo } }),
          },
          Limit: limit,
          ...(after === undefined
            ? {}
            : {
                ExclusiveStartKey: {
                  ...keyAttributes(after),
                  [pk]: { S: partition },
                  [sk]: { S: after.sort },
                },
              }),
        }),
      );
      const entries = (rows.Items ?? []).map((row) => entryFrom(table, index, textsOf(row)));
      return { entries, more: rows.LastEvaluatedKey !== undefined };
    };

  return {
    getRow,

    async get(key, at) {
      const row = await getRow(key);
      return row && living(fromAttributes(key.table, row), at);
    },

    async getMany(keys, at) {
      const rows = new Map<string, Attributes>();
      const unique = [...new Map(keys.map((key) => [keyText(key), key])).values()];
      for (let i = 0; i < unique.length; i += BATCH) {
        for (const [text, row] of await getRows(unique.slice(i, i + BATCH))) rows.set(text, row);
      }
      return keys.map((key) => {
        const row = rows.get(keyTextOf(nameOf(tables, key.table), key.pk, key.sk));
        return row && living(fromAttributes(key.table, row), at);
      });
    },

    async query(table, pk, { prefix = '', after, limit, newestFirst = false, stale = false } = {}) {
      const rows = await read<Rows>(
        new QueryCommand({
          TableName: nameOf(tables, table),
          ConsistentRead: !stale,
          KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: {
            ':pk': { S: pk },
            ...(prefix === '' ? {} : { ':prefix': { S: prefix } }),
          },
          ScanIndexForward: !newestFirst,
          ...(limit === undefined ? {} : { Limit: limit }),
          ...(after === undefined ? {} : { ExclusiveStartKey: keyAttributes({ pk, sk: after }) }),
        }),
      );
      const items = (rows.Items ?? []).map((row) => fromAttributes(table, row));
      const last = stringAt(rows.LastEvaluatedKey, 'sk');
      return last === undefined ? { items } : { items, cursor: last };
    },

    listDue: (group, { upTo, limit, cursor, table = 'cases' }) =>
      forList(cursor, () => mergeShards(group, limit, cursor, readShard(table, 'due', upTo))),

    async listTodo(group, { upTo, limit, table = 'cases' }) {
      return (await mergeShards(group, limit, undefined, readShard(table, 'todo', upTo))).items;
    },

    async find(hash) {
      const { name, pk } = INDEXES.find;
      const rows = await read<Rows>(
        new QueryCommand({
          TableName: nameOf(tables, 'cases'),
          IndexName: name,
          KeyConditionExpression: `${pk} = :pk`,
          ExpressionAttributeValues: { ':pk': { S: hash } },
        }),
      );
      return (rows.Items ?? []).map((row) => foundFrom(textsOf(row)));
    },

    async listDays(shard, { after, upTo, limit }) {
      const { name, pk, sk } = INDEXES.day;
      const rows = await read<Rows>(
        new QueryCommand({
          TableName: nameOf(tables, 'ledger'),
          IndexName: name,
          // A key condition has no half-open range: what equals `after` is left out here.
          KeyConditionExpression: `${pk} = :pk AND ${sk} BETWEEN :after AND :upTo`,
          ExpressionAttributeValues: {
            ':pk': { S: dayPartition(shard) },
            ':after': { S: after },
            ':upTo': { S: upTo },
          },
          ...(limit === undefined ? {} : { Limit: limit + 1 }),
        }),
      );
      const entries = (rows.Items ?? []).map((row) => dayEntryFrom(textsOf(row)));
      const items = entries.filter(({ sort }) => sort > after).slice(0, limit);
      return { items, more: rows.LastEvaluatedKey !== undefined };
    },

    async scan(table, cursor, part) {
      const start = cursor === undefined ? undefined : scanStart(cursor);
      const rows = await forList(cursor, () =>
        read<Rows>(
          new ScanCommand({
            TableName: nameOf(tables, table),
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
            ...(part === undefined ? {} : { Segment: part.index, TotalSegments: part.of }),
          }),
        ),
      );
      const items = (rows.Items ?? []).map((row) => fromAttributes(table, row));
      const last = rows.LastEvaluatedKey;
      if (last === undefined) return { items };
      return {
        items,
        cursor: Buffer.from(JSON.stringify([stringAt(last, 'pk'), stringAt(last, 'sk')])).toString(
          'base64url',
        ),
      };
    },
  };
}

const living = (item: Item, at: number): Item | undefined => (isExpired(item.expires, at) ? undefined : item);

const stringAt = (row: Attributes | undefined, name: string): string | undefined => row?.[name]?.S;

const keyTextOf = (table: string, pk: string | undefined, sk: string | undefined): string =>
  `${table}\u0000${pk}\u0000${sk}`;

const rowText = (tableName: string, row: Attributes): string =>
  keyTextOf(tableName, stringAt(row, 'pk'), stringAt(row, 'sk'));

function requestOf(keys: readonly Key[], tables: TableNames) {
  const wanted: Record<string, { Keys: Attributes[]; ConsistentRead: boolean }> = {};
  for (const key of keys) {
    const name = nameOf(tables, key.table);
    wanted[name] ??= { Keys: [], ConsistentRead: true };
    wanted[name].Keys.push(keyAttributes(key));
  }
  return wanted;
}

function scanStart(cursor: string): Attributes {
  const [pk, sk] = [parseCursor(cursor)].flat() as unknown[];
  if (typeof pk !== 'string' || typeof sk !== 'string') throw new BadCursor('not a cursor of a scan');
  return keyAttributes({ pk, sk });
}

/** A start key that the store refuses came from a cursor that is not ours. */
async function forList<T>(cursor: string | undefined, list: () => Promise<T>): Promise<T> {
  try {
    return await list();
  } catch (error) {
    if (cursor !== undefined && error instanceof InvalidWrite)
      throw new BadCursor('not a cursor of this list', { cause: error });
    throw error;
  }
}
