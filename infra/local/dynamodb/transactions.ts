import { createHash } from 'node:crypto';
import { AwsFault, type Millis } from '../types.ts';
import { Meter, wantedOf } from './consumed.ts';
import type { Engine } from './engine.ts';
import { checkToken } from './limits.ts';
import type { Shelf } from './shelf.ts';
import type { Change, Item, Json, Table } from './types.ts';
import { canonical, itemBytes, readUnits, writeUnits } from './units.ts';
import type { Writer } from './writer.ts';

/** Limits of AWS: actions of a transaction, bytes of its items, life of a ClientRequestToken. */
const MAX_ACTIONS = 100;
const MAX_BYTES = 4 * 1024 * 1024;
const TOKEN_MS = 10 * 60_000;

interface Deps {
  readonly shelf: Shelf;
  readonly engine: Engine;
  readonly writer: Writer;
  readonly now: () => Millis;
}

const KINDS = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
} as const;

interface Action {
  readonly kind: keyof typeof KINDS;
  readonly table: Table;
  readonly checked: Json;
  readonly key: Item;
  readonly returnItem: boolean;
}

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

/**
 * `TransactWriteItems`: all actions or none. Everything runs synchronously, so there is never another transaction in
 * flight: `TransactionConflict` does not occur here, and readers see the state before or after, nothing between.
 */
export function transactWrite(deps: Deps, input: Json): Json {
  checkToken(input['ClientRequestToken']);
  const actions = parseActions(deps.engine, input);
  const {
    ClientRequestToken: token,
    ReturnConsumedCapacity: _wanted,
    ReturnItemCollectionMetrics: _metrics,
    ...request
  } = input;
  const hash = createHash('sha256').update(canonical(request)).digest('base64');
  const earlier = typeof token === 'string' ? earlierAnswer(deps, token, hash) : undefined;
  if (earlier !== undefined) return earlier;

  const meter = new Meter();
  let answer: Json = {};
  deps.writer.commit(
    () => {
      const reasons = actions.map((action) => perform(deps.engine, action));
      if (reasons.some((reason) => reason.Code !== 'None')) throw cancelled(reasons);
    },
    (changes) => {
      measure(actions, changes, deps.engine, meter);
      const consumed = meter.list(wantedOf(input), 'WriteCapacityUnits');
      answer = consumed === undefined ? {} : { ConsumedCapacity: consumed };
      if (typeof token === 'string') {
        deps.shelf.db
          .prepare('INSERT OR REPLACE INTO tokens (token, hash, answer, at) VALUES (?, ?, ?, ?)')
          .run(token, hash, JSON.stringify(answer), deps.now());
      }
    },
  );
  return answer;
}

/** `TransactGetItems`: a consistent picture of up to 100 items. */
export function transactGet(engine: Engine, input: Json): Json {
  const items = list(input['TransactItems']);
  const meter = new Meter();
  const keys = new Set<string>();
  const responses = items.map((entry) => {
    const get = entry['Get'] as Json | undefined;
    if (get === undefined) throw invalid('TransactItems can only hold Get in TransactGetItems');
    const table = engine.table(get['TableName']);
    const checked = engine.check('GetItem', get);
    const full = engine.item(table, checked['Key'] as Item);
    demandUnique(keys, engine, table, checked['Key'] as Item);
    meter.add(table.definition.TableName, 2 * readUnits(full ? itemBytes(full) : 0, true));
    const { Item: item } = engine.runNow('GetItem', checked);
    return item === undefined ? {} : { Item: item };
  });
  const consumed = meter.list(wantedOf(input), 'ReadCapacityUnits');
  return { Responses: responses, ...(consumed ? { ConsumedCapacity: consumed } : {}) };
}

