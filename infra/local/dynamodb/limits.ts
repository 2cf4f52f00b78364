import { AwsFault } from '../types.ts';
import type { Attribute, Item, Json, TableDefinition } from './types.ts';
import { itemBytes } from './units.ts';

/** Limits of DynamoDB, in bytes of UTF-8 – dynalite counts UTF-16 units, half of a Russian text, or does not look. */
const MAX_ITEM_BYTES = 400 * 1024;
const MAX_KEY_BYTES = { HASH: 2048, RANGE: 1024 } as const;
const MAX_EXPRESSION_BYTES = 4096;
/** Levels of lists and maps below an attribute: with 32 the value itself would lie on the 33rd level. */
const MAX_NESTED = 31;
const MAX_TOKEN_CHARS = 36;
const EXPRESSIONS = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
];

const invalid = (message: string): AwsFault => new AwsFault('ValidationException', message);

/** Refuses expressions that are too long, before anybody parses them, and values for codes that DynamoDB does not know. */
export function checkRequest(input: Json): void {
  for (const name of EXPRESSIONS) {
    const bytes = Buffer.byteLength(String(input[name] ?? ''));
    if (bytes > MAX_EXPRESSION_BYTES)
      throw invalid(
        `Invalid ${name}: Expression size has exceeded the maximum allowed size; expression size: ${bytes}`,
      );
  }
  const wanted = input['ReturnValuesOnConditionCheckFailure'];
  if (wanted !== undefined && wanted !== null && wanted !== 'ALL_OLD' && wanted !== 'NONE')
    throw invalid(
      `1 validation error detected: Value '${String(wanted)}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
    );
}

/** Refuses a token of a transaction that is longer than 36 characters. */
export function checkToken(token: unknown): void {
  if (typeof token === 'string' && token.length > MAX_TOKEN_CHARS)
    throw invalid(
      `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TOKEN_CHARS}`,
    );
}

/** Refuses a primary key that is too long. */
export function checkKey(definition: TableDefinition, key: Item): void {
  for (const { AttributeName, KeyType } of definition.KeySchema) {
    if (textBytes(key[AttributeName]) > MAX_KEY_BYTES[KeyType])
      throw invalid(
        `One or more parameter values were invalid: Size of ${KeyType === 'HASH' ? 'hashkey' : 'rangekey'} has exceeded the maximum size limit of ${MAX_KEY_BYTES[KeyType]} bytes`,
      );
  }
}

/** Refuses an item that DynamoDB would not store: its size, its nesting, its keys, those of indexes among them. */
export function checkItem(definition: TableDefinition, item: Item): void {
  checkKey(definition, item);
  if (itemBytes(item) > MAX_ITEM_BYTES) throw invalid('Item size has exceeded the maximum allowed size');
  for (const value of Object.values(item)) checkNesting(value);
  for (const { IndexName, KeySchema } of definition.GlobalSecondaryIndexes ?? []) {
    for (const { AttributeName, KeyType } of KeySchema) {
      const where = `IndexName: ${IndexName}, IndexKey: ${AttributeName}`;
      const value = item[AttributeName];
      if (isEmpty(value))
        throw invalid(
          `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. ${where}`,
        );
      if (textBytes(value) > MAX_KEY_BYTES[KeyType])
        throw invalid(
          `One or more parameter values were invalid: Size of ${KeyType === 'HASH' ? 'hashkey' : 'rangekey'} has exceeded the maximum size limit of ${MAX_KEY_BYTES[KeyType]} bytes; ${where}`,
        );
    }
  }
}

/** Refuses what a condition or an update compares and sets if it is nested too deep. */
export function checkValues(values: unknown): void {
  for (const value of Object.values((values ?? {}) as Item)) checkNesting(value);
}

/** Refuses an empty text in a key condition: no key is empty. `conditions` are dynalite's, made of either way to ask. */
export function checkKeyConditions(conditions: unknown): void {
  for (const [name, condition] of Object.entries((conditions ?? {}) as Record<string, Json>)) {
    if ((condition['AttributeValueList'] as readonly Attribute[] | undefined)?.some(isEmpty))
      throw invalid(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
      );
  }
}

const isEmpty = (value: Attribute | undefined): boolean => value?.['S'] === '' || value?.['B'] === '';

function textBytes(value: Attribute | undefined): number {
  if (typeof value?.['B'] === 'string') return Buffer.byteLength(value['B'], 'base64');
  return Buffer.byteLength(String(value?.['S'] ?? ''));
}

function checkNesting(value: Attribute, left = MAX_NESTED): void {
  const inner = (value['L'] ?? value['M']) as readonly Attribute[] | Item | undefined;
  if (inner === undefined) return;
  if (left === 0)
    throw invalid(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  for (const one of Object.values(inner)) checkNesting(one as Attribute, left - 1);
}
