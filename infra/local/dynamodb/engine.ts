import { createRequire } from 'node:module';
import { AwsFault } from '../types.ts';
import { type Condition, mindingAbsence } from './absent.ts';
import { checkItem, checkKey, checkKeyConditions, checkRequest, checkValues } from './limits.ts';
import { rememberingParsers } from './parsers.ts';
import type { Shelf, SubStore } from './shelf.ts';
import type { Item, Json, Table, TableDefinition } from './types.ts';

/**
 * dynalite's parts, used without its HTTP server and its LevelDB: argument checks, the parsers of condition, update and
 * projection expressions, the operations. They run synchronously on our {@link Shelf}, which makes transactions simple.
 */
const need = createRequire(import.meta.url);

interface Validation {
  readonly types: Readonly<Record<string, unknown>>;
  readonly custom?: unknown;
}
interface Validations {
  checkTypes(data: Json, types: Validation['types']): Json;
  checkValidations(data: Json, types: Validation['types'], custom: unknown, store: Store): void;
}
interface Database {
  checkConditional(data: Json, item: Item | undefined): Error | null | undefined;
  createKey(item: Item, table: TableDefinition): string;
  createIndexKey(item: Item, table: TableDefinition, keySchema: unknown): string;
  validateKey(key: Item, table: TableDefinition): Error | null | undefined;
}
type Action = (store: Store, data: Json, callback: (error: unknown, answer?: Json) => void) => void;

/** What dynalite calls its store. */
interface Store {
  readonly options: { readonly maxItemSize: number };
  getTable(
    name: string,
    checkStatus: unknown,
    callback?: (error: unknown, table?: TableDefinition) => void,
  ): void;
  getItemDb(name: string): SubStore;
  getIndexDb(type: string, table: string, index: string): SubStore;
}

const validations = need('dynalite/validations') as Validations;
const database = need('dynalite/db') as Database;
rememberingParsers();

const ACTIONS = {
  GetItem: 'getItem',
  PutItem: 'putItem',
  UpdateItem: 'updateItem',
  DeleteItem: 'deleteItem',
  Query: 'query',
  Scan: 'scan',
} as const;
export type EngineOperation = keyof typeof ACTIONS;

const parts = Object.fromEntries(
  Object.entries(ACTIONS).map(([operation, file]) => [
    operation,
    {
      validation: need(`dynalite/validations/${file}`) as Validation,
      action: need(`dynalite/actions/${file}`) as Action,
    },
  ]),
) as Record<EngineOperation, { validation: Validation; action: Action }>;

/** The operations of one item or one page on the tables of the templates. */
export class Engine {
  readonly #shelf: Shelf;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #store: Store;

