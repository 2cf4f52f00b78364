import type * as z from 'zod/mini';
import { FORM_FIELDS, KEYS_LIMIT } from './form-fields.ts';

/** A form as it came: hidden fields apart from what was typed. */
export interface PostedForm {
  /** Dotted name → typed text, line ends as sent. Empty fields are left out: an empty optional field counts as absent. */
  readonly typed: ReadonlyMap<string, readonly string[]>;
  readonly stamp?: string;
  readonly key?: string;
  /** Whether the trap field was filled in. */
  readonly trapped: boolean;
  /** Names sent twice. */
  readonly doubled: readonly string[];
}

const HIDDEN: ReadonlySet<string> = new Set(Object.values(FORM_FIELDS));

/** Reads an urlencoded form; undefined if it has more fields than any form of ours. */
export function readForm(body: string): PostedForm | undefined {
  const typed = new Map<string, string[]>();
  const hidden = new Map<string, string>();
  const doubled = new Set<string>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    if (++count > KEYS_LIMIT) return undefined;
    if (HIDDEN.has(name)) {
      if (hidden.has(name)) doubled.add(name);
      hidden.set(name, value);
      continue;
    }
    const present = typed.get(name);
    if (present !== undefined) doubled.add(name);
    typed.set(name, [...(present ?? []), value]);
  }
  for (const [name, values] of typed) if (values.every((value) => value === '')) typed.delete(name);
  const stamp = hidden.get(FORM_FIELDS.stamp);
  const key = hidden.get(FORM_FIELDS.key);
  return {
    typed,
    trapped: (hidden.get(FORM_FIELDS.trap) ?? '') !== '',
    doubled: [...doubled],
    ...(stamp === undefined ? {} : { stamp }),
    ...(key === undefined ? {} : { key }),
  };
}

/** The parts of zod's own description that are read here. */
interface Definition {
  readonly type: string;
  readonly innerType?: Described;
  readonly in?: Described;
  readonly shape?: { readonly [name: string]: Described };
}
interface Described {
  readonly _zod: { readonly def: Definition };
}

/** The schema behind `optional`, `default` and the like: what is typed into the field. */
function inside(schema: Described): Definition {
  const { def } = schema._zod;
  const next = def.innerType ?? (def.type === 'pipe' ? def.in : undefined);
  return next === undefined ? def : inside(next);
}

/** Schema of a dotted name, or undefined where the form has no such field. */
function fieldAt(schema: Described | undefined, name: string): Definition | undefined {
  let def = schema === undefined ? undefined : inside(schema);
  for (const part of name.split('.')) {
    const next: Described | undefined =
      def?.shape !== undefined && Object.hasOwn(def.shape, part) ? def.shape[part] : undefined;
    if (next === undefined) return undefined;
    def = inside(next);
  }
  return def;
}

/** Text of a field as the schema's type wants it; what does not fit stays text and is refused by the schema. */
function asTyped(type: string, values: readonly string[]): unknown {
  const [value = ''] = values;
  if (type === 'array') return [...values];
  if (type === 'boolean')
    return value === 'true' || value === 'on' ? true : value === 'false' ? false : value;
  if (type === 'number') return /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return value;
}

/**
 * The nested value that a form's dotted names mean, ready for the strict schema, and the names it does not have.
 * A name may come several times only where the schema wants a list.
 */
export function formValue(
  form: PostedForm,
  schema: z.ZodMiniType,
): { readonly value: object; readonly unknown: readonly string[]; readonly doubled: readonly string[] } {
  const value = {};
  const unknown: string[] = [];
  const lists = new Set<string>();
  for (const [name, values] of form.typed) {
    const field = fieldAt(schema as unknown as Described, name);
    // A name that is a group (`claimant`) is no field either.
    if (field === undefined || field.shape !== undefined) {
      unknown.push(name);
      continue;
    }
    if (field.type === 'array') lists.add(name);
    let at: object = value;
    const parts = name.split('.');
    for (const part of parts.slice(0, -1)) {
      if (!Object.hasOwn(at, part)) Reflect.set(at, part, {});
      at = Reflect.get(at, part);
    }
    Reflect.set(at, parts.at(-1) ?? '', asTyped(field.type, values));
  }
  return {
    value: withGroups(value, schema as unknown as Described),
    unknown,
    doubled: form.doubled.filter((name) => !lists.has(name)),
  };
}

/** A form whose group is wholly empty still has the group: so its fields are named in the errors, not the group. */
function withGroups(value: object, schema: Described): object {
  for (const [name, inner] of Object.entries(inside(schema).shape ?? {})) {
    const def = inner._zod.def;
    if (def.type !== 'object') continue;
    if (!Object.hasOwn(value, name)) Reflect.set(value, name, {});
    withGroups(Reflect.get(value, name), inner);
  }
  return value;
}
