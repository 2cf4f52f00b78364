import type * as z from 'zod/mini';
import { emailField } from './fields.ts';
import { momentField } from './moment-field.ts';

/**
 * What a schema says of its fields: the one place that looks into zod's own description. Forms are drawn, read and
 * measured by it, so that page, reader, limit and check cannot differ (G5).
 */
export interface FieldFacts {
  readonly required: boolean;
  readonly kind:
    | 'text'
    | 'email'
    | 'date'
    | 'moment'
    | 'choice'
    | 'number'
    | 'boolean'
    | 'fixed'
    | 'list'
    | 'group';
  /** UTF-16 units. */
  readonly maxLength?: number;
  /** Values of a closed list. */
  readonly options?: readonly string[];
}

/** The parts of zod's own description that are read here. */
interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly in?: Schema;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly maximum?: number } } }[];
}
interface Schema {
  readonly _zod: { readonly def: Definition };
}

/** What is typed: the schema behind `optional`, `default`, `nullable` and the input of a pipe. */
function inside(schema: Schema): { readonly schema: Schema; readonly def: Definition } {
  const { def } = schema._zod;
  const next = def.innerType ?? (def.type === 'pipe' ? def.in : undefined);
  return next === undefined ? { schema, def } : inside(next);
}

/** `transform` etc. of a wider type: the interface above describes what every schema has. */
const asSchema = (schema: z.ZodMiniType): Schema => schema as unknown as Schema;

const isOptional = (schema: Schema): boolean => ['optional', 'default'].includes(schema._zod.def.type);

/** The most that the checks of a text or list let in. */
function maximum(checks: Definition['checks'] = []): number | undefined {
  const found = checks.flatMap(({ _zod: { def } }) => (typeof def.maximum === 'number' ? [def.maximum] : []));
  return found.length === 0 ? undefined : Math.min(...found);
}

function kindOf(schema: Schema, { format }: Definition): FieldFacts['kind'] {
  if (schema === asSchema(emailField)) return 'email';
  if (schema === asSchema(momentField)) return 'moment';
  return format === 'date' ? 'date' : 'text';
}

/** The facts of one field. */
function factsOf(outer: Schema): FieldFacts {
  const required = !isOptional(outer);
  const { schema, def } = inside(outer);
  if (def.type === 'union') return { ...unionOf(def.options ?? []), required };
  switch (def.type) {
    case 'enum':
      return { required, kind: 'choice', options: Object.values(def.entries ?? {}) };
    case 'literal':
      return { required, kind: 'fixed', options: (def.values ?? []).map(String) };
    case 'int':
    case 'number':
      return { required, kind: 'number' };
    case 'boolean':
      return { required, kind: 'boolean' };
    case 'array':
      return { required, kind: 'list' };
    case 'object':
      return { required, kind: 'group' };
    default: {
      const max = maximum(def.checks);
      const kind = kindOf(schema, def);
      return { required, kind, ...(max === undefined ? {} : { maxLength: max }) };
    }
  }
}

/** Of several possibilities the longest text counts: an empty one beside it takes the value away. */
function unionOf(options: readonly Schema[]): FieldFacts {
  const texts = options.map(factsOf).filter(({ kind }) => kind !== 'fixed');
  const longest = texts.toSorted((a, b) => (b.maxLength ?? 0) - (a.maxLength ?? 0))[0];
  return longest ?? { required: true, kind: 'text' };
}

/** Names of the fields at the top of a schema. */
export const shapeOf = (schema: z.ZodMiniType): readonly string[] =>
  Object.keys(inside(asSchema(schema)).def.shape ?? {});

/** Every field of a schema that is no group: its dotted name and facts, in the order of the schema. */
export function fieldsOf(schema: z.ZodMiniType): readonly (readonly [string, FieldFacts])[] {
  const walk = (at: Schema, prefix: string): readonly (readonly [string, FieldFacts])[] =>
    Object.entries(inside(at).def.shape ?? {}).flatMap(([name, inner]) =>
      inside(inner).def.shape === undefined
        ? [[`${prefix}${name}`, factsOf(inner)] as const]
        : walk(inner, `${prefix}${name}.`),
    );
  return walk(asSchema(schema), '');
}

/** Dotted names of all fields of a schema. */
export const fieldNames = (schema: z.ZodMiniType): readonly string[] =>
  fieldsOf(schema).map(([name]) => name);

/** Schema of the field or group with a dotted name, or undefined where there is none. */
function schemaAt(root: Schema, name: string): Schema | undefined {
  let at: Schema | undefined = root;
  for (const part of name.split('.')) {
    const shape: Definition['shape'] = at === undefined ? undefined : inside(at).def.shape;
    at = shape !== undefined && Object.hasOwn(shape, part) ? shape[part] : undefined;
  }
  return at;
}

/** Facts of the field with a dotted name. Throws for a name that the schema does not have. */
export function fieldFacts(schema: z.ZodMiniType, name: string): FieldFacts {
  const found = factsAt(schema, name);
  if (found === undefined) throw new TypeError(`the schema has no field ${name}`);
  return found;
}

/** Facts of the field or group with a dotted name, or undefined where the schema has none. */
export function factsAt(schema: z.ZodMiniType, name: string): FieldFacts | undefined {
  const found = schemaAt(asSchema(schema), name);
  return found && factsOf(found);
}

/** Dotted names of the groups that must be there: a form whose group is wholly empty has it all the same. */
export function neededGroups(schema: z.ZodMiniType): readonly string[] {
  const walk = (at: Schema, prefix: string): readonly string[] =>
    Object.entries(inside(at).def.shape ?? {}).flatMap(([name, inner]) =>
      inner._zod.def.type === 'object' ? [`${prefix}${name}`, ...walk(inner, `${prefix}${name}.`)] : [],
    );
  return walk(asSchema(schema), '');
}
