import { DEPTH_LIMIT, KEYS_LIMIT } from './form-fields.ts';

/**
 * Whether a JSON text stays within the limits of depth and number of keys and items; looked at before it is parsed, so
 * that a bomb costs one pass over no more than the route's fields can be (shared/api/body-limits.ts). Malformed text may pass: the parser finds that.
 */
export function withinLimits(json: string): boolean {
  let depth = 0;
  let keys = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (quoted) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    else if (code === COLON || code === COMMA) keys++;
    if (depth > DEPTH_LIMIT || keys > 2 * KEYS_LIMIT) return false;
  }
  return true;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;

/**
 * Dotted path of a key that would reach an object's prototype, or undefined. zod drops such keys silently; G5 wants
 * every unknown field refused by name.
 */
export function pollutingKey(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.keys(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (key === '__proto__') return at;
    const inner = pollutingKey(Reflect.get(value, key), at);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
