import type * as z from 'zod/mini';

/** What a form must know about a field; read from the schema that checks it, so that form and check cannot differ (G5). */
export interface FieldFacts {
  readonly required: boolean;
  readonly kind: 'text' | 'email' | 'date' | 'choice' | 'number' | 'boolean' | 'fixed';
  readonly maxLength?: number;
  /** Values of a closed list. */
  readonly options?: readonly string[];
}

/** The parts of zod's own description that are read here. */
interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly in?: Schema;
  readonly out?: Schema;
  readonly innerType?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly {
    readonly _zod: { readonly def: { readonly check: string; readonly maximum?: number } };
  }[];
}
interface Schema {
  readonly _zod: { readonly def: Definition };
}

const definition = (schema: Schema): Definition => schema._zod.def;

/** The schema at a dotted name such as `claimant.email`. Throws for a name the schema does not have. */
function schemaAt(root: Schema, name: string): Schema {
  return name.split('.').reduce((schema, key) => {
    const next = definition(schema).shape?.[key];
    if (next === undefined) throw new TypeError(`the schema has no field ${name}`);
    return next;
  }, root);
}

function factsOf(schema: Schema, required: boolean): FieldFacts {
  const def = definition(schema);
  if ((def.type === 'optional' || def.type === 'default') && def.innerType !== undefined)
    return factsOf(def.innerType, false);
  if (def.type === 'pipe' && def.in !== undefined && def.out !== undefined) {
    const first = factsOf(def.in, required);
    const last = factsOf(def.out, required);
    return { ...first, kind: first.kind === 'text' ? last.kind : first.kind };
  }
  const max = def.checks?.find((check) => check._zod.def.check === 'max_length')?._zod.def.maximum;
  const length = max === undefined ? {} : { maxLength: max };
  switch (def.type) {
    case 'enum':
      return { required, kind: 'choice', options: Object.values(def.entries ?? {}) };
    case 'literal':
      return { required, kind: 'fixed', options: (def.values ?? []).map(String) };
    case 'number':
      return { required, kind: 'number' };
    case 'boolean':
      return { required, kind: 'boolean' };
    default:
      return {
        required,
        kind: def.format === 'email' || def.format === 'date' ? def.format : 'text',
        ...length,
      };
  }
}

/** Facts of the field with a dotted name. */
export function fieldFacts(schema: z.ZodMiniType, name: string): FieldFacts {
  return factsOf(schemaAt(schema as unknown as Schema, name), true);
}