  constructor(shelf: Shelf, tables: ReadonlyMap<string, Table>) {
    this.#shelf = shelf;
    this.#tables = tables;
    this.#store = {
      // Sizes are checked by us: dynalite's own, in UTF-16, never come into play.
      options: { maxItemSize: Number.POSITIVE_INFINITY },
      getTable: (name, checkStatus, callback) => {
        const answer = callback ?? (checkStatus as NonNullable<typeof callback>);
        const table = this.#tables.get(name);
        answer(table ? null : tableNotFound(), table?.definition);
      },
      getItemDb: (name) => shelf.items(name),
      getIndexDb: (_type, table, index) => shelf.index(table, index),
    };
  }

  /** The table, by name or ARN; ResourceNotFoundException otherwise. */
  table(name: unknown): Table {
    const table = this.#tables.get(tableName(name));
    if (table === undefined) throw tableNotFound();
    return table;
  }

  /**
   * Checks the arguments of an operation and parses its expressions. A parameter that neither dynalite nor the front
   * (`extras`) knows is refused by name instead of being ignored.
   */
  check(operation: EngineOperation, input: Json, extras: readonly string[] = []): Json {
    const { validation } = parts[operation];
    const own: Json = {};
    for (const [name, value] of Object.entries(input)) {
      if (extras.includes(name) || value === null) continue;
      if (!(name in validation.types)) {
        throw new AwsFault(
          'ValidationException',
          `The local cloud does not know the parameter ${name} of ${operation}`,
        );
      }
      own[name] = structuredClone(value);
    }
    if ('TableName' in own) own['TableName'] = tableName(own['TableName']);
    checkRequest(input);
    try {
      const checked = validations.checkTypes(own, validation.types);
      validations.checkValidations(checked, validation.types, validation.custom, this.#store);
      this.#limit(checked);
      return checked;
    } catch (error) {
      throw asFault(error);
    }
  }

  /** What dynalite does not refuse although DynamoDB does, and conditions as DynamoDB understands them. */
  #limit(checked: Json): void {
    const { definition } = this.table(checked['TableName']);
    if (checked['Item'] !== undefined) checkItem(definition, checked['Item'] as Item);
    if (checked['Key'] !== undefined) checkKey(definition, checked['Key'] as Item);
    checkKeyConditions(checked['KeyConditions']);
    checkValues(checked['ExpressionAttributeValues']);
    for (const name of ['_condition', '_filter']) {
      const parsed = checked[name] as { expression: Condition } | undefined;
      if (parsed !== undefined) parsed.expression = mindingAbsence(parsed.expression);
    }
  }

  /** Runs a checked write or single read; it is done when this returns. */
  runNow(operation: 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem', checked: Json): Json {
    let outcome: { error: unknown; answer: Json | undefined } | undefined;
    parts[operation].action(this.#store, checked, (error, answer) => {
      outcome = { error, answer };
    });
    if (outcome === undefined) throw new Error(`dynalite did not finish ${operation} synchronously`);
    if (outcome.error) throw asFault(outcome.error);
    // What an update makes of an item is known only now; the caller's transaction undoes it. (dynalite makes a new item
    // of the very `Key` that was given.)
    if (operation === 'UpdateItem') {
      const table = this.table(checked['TableName']);
      const after = this.#shelf.read(
        `item-${table.definition.TableName}`,
        this.storeKey(table, checked['Key'] as Item),
      );
      if (after !== undefined) checkItem(table.definition, after);
    }
    return outcome.answer ?? {};
  }

  /** Runs a checked Query or Scan. The rows are read before this returns, so no later write shows in them. `scanned` are the rows that cost units. */
  async runPage(
    operation: 'Query' | 'Scan',
    checked: Json,
  ): Promise<{ answer: Json; scanned: readonly Item[] }> {
    let rows: readonly Item[] = [];
    const answer = await new Promise<Json>((resolve, reject) => {
      this.#shelf.lastRows = [];
      // Filters run when the rows arrive, outside of this call: what they throw is this request's, not the program's end.
      this.#shelf.failed = (error) => reject(asFault(error));
      parts[operation].action(this.#store, checked, (error, page) =>
        error ? reject(asFault(error)) : resolve(page ?? {}),
      );
      rows = this.#shelf.lastRows;
    });
    return { answer, scanned: rows.slice(0, Number(answer['ScannedCount'] ?? 0)) };
  }

  /** The item with this key, for conditions and cancellation reasons. */
  item(table: Table, key: Item): Item | undefined {
    const invalid = database.validateKey(key, table.definition);
    if (invalid) throw asFault(invalid);
    return this.#shelf.read(`item-${table.definition.TableName}`, this.storeKey(table, key));
  }

  /** Whether the condition of checked arguments holds for an item. */
  holds(checked: Json, item: Item | undefined): boolean {
    return !database.checkConditional(checked, item);
  }

  /** The key under which the shelf keeps an item: equal for equal primary keys. */
  storeKey(table: Table, item: Item): string {
    return database.createKey(item, table.definition);
  }

  /** The key of an item's entry in an index. */
  indexKey(table: Table, item: Item, keySchema: unknown): string {
    return database.createIndexKey(item, table.definition, keySchema);
  }
}

/** Table name of a name or an ARN. */
function tableName(name: unknown): string {
  return String(name)
    .replace(/^arn:[^/]+:table\//, '')
    .replace(/\/.*$/, '');
}

function tableNotFound(): AwsFault {
  return new AwsFault('ResourceNotFoundException', 'Requested resource not found');
}

/** dynalite's errors carry the body that AWS would send. */
function asFault(error: unknown): unknown {
  const body = (error as { body?: { __type?: string; message?: string; Message?: string } }).body;
  if (body?.__type === undefined) return error;
  return new AwsFault(body.__type.replace(/^.*#/, ''), body.message ?? body.Message ?? '');
}
