import { bodyBeside, placeAttributes } from './index-places.ts';
import { InvalidWrite, type Item, type Value } from './port.ts';

/** Levels of lists and maps that a body may have, itself the first (DynamoDB). */
const MOST_LEVELS = 31;

/**
 * Sizes as DynamoDB counts them: names and texts in UTF-8 bytes, numbers by their significant digits, 3 bytes for a
 * list or map and 1 for each member. Throws {@link InvalidWrite} for what is no plain data, or nested too deep.
 */
function sizeOfValue(value: Value, levels = MOST_LEVELS): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number' && Number.isFinite(value)) return sizeOfNumber(value);
  if (value === null || typeof value === 'boolean') return 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (levels === 0) throw new InvalidWrite(`a body of more than ${MOST_LEVELS} levels`);
  if (Array.isArray(value))
    return value.reduce<number>((sum, one) => sum + 1 + sizeOfValue(one as Value, levels - 1), 3);
  if (!isPlain(value)) throw new InvalidWrite('a body holds plain data only');
  let size = 3;
  for (const [name, one] of Object.entries(value))
    size += 1 + Buffer.byteLength(name) + sizeOfValue(one, levels - 1);
  return size;
}

function isPlain(value: unknown): value is { readonly [name: string]: Value } {
  const kind = Object.getPrototypeOf(value ?? 0) as unknown;
  return kind === Object.prototype || kind === null;
}

function sizeOfNumber(value: number): number {
  const digits = String(value)
    .replace(/e.*$/, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (value < 0 ? 1 : 0);
}

/** Bytes of an attribute that holds a text. */
export const named = (name: string, value: string): number => name.length + Buffer.byteLength(value);

/** Bytes of the attribute `w` that the adapter adds to each item: 12 random bytes in base64url. */
const WRITE_ID_BYTES = 1 + 16;

/** Bytes of a primary key. */
export const keysOf = (item: Pick<Item, 'pk' | 'sk'>): number => named('pk', item.pk) + named('sk', item.sk);

/** Bytes of an item in its table. */
export function sizeOfItem(item: Item): number {
  const body = 'body'.length + sizeOfValue(bodyBeside(item));
  const version = 1 + sizeOfNumber(item.v);
  const expires = item.expires === undefined ? 0 : 'expires'.length + sizeOfNumber(item.expires);
  const places = Object.entries(placeAttributes(item)).reduce((sum, place) => sum + named(...place), 0);
  return keysOf(item) + named('kind', item.kind) + version + WRITE_ID_BYTES + body + expires + places;
}
