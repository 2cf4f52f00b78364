import type * as z from 'zod/mini';
import { type FieldFacts, fieldsOf } from './schema-reader.ts';

/** Largest body of a route whose fields can do with less, in bytes. */
const BODY_FLOOR = 65_536;
/**
 * Bytes of one UTF-16 unit at worst: an urlencoded form writes each of up to three bytes as %XX (№, «, —), and a line end,
 * which its page counts as one, as %0D%0A; JSON may write any unit as \uXXXX.
 */
const UNIT = { form: 9, json: 6 } as const;
/** Values that are no free text – choices, dates, numbers, patterns – are shorter than this, in units. */
const SHORT = 256;
/** A list of choices. */
const LIST = 4_096;
/** Stamp, key and trap of a form, or the blanks and line ends with which a program sets its JSON out. */
const AROUND = 4_096;

const unitsOf = ({ kind, maxLength, options = [] }: FieldFacts): number =>
  kind === 'list' ? LIST : (maxLength ?? Math.max(SHORT, ...options.map(({ length }) => length)));

const known = new WeakMap<z.ZodMiniType, Readonly<Record<keyof typeof UNIT, number>>>();

/**
 * The largest body that a schema's fields can have, in bytes: no text within the limits of its fields is turned away
 * for its bytes – 10,000 Cyrillic letters are 60 KB as a form, as many № 90. 64 KB where the fields need less.
 */
export function bodyLimits(schema: z.ZodMiniType): Readonly<Record<keyof typeof UNIT, number>> {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const limit = (unit: number): number =>
    fieldsOf(schema).reduce((sum, [name, facts]) => sum + unit * (name.length + unitsOf(facts)) + 8, AROUND);
  const found = {
    form: Math.max(BODY_FLOOR, limit(UNIT.form)),
    json: Math.max(BODY_FLOOR, limit(UNIT.json)),
  };
  known.set(schema, found);
  return found;
}
