import type * as z from 'zod/mini';
import { type FieldFacts, factsAt, neededGroups } from '../api/schema-reader.ts';
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

/** Text of a field as the schema's type wants it; what does not fit stays text and is refused by the schema. */
function asTyped(kind: FieldFacts['kind'], values: readonly string[]): unknown {
  const [value = ''] = values;
  if (kind === 'list') return [...values];
  if (kind === 'boolean')
    return value === 'true' || value === 'on' ? true : value === 'false' ? false : value;
  if (kind === 'number') return /^-?\d{1,15}$/.test(value) ? Number(value) : value;
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
    const field = factsAt(schema, name);
    // A name that is a group (`claimant`) is no field either.
    if (field === undefined || field.kind === 'group') {
      unknown.push(name);
      continue;
    }
    if (field.kind === 'list') lists.add(name);
    const parts = name.split('.');
    Reflect.set(groupAt(value, parts.slice(0, -1)), parts.at(-1) ?? '', asTyped(field.kind, values));
  }
  // A form whose group is wholly empty still has the group: so its fields are named in the errors, not the group.
  for (const name of neededGroups(schema)) groupAt(value, name.split('.'));
  return {
    value,
    unknown,
    doubled: form.doubled.filter((name) => !lists.has(name)),
  };
}

/** The object at a path, made where there is none. */
function groupAt(value: object, path: readonly string[]): object {
  let at = value;
  for (const part of path) {
    if (!Object.hasOwn(at, part)) Reflect.set(at, part, {});
    at = Reflect.get(at, part);
  }
  return at;
}
