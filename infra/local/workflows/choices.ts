/** Choice rules: the comparisons that our state machines use. */
import { type Json, lookUp, type Path, parsePath, valueAt } from './paths.ts';

export type Rule =
  | { readonly kind: 'all' | 'any'; readonly rules: readonly Rule[] }
  | { readonly kind: 'not'; readonly rule: Rule }
  | { readonly kind: 'present'; readonly variable: Path; readonly expected: boolean }
  | {
      readonly kind: 'compare';
      readonly variable: Path;
      readonly test: (value: Json, operand: Json) => boolean;
      readonly operand: Json | Path;
    };

type Test = (value: Json, operand: Json) => boolean;

const numeric =
  (compare: (a: number, b: number) => boolean): Test =>
  (value, operand) =>
    typeof value === 'number' && typeof operand === 'number' && compare(value, operand);

function matches(value: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(value);
}

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (value, operand) => typeof value === 'string' && value === operand,
  StringMatches: (value, operand) =>
    typeof value === 'string' && typeof operand === 'string' && matches(value, operand),
  BooleanEquals: (value, operand) => typeof value === 'boolean' && value === operand,
  NumericEquals: numeric((a, b) => a === b),
  NumericLessThan: numeric((a, b) => a < b),
  NumericLessThanEquals: numeric((a, b) => a <= b),
  NumericGreaterThan: numeric((a, b) => a > b),
  NumericGreaterThanEquals: numeric((a, b) => a >= b),
  IsNull: (value, operand) => (value === null) === operand,
  IsString: (value, operand) => (typeof value === 'string') === operand,
  IsNumeric: (value, operand) => (typeof value === 'number') === operand,
  IsBoolean: (value, operand) => (typeof value === 'boolean') === operand,
};

const FOLLOWED_BY_PATH = new Set([
  'StringEquals',
  'BooleanEquals',
  'NumericEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
]);

/** Parses one rule (without `Next`). Throws with the name of a comparison that is not understood. */
export function parseRule(json: Readonly<Record<string, unknown>>): Rule {
  const { Next: _next, Comment: _comment, Variable, ...rest } = json;
  const [operator, ...more] = Object.keys(rest);
  if (operator === undefined || more.length > 0) throw new Error('a choice rule has exactly one comparison');
  const operand = rest[operator];
  if (operator === 'And' || operator === 'Or') {
    const rules = (operand as Readonly<Record<string, unknown>>[]).map(parseRule);
    return { kind: operator === 'And' ? 'all' : 'any', rules };
  }
  if (operator === 'Not')
    return { kind: 'not', rule: parseRule(operand as Readonly<Record<string, unknown>>) };
  const variable = parsePath(String(Variable));
  if (operator === 'IsPresent') return { kind: 'present', variable, expected: operand === true };
  const plain = operator.endsWith('Path') ? operator.slice(0, -4) : operator;
  const test = TESTS[plain];
  if (test === undefined || (plain !== operator && !FOLLOWED_BY_PATH.has(plain))) {
    throw new Error(`the comparison ${operator} is not understood here`);
  }
  return {
    kind: 'compare',
    variable,
    test,
    operand: plain === operator ? (operand as Json) : parsePath(String(operand)),
  };
}

const isPath = (operand: Json | Path): operand is Path =>
  typeof operand === 'object' && operand !== null && 'steps' in operand;

/** Whether a rule holds. A missing variable is `States.Runtime`, as in AWS. */
export function holds(rule: Rule, data: Json, context: Json): boolean {
  switch (rule.kind) {
    case 'all':
      return rule.rules.every((part) => holds(part, data, context));
    case 'any':
      return rule.rules.some((part) => holds(part, data, context));
    case 'not':
      return !holds(rule.rule, data, context);
    case 'present':
      return (lookUp(rule.variable, data, context) !== undefined) === rule.expected;
    case 'compare': {
      const operand = isPath(rule.operand) ? valueAt(rule.operand, data, context) : rule.operand;
      return rule.test(valueAt(rule.variable, data, context), operand);
    }
  }
}
