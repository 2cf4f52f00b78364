import type { Language } from '../language.ts';
import { BadCursor } from '../records/port.ts';
import { HttpProblem } from './problems.ts';
import { fieldProblem } from './validate.ts';

/** A page of a list. A cursor that this program did not give is a fault of the request, at its field: throws `HttpProblem`. */
export async function withCursor<T>(
  { language }: { readonly language: Language },
  list: () => Promise<T>,
): Promise<T> {
  try {
    return await list();
  } catch (error) {
    if (!(error instanceof BadCursor)) throw error;
    throw new HttpProblem('malformed', { errors: [fieldProblem('cursor', 'invalid', language)] });
  }
}
