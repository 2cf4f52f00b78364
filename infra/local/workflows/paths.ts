/** The part of JSONPath and of payload templates that our state machines use. */

/** JSON as the states pass it on. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An error by name, as `Catch` and `Retry` see it. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly error: string;
  override readonly cause: string;
  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}

/** A parsed path: where it starts and the steps from there. */
export interface Path {
  readonly text: string;
  /** `$` is the state's data, `$$` the context object. */
  readonly root: '$' | '$$';
  readonly steps: readonly (string | number)[];
}

const STEP = /\.([A-Za-z_][\w-]*)|\['([^']+)'\]|\[(\d+)\]/y;

/** Parses `$`, `$.a.b`, `$['a b'][0]`, `$$.Execution.Id`. Throws with the path for anything else (wildcards, filters, functions). */
export function parsePath(text: string): Path {
  const root = text.startsWith('$$') ? '$$' : '$';
  if (!text.startsWith('$')) throw new Error(`"${text}" is no path that is understood here`);
  const steps: (string | number)[] = [];
  STEP.lastIndex = root.length;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null) throw new Error(`"${text}" is no path that is understood here`);
    steps.push(match[3] === undefined ? (match[1] ?? match[2] ?? '') : Number(match[3]));
  }
  return { text, root, steps };
}

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Value at a path, or undefined when it is not there. */
export function lookUp(path: Path, data: Json, context: Json): Json | undefined {
  let value: Json | undefined = path.root === '$$' ? context : data;
  for (const step of path.steps) {
    if (typeof step === 'number')
      value = Array.isArray(value) ? (value[step] as Json | undefined) : undefined;
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** Value at a path; a missing one is the given error. */
export function valueAt(path: Path, data: Json, context: Json, error = 'States.Runtime'): Json {
  const value = lookUp(path, data, context);
  if (value === undefined) {
    throw new StateError(error, `The JSONPath '${path.text}' could not be found in the input.`);
  }
  return value;
}

/** Puts `value` at a path of `data`, making objects on the way (`ResultPath`). */
export function placeAt(path: Path, data: Json, value: Json): Json {
  const [first, ...rest] = path.steps;
  if (first === undefined) return value;
  const base = isObject(data) ? data : {};
  const inner = base[String(first)] ?? {};
  return { ...base, [String(first)]: placeAt({ ...path, steps: rest }, inner, value) };
}

/** A payload template with its paths parsed. */
export type Template =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'list'; readonly parts: readonly Template[] }
  | { readonly kind: 'fields'; readonly fields: readonly (readonly [string, Template])[] };

/** Parses a payload template: keys that end in `.$` hold paths. Throws for intrinsic functions and unknown paths. */
export function parseTemplate(json: unknown): Template {
  if (Array.isArray(json)) return { kind: 'list', parts: json.map(parseTemplate) };
  if (!isObject(json)) return { kind: 'value', value: json as Json };
  const fields = Object.entries(json).map(([key, value]): readonly [string, Template] => {
    if (!key.endsWith('.$')) return [key, parseTemplate(value)];
    if (typeof value !== 'string') throw new Error(`"${key}" must hold a path`);
    if (value.startsWith('States.'))
      throw new Error(`the intrinsic function ${value} is not understood here`);
    return [key.slice(0, -2), { kind: 'path', path: parsePath(value) }];
  });
  return { kind: 'fields', fields };
}

/** Fills a payload template. */
export function fill(template: Template, data: Json, context: Json): Json {
  switch (template.kind) {
    case 'value':
      return template.value;
    case 'path':
      return valueAt(template.path, data, context, 'States.ParameterPathFailure');
    case 'list':
      return template.parts.map((part) => fill(part, data, context));
    case 'fields':
      return Object.fromEntries(template.fields.map(([key, part]) => [key, fill(part, data, context)]));
  }
}
