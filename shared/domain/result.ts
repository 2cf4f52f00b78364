import type { Refusal } from './refusals.ts';

/** A refusal where a value was asked for. */
export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

/** A decision: a value, or a refusal from the closed list (errors are values in the domain). */
export type Result<T> = { readonly ok: true; readonly value: T } | Refused;

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (code: Refusal['code'], rest: Omit<Refusal, 'code'> = {}): Refused => ({
  ok: false,
  refusal: { code, ...rest },
});
