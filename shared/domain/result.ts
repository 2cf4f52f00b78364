import type { Refusal } from './refusals.ts';

/** A decision: a value, or a refusal from the closed list (errors are values in the domain). */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (
  code: Refusal['code'],
  rest: Omit<Refusal, 'code'> = {},
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...rest },
});
