/** Resolves the closed list of CloudFormation intrinsics that our templates use. */

/** Thrown when a template holds something that the local cloud does not understand. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** What an intrinsic may ask about. Each answers undefined for the unknown. */
export interface Scope {
  readonly ref: (name: string) => string | undefined;
  readonly attribute: (logicalId: string, attribute: string) => string | undefined;
  readonly imported: (exportName: string) => unknown;
  readonly condition: (name: string) => boolean | undefined;
}

/** Marks a value that `AWS::NoValue` removes. */
const NO_VALUE = Symbol('AWS::NoValue');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`${where}: expected a text`);
}

function list(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError(`${where}: expected a list`);
}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new TemplateError(`unknown ${what}`);
  return value;
}

function substitute(template: string, values: Readonly<Record<string, unknown>>, scope: Scope): string {
  return template.replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (name in values) return text(values[name], `Fn::Sub ${name}`);
    const dot = name.indexOf('.');
    if (dot < 0) return need(scope.ref(name), `reference ${name} in Fn::Sub`);
    const [id, attribute] = [name.slice(0, dot), name.slice(dot + 1)];
    return need(scope.attribute(id, attribute), `attribute ${name} in Fn::Sub`);
  });
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** The intrinsics that are understood. */
const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => {
    const name = text(argument, 'Ref');
    return name === 'AWS::NoValue' ? NO_VALUE : need(scope.ref(name), `reference ${name}`);
  },
  'Fn::GetAtt': (argument, scope) => {
    const [id, attribute] =
      typeof argument === 'string' ? argument.split(/\.(.*)/s) : list(argument, 'Fn::GetAtt').map(String);
    return need(scope.attribute(id ?? '', attribute ?? ''), `attribute ${id}.${attribute}`);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    const texts = list(resolve(parts, scope), 'Fn::Join').map((part) => text(part, 'Fn::Join'));
    return texts.join(text(separator, 'Fn::Join'));
  },
  'Fn::Sub': (argument, scope) => {
    if (typeof argument === 'string') return substitute(argument, {}, scope);
    const [template, values] = list(argument, 'Fn::Sub');
    return substitute(text(template, 'Fn::Sub'), resolve(values, scope) as Record<string, unknown>, scope);
  },
  'Fn::ImportValue': (argument, scope) => {
    const name = text(resolve(argument, scope), 'Fn::ImportValue');
    return need(scope.imported(name), `export ${name}`);
  },
  'Fn::Select': (argument, scope) => {
    const [index, from] = list(resolve(argument, scope), 'Fn::Select');
    return need(list(from, 'Fn::Select')[Number(index)], `element ${String(index)} of Fn::Select`);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, from] = list(resolve(argument, scope), 'Fn::Split');
    return text(from, 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = list(argument, 'Fn::If');
    const holds = need(scope.condition(text(name, 'Fn::If')), `condition ${String(name)}`);
    return resolveOne(holds ? yes : no, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolve(argument, scope), 'Fn::Equals');
    return left === right;
  },
  'Fn::And': (argument, scope) => list(resolve(argument, scope), 'Fn::And').every((part) => part === true),
  'Fn::Or': (argument, scope) => list(resolve(argument, scope), 'Fn::Or').some((part) => part === true),
  'Fn::Not': (argument, scope) => list(resolve(argument, scope), 'Fn::Not')[0] !== true,
  Condition: (argument, scope) =>
    need(scope.condition(text(argument, 'Condition')), `condition ${String(argument)}`),
};

function resolveOne(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((part) => resolveOne(part, scope)).filter((part) => part !== NO_VALUE);
  }
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  const only = keys.length === 1 ? (keys[0] ?? '') : '';
  // `Condition` is an intrinsic only where its argument is a name: policy statements have a key of that name too.
  if (only in INTRINSICS && !(only === 'Condition' && typeof value[only] !== 'string')) {
    return INTRINSICS[only]?.(value[only], scope);
  }
  if (only.startsWith('Fn::')) throw new TemplateError(`the intrinsic ${only} is not understood`);
  const result: Record<string, unknown> = {};
  for (const key of keys) {
    const resolved = resolveOne(value[key], scope);
    if (resolved !== NO_VALUE) result[key] = resolved;
  }
  return result;
}

/** Resolves every intrinsic in a value. Throws {@link TemplateError} for an unknown intrinsic or reference. */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = resolveOne(value, scope);
  return resolved === NO_VALUE ? undefined : resolved;
}
