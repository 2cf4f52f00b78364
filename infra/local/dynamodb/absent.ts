/** A node of dynalite's conditions: an operator or function with its arguments, a path, or a value. */
export interface Condition {
  readonly type?: string;
  readonly name?: string;
  readonly args?: readonly unknown[];
}

const COMPARES: ReadonlySet<string> = new Set(['=', '<', '<=', '>', '>=', 'between', 'in']);
const JOINS: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/**
 * A condition that holds nothing to be equal to nothing. dynalite compares absent attributes as if they were values: two
 * absent ones are equal, and one in a list (`v IN (nope, :k)`) or before a prefix ends its run. On DynamoDB a comparison
 * with something absent does not hold. So each comparison is asked together with whether what it compares is there.
 */
export function mindingAbsence(condition: Condition): Condition {
  const { type = '', name, args = [] } = condition;
  if (JOINS.has(type)) return { ...condition, args: args.map((one) => mindingAbsence(one as Condition)) };
  if (type === 'in') {
    const [left, ...list] = args;
    const equals = list.map((right) => mindingAbsence({ type: '=', args: [left, right] }));
    return equals.reduceRight((rest, one) => ({ type: 'or', args: [one, rest] }));
  }
  if (!COMPARES.has(type) && name !== 'begins_with') return condition;
  return args.filter(mayBeAbsent).reduce<Condition>(
    (rest, one) => ({
      type: 'and',
      args: [{ type: 'function', name: 'attribute_exists', args: [one] }, rest],
    }),
    condition,
  );
}

/** Paths and sizes; what is left is a value of the request. */
const mayBeAbsent = (one: unknown): boolean =>
  Array.isArray(one) || (one as Condition | undefined)?.type === 'function';
