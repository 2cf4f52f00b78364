import { randomUUID } from 'node:crypto';
import type { Resource } from '../types.ts';
import type { Engine } from './engine.ts';
import type { Shelf } from './shelf.ts';
import type { IndexDefinition, Item, Json, KeyElement, Table, TableDefinition } from './types.ts';
import { canonical, projected } from './units.ts';

/** Properties of tables that mean nothing on one machine (protection, backups, encryption at rest, metrics). */
const INERT = new Set([
  'BillingMode',
  'DeletionProtectionEnabled',
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'Tags',
  'TableClass',
  'ContributorInsightsSpecification',
  'ResourcePolicy',
  'KinesisStreamSpecification',
  'OnDemandThroughput',
  'WarmThroughput',
]);
const UNDERSTOOD = new Set([
  'TableName',
  'KeySchema',
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'StreamSpecification',
  'TimeToLiveSpecification',
]);

/** Reads an `AWS::DynamoDB::Table` (or a `GlobalTable` with one replica). A property the front cannot honour stops the start. */
export function tableOf(resource: Resource): Table {
  const properties =
    resource.type === 'AWS::DynamoDB::GlobalTable' ? ofGlobalTable(resource) : resource.properties;
  for (const name of Object.keys(properties)) {
    if (!UNDERSTOOD.has(name) && !INERT.has(name)) {
      throw new Error(
        `${resource.logicalId}: the local DynamoDB does not understand the table property ${name}`,
      );
    }
  }
  const indexes = properties['GlobalSecondaryIndexes'] as readonly IndexDefinition[] | undefined;
  const stream = properties['StreamSpecification'] as { StreamViewType?: string } | undefined;
  const ttl = properties['TimeToLiveSpecification'] as
    | { AttributeName?: string; Enabled?: boolean }
    | undefined;
  const definition: TableDefinition = {
    TableName: resource.ref,
    TableArn: resource.arn,
    TableId: randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: 0,
    ItemCount: 0,
    TableSizeBytes: 0,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
    KeySchema: properties['KeySchema'] as readonly KeyElement[],
    AttributeDefinitions: properties['AttributeDefinitions'] as TableDefinition['AttributeDefinitions'],
    ...(indexes?.length
      ? {
          GlobalSecondaryIndexes: indexes.map(({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
            IndexStatus: 'ACTIVE' as const,
          })),
        }
      : {}),
    ...(stream?.StreamViewType
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }
      : {}),
  };
  return {
    definition,
    ...(ttl?.Enabled && ttl.AttributeName ? { ttlAttribute: ttl.AttributeName } : {}),
    ...(stream?.StreamViewType ? { streamView: stream.StreamViewType } : {}),
  };
}

/** A global table describes the same things per replica; locally it has exactly one. */
function ofGlobalTable(resource: Resource): Readonly<Record<string, unknown>> {
  const { Replicas, ...rest } = resource.properties as { Replicas?: readonly unknown[] } & Json;
  if ((Replicas?.length ?? 0) > 1)
    throw new Error(`${resource.logicalId}: the local DynamoDB knows tables with one replica only`);
  const inert = new Set([
    'WriteProvisionedThroughputSettings',
    'WriteOnDemandThroughputSettings',
    'GlobalTableSourceArn',
  ]);
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !inert.has(name)));
}

/**
 * Compares the templates with the data on disk. Other keys cannot be had without losing data and stop the start;
 * a changed index is filled again from the items, as AWS does.
 */
export function settleTables(shelf: Shelf, engine: Engine, tables: Iterable<Table>): void {
  const known = shelf.db.prepare('SELECT definition FROM tables WHERE name = ?');
  const save = shelf.db.prepare('INSERT OR REPLACE INTO tables (name, definition) VALUES (?, ?)');
  for (const table of tables) {
    const name = table.definition.TableName;
    const shape = shapeOf(table);
    const row = known.get(name);
    const old = row === undefined ? undefined : (JSON.parse(String(row['definition'])) as typeof shape);
    if (old !== undefined && canonical(old.keys) !== canonical(shape.keys)) {
      throw new Error(`Table ${name} has other keys in the template than on disk; start once with --fresh`);
    }
    if (old === undefined || canonical(old) === canonical(shape)) {
      save.run(name, JSON.stringify(shape));
      continue;
    }
    shelf.db.exec('BEGIN IMMEDIATE');
    refill(shelf, engine, table);
    save.run(name, JSON.stringify(shape));
    shelf.db.exec('COMMIT');
  }
}

function shapeOf({ definition, ttlAttribute }: Table): { keys: unknown; indexes: unknown; ttl: unknown } {
  return {
    keys: definition.KeySchema,
    indexes: definition.GlobalSecondaryIndexes ?? [],
    ttl: ttlAttribute ?? null,
  };
}

function refill(shelf: Shelf, engine: Engine, table: Table): void {
  const name = table.definition.TableName;
  shelf.db
    .prepare('DELETE FROM shelf WHERE substr(part, 1, ?) = ?')
    .run(`index-${name}~`.length, `index-${name}~`);
  shelf.db.prepare('DELETE FROM expiry WHERE tbl = ?').run(name);
  const add = shelf.db.prepare('INSERT OR REPLACE INTO shelf (part, key, value) VALUES (?, ?, ?)');
  const expiry = shelf.db.prepare('INSERT OR REPLACE INTO expiry (tbl, key, at) VALUES (?, ?, ?)');
  for (const row of shelf.db.prepare('SELECT key, value FROM shelf WHERE part = ?').all(`item-${name}`)) {
    const item = JSON.parse(String(row['value'])) as Item;
    for (const index of table.definition.GlobalSecondaryIndexes ?? []) {
      const entry = projected(table.definition, index, item);
      if (entry)
        add.run(
          `index-${name}~${index.IndexName}`,
          engine.indexKey(table, entry, index.KeySchema),
          JSON.stringify(entry),
        );
    }
    const at = expiryOf(table, item);
    if (at !== undefined) expiry.run(name, String(row['key']), at);
  }
}

/** Epoch second at which the item may be deleted; undefined if it carries none. Only numbers count, as in AWS. */
export function expiryOf(table: Table, item: Item | undefined): number | undefined {
  const value = table.ttlAttribute === undefined ? undefined : item?.[table.ttlAttribute]?.['N'];
  const at = Number(value);
  return value !== undefined && Number.isFinite(at) && at > 0 ? Math.floor(at) : undefined;
}
