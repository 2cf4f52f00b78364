import type { Attribute, IndexDefinition, Item, TableDefinition } from './types.ts';

/**
 * Sizes and capacity units as AWS documents them (dynalite counts UTF-16 units instead of UTF-8 bytes, which halves
 * Russian text, and leaves the indexes out).
 */
export function itemBytes(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + attributeBytes(value);
  return bytes;
}

function attributeBytes(attribute: Attribute): number {
  const [type, value] = Object.entries(attribute)[0] ?? ['NULL', true];
  switch (type) {
    case 'S':
      return Buffer.byteLength(String(value));
    case 'B':
      return base64Bytes(String(value));
    case 'N':
      return numberBytes(String(value));
    case 'SS':
      return sum(value, (one) => Buffer.byteLength(String(one)));
    case 'BS':
      return sum(value, (one) => base64Bytes(String(one)));
    case 'NS':
      return sum(value, (one) => numberBytes(String(one)));
    case 'L':
      return 3 + sum(value, (one) => 1 + attributeBytes(one as Attribute));
    case 'M': {
      const map = value as Item;
      return 3 + Object.keys(map).length + itemBytes(map);
    }
    default:
      return 1;
  }
}

function sum(values: unknown, size: (value: unknown) => number): number {
  return (values as readonly unknown[]).reduce<number>((total, value) => total + size(value), 0);
}

function base64Bytes(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length * 3) / 4 - padding;
}

/** About one byte per two significant digits, plus one; plus one when negative. */
function numberBytes(text: string): number {
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

/** Write units of a size: one per started KB, at least one. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** Read units of a size: one per started 4 KB if strongly consistent, half of it otherwise. */
export function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
}

/** Units of writing one item, apart for the table and each index that the change touches. */
export interface WriteCost {
  readonly table: number;
  readonly indexes: ReadonlyMap<string, number>;
}

/**
 * The larger of the two images counts for the table. An index entry costs its size when it is added, removed or its
 * projected attributes change; when its key changes it is removed and added. Index writes are not doubled in transactions.
 */
export function writeCost(
  definition: TableDefinition,
  before: Item | undefined,
  after: Item | undefined,
): WriteCost {
  const table = writeUnits(Math.max(before ? itemBytes(before) : 0, after ? itemBytes(after) : 0));
  const indexes = new Map<string, number>();
  for (const index of definition.GlobalSecondaryIndexes ?? []) {
    const units = indexCost(definition, index, before, after);
    if (units > 0) indexes.set(index.IndexName, units);
  }
  return { table, indexes };
}

function indexCost(definition: TableDefinition, index: IndexDefinition, before?: Item, after?: Item): number {
  const old = projected(definition, index, before);
  const now = projected(definition, index, after);
  if (old === undefined) return now === undefined ? 0 : writeUnits(itemBytes(now));
  if (now === undefined) return writeUnits(itemBytes(old));
  const moved = index.KeySchema.some((key) => !sameJson(old[key.AttributeName], now[key.AttributeName]));
  if (moved) return writeUnits(itemBytes(old)) + writeUnits(itemBytes(now));
  return sameJson(old, now) ? 0 : writeUnits(Math.max(itemBytes(old), itemBytes(now)));
}

/** What an index holds of an item; undefined when the item lacks one of the index's keys. */
export function projected(
  definition: TableDefinition,
  index: IndexDefinition,
  item: Item | undefined,
): Item | undefined {
  if (item === undefined) return undefined;
  if (index.KeySchema.some((key) => item[key.AttributeName] === undefined)) return undefined;
  if (index.Projection.ProjectionType === 'ALL') return item;
  const names = new Set([
    ...index.KeySchema.map((key) => key.AttributeName),
    ...definition.KeySchema.map((key) => key.AttributeName),
    ...(index.Projection.NonKeyAttributes ?? []),
  ]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/** Equality of JSON values regardless of the order of members. */
export function sameJson(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

/** JSON text with sorted members. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
