import * as z from 'zod/mini';
import { BREACH } from '../breaches/type.ts';
import { CLAIM } from '../claims/type.ts';
import { REQUEST } from '../requests/type.ts';
import { type CaseBody, commonBody } from './case.ts';
import type { Todo } from './change.ts';
import type { CaseKind, StatusOf } from './names.ts';
import { type CaseState, type CaseType, factsOf, type StatusFacts } from './type.ts';

/** The kinds of case that the product has: something with a reference number and a legal clock. A new kind is an entry here. */
export const CASES = { claim: CLAIM, request: REQUEST, breach: BREACH } as const satisfies {
  readonly [K in CaseKind]: CaseType;
};

/** Kinds of case by their names: those of the product, or – as an argument – others in their place. */
export interface CaseTypes {
  readonly [kind: string]: CaseType;
}

type OwnOf<K extends CaseKind> = z.infer<(typeof CASES)[K]['own']>;
/** A case of one of the product's kinds, or of one of them. */
export type KnownCase<K extends CaseKind = CaseKind> = {
  [Of in K]: CaseBody<Of, StatusOf<Of>, OwnOf<Of>>;
}[K];
/** The type of a kind. Throws for one that is not in the table: no schema lets such a body in. */
export function typeOf(kind: string, types: CaseTypes = CASES): CaseType {
  const type = Object.hasOwn(types, kind) ? types[kind] : undefined;
  if (type === undefined) throw new TypeError(`no kind of case is named ${kind}`);
  return type;
}

/** A body with its type: what the machine works on. */
export const caseOf = <Body extends CaseBody>(
  body: Body,
  todo?: Todo,
  types: CaseTypes = CASES,
): CaseState<Body> => ({
  type: typeOf(body.kind, types),
  body,
  ...(todo === undefined ? {} : { todo }),
});

/** What there is to know of the state of a case. */
export const statusFacts = (
  { kind, status }: Pick<CaseBody, 'kind' | 'status'>,
  types: CaseTypes = CASES,
): StatusFacts => factsOf(typeOf(kind, types), status);

/** Whether cases in a state of that name stand in the list of what is due, whatever their kind. */
export const isOpen = (status: string, types: CaseTypes = CASES): boolean =>
  Object.values(types).some(({ statuses }) => statuses[status]?.listed === true);

/** The schema of the bodies of all kinds. */
export function caseBodyOf(types: CaseTypes): z.ZodMiniType<CaseBody> {
  const [first, ...more] = Object.values(types).map(({ kind, statuses, own }) =>
    z.object({
      ...commonBody.shape,
      kind: z.literal(kind),
      status: z.enum(Object.keys(statuses) as [string, ...string[]]),
      own,
    }),
  );
  if (first === undefined) throw new TypeError('there is no kind of case');
  return z.discriminatedUnion('kind', [first, ...more]);
}
