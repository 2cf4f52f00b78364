import type { Secrets } from '../records/secrets.ts';
import { FORM_FIELDS } from './form-fields.ts';
import type { Seal } from './pages/context.ts';
import type { Passage } from './passage.ts';
import { makeStamp, newKey } from './stamp.ts';

/** What a form's stamp is bound to: the session of who sees it, if there is one. */
export const bondOf = ({ session }: Pick<Passage, 'session'>): string =>
  session === undefined ? '' : `${session.pk} ${session.sk}`;

/**
 * Hidden fields of the forms of one page: a new stamp each, bound to the session if there is one, and an idempotency key
 * of its own. What is drawn once more after it was refused keeps the time of its first drawing, and the form that was
 * posted its key (G3). A neighbour that posts to the same path – *no* beside *yes* – does not: it asks for something
 * else, and which of them was posted the stamp says, by its place among them.
 */
export function seal(passage: Passage, secrets: Secrets | undefined): Seal {
  const drawn = new Map<string, number>();
  return (action) => {
    if (secrets === undefined) throw new Error('this door draws forms but has no secrets to stamp them');
    const place = drawn.get(action) ?? 0;
    drawn.set(action, place + 1);
    const again = action === passage.path ? passage : undefined;
    const stamp = {
      ...{ form: action, language: passage.language, at: passage.at, place },
      first: again?.first,
    };
    return {
      [FORM_FIELDS.stamp]: makeStamp(secrets, stamp, bondOf(passage)),
      [FORM_FIELDS.key]: (place === (again?.place ?? 0) ? again?.key : undefined) ?? newKey(),
    };
  };
}