function parseActions(engine: Engine, input: Json): readonly Action[] {
  const keys = new Set<string>();
  let bytes = 0;
  return list(input['TransactItems']).map((entry) => {
    const given = Object.entries(entry).filter(([, value]) => value !== undefined && value !== null);
    const [name, body] = given[0] ?? [];
    if (given.length !== 1 || name === undefined || !(name in KINDS)) {
      throw invalid('TransactItems can only contain one of ConditionCheck, Put, Update or Delete');
    }
    const kind = name as keyof typeof KINDS;
    const data = body as Json;
    const table = engine.table(data['TableName']);
    if (kind === 'ConditionCheck' && data['ConditionExpression'] === undefined) {
      throw invalid('The ConditionExpression of a ConditionCheck must not be null');
    }
    const checked = engine.check(KINDS[kind], data, ['ReturnValuesOnConditionCheckFailure']);
    const key = kind === 'Put' ? primaryKey(table, checked['Item'] as Item) : (checked['Key'] as Item);
    engine.item(table, key);
    demandUnique(keys, engine, table, key);
    bytes += itemBytes((checked['Item'] ?? checked['ExpressionAttributeValues'] ?? {}) as Item);
    if (bytes > MAX_BYTES) throw invalid('Transaction request exceeds the 4 MB limit');
    return {
      kind,
      table,
      checked,
      key,
      returnItem: data['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD',
    };
  });
}

function perform(engine: Engine, action: Action): Reason {
  const before = engine.item(action.table, action.key);
  if (action.kind === 'ConditionCheck') {
    return engine.holds(action.checked, before) ? { Code: 'None' } : conditionFailed(action, before);
  }
  try {
    engine.runNow(KINDS[action.kind], action.checked);
    return { Code: 'None' };
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    if (error.code === 'ConditionalCheckFailedException') return conditionFailed(action, before);
    if (error.code === 'ValidationException') return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

function conditionFailed(action: Action, before: Item | undefined): Reason {
  return {
    Code: 'ConditionalCheckFailed',
    Message: 'The conditional request failed',
    ...(action.returnItem && before !== undefined ? { Item: before } : {}),
  };
}

function cancelled(reasons: readonly Reason[]): AwsFault {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  return new AwsFault(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

function measure(actions: readonly Action[], changes: readonly Change[], engine: Engine, meter: Meter): void {
  for (const change of changes) meter.write(engine.table(change.table), change, true);
  for (const action of actions) {
    if (action.kind !== 'ConditionCheck') continue;
    const item = engine.item(action.table, action.key);
    meter.add(action.table.definition.TableName, 2 * writeUnits(item ? itemBytes(item) : 0));
  }
}

function earlierAnswer(deps: Deps, token: string, hash: string): Json | undefined {
  const since = deps.now() - TOKEN_MS;
  deps.shelf.db.prepare('DELETE FROM tokens WHERE at < ?').run(since);
  const row = deps.shelf.db.prepare('SELECT hash, answer FROM tokens WHERE token = ?').get(token);
  if (row === undefined) return undefined;
  if (row['hash'] !== hash) {
    throw new AwsFault(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request.',
    );
  }
  return JSON.parse(String(row['answer'])) as Json;
}

function demandUnique(seen: Set<string>, engine: Engine, table: Table, key: Item): void {
  const id = `${table.definition.TableName}/${engine.storeKey(table, key)}`;
  if (seen.has(id)) throw invalid('Transaction request cannot include multiple operations on one item');
  seen.add(id);
}

function primaryKey(table: Table, item: Item): Item {
  return Object.fromEntries(
    table.definition.KeySchema.flatMap(({ AttributeName }) => {
      const value = item[AttributeName];
      if (value === undefined)
        throw invalid(`One of the required keys was not given a value: ${AttributeName}`);
      return [[AttributeName, value]];
    }),
  );
}

function list(items: unknown): readonly Json[] {
  if (!Array.isArray(items) || items.length === 0 || items.length > MAX_ACTIONS) {
    throw invalid(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to ${MAX_ACTIONS} and greater than or equal to 1`,
    );
  }
  return items as readonly Json[];
}

function invalid(message: string): AwsFault {
  return new AwsFault('ValidationException', message);
}
