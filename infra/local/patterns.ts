/** Event patterns of EventBridge rules and of stream filters: the matchers that our templates use. */
import { TemplateError } from './intrinsics.ts';

type Matcher = (value: unknown, present: boolean) => boolean;
/** A compiled pattern. */
export type Pattern = (event: unknown) => boolean;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const startsWith = (prefix: unknown) => (value: unknown) =>
  typeof value === 'string' && value.startsWith(String(prefix));
const endsWith = (suffix: unknown) => (value: unknown) =>
  typeof value === 'string' && value.endsWith(String(suffix));

function anythingBut(given: unknown): Matcher {
  if (isRecord(given)) {
    if ('prefix' in given) return (value, present) => present && !startsWith(given['prefix'])(value);
    if ('suffix' in given) return (value, present) => present && !endsWith(given['suffix'])(value);
    throw new TemplateError(`the matcher anything-but ${Object.keys(given).join()} is not understood`);
  }
  const refused: readonly unknown[] = Array.isArray(given) ? given : [given];
  return (value, present) => present && !refused.includes(value);
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function numeric(given: unknown): Matcher {
  const parts = Array.isArray(given) ? given : [];
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const compare = COMPARE[String(parts[i])];
    if (compare === undefined)
      throw new TemplateError(`the comparison ${String(parts[i])} is not understood`);
    const operand = Number(parts[i + 1]);
    tests.push((value) => compare(value, operand));
  }
  // Numbers of DynamoDB images are texts.
  return (value, present) =>
    present &&
    value !== '' &&
    tests.every((test) => test(typeof value === 'string' ? Number(value) : (value as number)));
}

const MATCHERS: Readonly<Record<string, (given: unknown) => Matcher>> = {
  prefix: (given) => startsWith(given),
  suffix: (given) => endsWith(given),
  exists: (given) => (_value, present) => present === given,
  'equals-ignore-case': (given) => (value) =>
    typeof value === 'string' && value.toLowerCase() === String(given).toLowerCase(),
  'anything-but': anythingBut,
  numeric,
};

function matcherOf(given: unknown): Matcher {
  if (!isRecord(given)) return (value, present) => present && value === given;
  const [name, ...more] = Object.keys(given);
  const make = name === undefined || more.length > 0 ? undefined : MATCHERS[name];
  if (name === undefined || make === undefined) {
    throw new TemplateError(`the matcher ${Object.keys(given).join()} is not understood`);
  }
  return make(given[name]);
}

function fieldOf(given: unknown): Matcher {
  if (Array.isArray(given)) {
    const matchers = given.map(matcherOf);
    return (value, present) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (!present || values.length === 0) return matchers.some((matcher) => matcher(undefined, false));
      return values.some((one) => matchers.some((matcher) => matcher(one, true)));
    };
  }
  if (!isRecord(given)) throw new TemplateError('a pattern holds lists of values and nested patterns only');
  const nested = compilePattern(given);
  return (value) => (Array.isArray(value) ? value.some((one) => nested(one)) : nested(value));
}

/** Compiles a pattern. Throws {@link TemplateError} with the name of a matcher that is not understood. */
export function compilePattern(pattern: Readonly<Record<string, unknown>>): Pattern {
  const fields = Object.entries(pattern).map(([key, given]) => {
    if (key.startsWith('$')) throw new TemplateError(`${key} in patterns is not understood`);
    return [key, fieldOf(given)] as const;
  });
  return (event) => {
    const values = isRecord(event) ? event : {};
    return fields.every(([key, matches]) => matches(values[key], Object.hasOwn(values, key)));
  };
}
