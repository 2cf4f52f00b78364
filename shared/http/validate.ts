import type * as z from 'zod/mini';
import { fieldNames } from '../api/schema-reader.ts';
import type { Language } from '../language.ts';
import { ISSUE_LIMIT } from './form-fields.ts';
import { isMessageCode, type MessageCode, messageOf, typeName } from './messages.ts';
import type { FieldProblem } from './problems.ts';

/** A checked value, or what is wrong with it, field by field. No message repeats a value. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldProblem[]; readonly allowed?: readonly string[] };

/** Most unknown names that are listed: the rest of the issues belongs to known fields. */
const UNKNOWN_LIMIT = 10;

/** A name that a stranger chose, made harmless: visible ASCII only, cut at 64 characters. */
export const safeName = (name: string): string =>
  Array.from(name.slice(0, 64), (char) => (/[\w.[\]-]/.test(char) ? char : '?')).join('');

/** Error about a field in the reader's language; `value` is a number or list of ours, never what was typed. */
export const fieldProblem = (
  field: string,
  code: MessageCode,
  language: Language,
  value?: string,
): FieldProblem => ({
  field,
  code,
  message: messageOf(code, language, value),
});

/** Errors for fields that are not taken (G5). */
export const unknownFields = (names: readonly string[], language: Language): FieldProblem[] =>
  names.slice(0, UNKNOWN_LIMIT).map((name) => fieldProblem(safeName(name), 'unknown', language));

/** Checks `value` against a schema of ours. At most 20 issues are told (security.md). */
export function check<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  language: Language,
): Checked<z.output<S>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data as z.output<S> };
  const errors: FieldProblem[] = [];
  let unknown = false;
  for (const issue of parsed.error.issues) {
    if (errors.length >= ISSUE_LIMIT) break;
    if (issue.code === 'unrecognized_keys') {
      unknown = true;
      errors.push(
        ...unknownFields(
          issue.keys.map((key) => dotted([...issue.path, key])),
          language,
        ),
      );
    } else errors.push(toProblem(issue, value, language));
  }
  return {
    ok: false,
    errors: errors.slice(0, ISSUE_LIMIT),
    ...(unknown ? { allowed: fieldNames(schema) } : {}),
  };
}

type Issue = z.core.$ZodIssue;

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.');

function toProblem(issue: Issue, root: unknown, language: Language): FieldProblem {
  const field = safeName(dotted(issue.path));
  const problem = (code: MessageCode, value?: string) => fieldProblem(field, code, language, value);
  // A schema that names its own message means it, whatever kind of check failed.
  if (isMessageCode(issue.message)) return problem(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return isAbsent(root, issue.path)
        ? missing(field, issue.expected === 'boolean', language)
        : problem('type', typeName(issue.expected, language));
    case 'invalid_value':
      return isAbsent(root, issue.path)
        ? missing(field, true, language)
        : problem('choice', issue.values.map(String).join(', '));
    case 'too_big':
      return problem(issue.origin === 'string' ? 'too-long' : 'too-big', String(issue.maximum));
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return problem('required');
      return problem(issue.origin === 'string' ? 'too-short' : 'too-small', String(issue.minimum));
    case 'invalid_format':
      return problem(issue.format === 'date' ? 'date' : 'format');
    default:
      return problem('invalid');
  }
}

/** A field without a value: nobody fills in a row of choices. */
const missing = (field: string, isChoice: boolean, language: Language): FieldProblem => ({
  ...fieldProblem(field, 'required', language),
  ...(isChoice ? { message: messageOf('choose', language) } : {}),
});

/** Whether the value at the path is missing altogether. */
function isAbsent(root: unknown, path: readonly PropertyKey[]): boolean {
  let at = root;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return true;
    at = Reflect.get(at, key);
  }
  return at === undefined;
}
