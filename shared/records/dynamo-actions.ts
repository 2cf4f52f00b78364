import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type TableName, TTL_ATTRIBUTE } from '../names.ts';
import { type Attributes, COUNT, keyAttributes, toAttributes, WRITE_ID } from './dynamo-items.ts';
import type { Key, Write } from './port.ts';

type Parts = NonNullable<TransactWriteItem['Put' | 'Delete' | 'Update' | 'ConditionCheck']>;
/** What conditions need; the SDK's types differ between single and transactional writes only in what we don't use. */
interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Attributes;
}

const ABSENT: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };
const versionIs = (v: number): Condition => ({
  ConditionExpression: 'v = :v',
  ExpressionAttributeValues: { ':v': { N: String(v) } },
});
const absentAt = (at: number): Condition => ({
  ConditionExpression: 'attribute_not_exists(pk) OR #expires <= :now',
  ExpressionAttributeNames: { '#expires': TTL_ATTRIBUTE },
  ExpressionAttributeValues: { ':now': { N: String(Math.floor(at / 1000)) } },
});
const absence = ({ at }: { readonly at?: number }): Condition => (at === undefined ? ABSENT : absentAt(at));

/** Deployed names of the tables that a door may use. */
export type TableNames = Readonly<Partial<Record<TableName, string>>>;

/** Deployed name of a table; a door that was not given it may not use it, and fails loudly. */
export function nameOf(names: TableNames, table: TableName): string {
  const name = names[table];
  if (name === undefined || name === '') throw new Error(`this door has no table ${table}`);
  return name;
}

/** One action in the form of TransactWriteItems; its only member is also the input of the single operation. */
export function actionOf(
  write: Write,
  names: TableNames,
  writeId: string,
): TransactWriteItem & { readonly [operation: string]: Parts | undefined } {
  switch (write.op) {
    case 'put-absent':
    case 'put-version': {
      const { item } = write;
      const condition = write.op === 'put-version' ? versionIs(item.v - 1) : absence(write);
      return {
        Put: { TableName: nameOf(names, item.table), Item: toAttributes(item, writeId), ...condition },
      };
    }
    case 'delete-version':
      return { Delete: { ...addressOf(write.key, names), ...versionIs(write.v) } };
    case 'check-version':
      return { ConditionCheck: { ...addressOf(write.key, names), ...versionIs(write.v) } };
    case 'check-absent':
      return { ConditionCheck: { ...addressOf(write.key, names), ...absence(write) } };
    case 'count':
      return { Update: { ...addressOf(write.key, names), ...counting(write, writeId) } };
  }
}

const addressOf = (key: Key, names: TableNames) => ({
  TableName: nameOf(names, key.table),
  Key: keyAttributes(key),
});

function counting(write: Extract<Write, { op: 'count' }>, writeId: string) {
  const below = '#n <= :room';
  return {
    UpdateExpression: 'ADD #n :by, v :one SET kind = :kind, #w = :w, #expires = :expires',
    // A first use that is above the ceiling at once must fail too: then only the comparison stands, false when absent.
    ConditionExpression: write.by <= write.ceiling ? `attribute_not_exists(#n) OR ${below}` : below,
    ExpressionAttributeNames: { '#n': COUNT, '#w': WRITE_ID, '#expires': TTL_ATTRIBUTE },
    ExpressionAttributeValues: {
      ':by': { N: String(write.by) },
      ':one': { N: '1' },
      ':kind': { S: 'counter' },
      ':w': { S: writeId },
      ':expires': { N: String(write.expires) },
      ':room': { N: String(write.ceiling - write.by) },
    },
  };
}
