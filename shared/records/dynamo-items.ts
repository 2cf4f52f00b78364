import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { TTL_ATTRIBUTE } from '../names.ts';
import { bodyBeside, bodyWith, placeAttributes, standingFrom } from './index-places.ts';
import { InvalidWrite, type Item, type Key, type Value } from './port.ts';

export type Attributes = Record<string, AttributeValue>;

/** Attribute with the random id of the write that put the item: tells our own write from another's. */
export const WRITE_ID = 'w';
const BODY = 'body';
export const VERSION = 'v';
/** Attribute of a counter. Not in the body: a nested path cannot be added to before it exists. */
export const COUNT = 'n';

export const keyAttributes = (key: Pick<Key, 'pk' | 'sk'>): Attributes => ({
  pk: { S: key.pk },
  sk: { S: key.sk },
});

/** An item as DynamoDB stores it. */
export function toAttributes(item: Item, writeId: string): Attributes {
  const places = Object.entries(placeAttributes(item)).map(([name, text]) => [name, { S: text }]);
  return {
    ...keyAttributes(item),
    kind: { S: item.kind },
    [VERSION]: { N: String(item.v) },
    [WRITE_ID]: { S: writeId },
    [BODY]: { M: marshallBody(bodyBeside(item)) },
    ...(Object.fromEntries(places) as Attributes),
    ...(item.expires === undefined ? {} : { [TTL_ATTRIBUTE]: { N: String(item.expires) } }),
  };
}

function marshallBody(body: Item['body']): Attributes {
  try {
    return marshall(body);
  } catch (cause) {
    throw new InvalidWrite('a body holds plain data only', { cause });
  }
}

/** What DynamoDB stores, as an item of the port. Counters become items with body `{n}`. */
export function fromAttributes(table: Key['table'], attributes: Attributes): Item {
  const plain = unmarshall(attributes) as Record<string, Value>;
  const text = (name: string): string => String(plain[name]);
  return {
    table,
    pk: text('pk'),
    sk: text('sk'),
    kind: text('kind'),
    v: Number(plain[VERSION]),
    body:
      plain[BODY] === undefined
        ? { n: Number(plain[COUNT]) }
        : bodyWith(plain[BODY] as Item['body'], attributes['mac']?.S),
    ...standingFrom(textsOf(attributes)),
    ...(plain[TTL_ATTRIBUTE] === undefined ? {} : { expires: Number(plain[TTL_ATTRIBUTE]) }),
  };
}

/** The texts among attributes, by name. */
export const textsOf =
  (attributes: Attributes) =>
  (name: string): string | undefined =>
    attributes[name]?.S;
