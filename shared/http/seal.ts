import type { Secrets } from '../records/secrets.ts';
import { FORM_FIELDS } from './form-fields.ts';
import type { Seal } from './pages/context.ts';
import type { Passage } from './passage.ts';
import { makeStamp, newKey } from './stamp.ts';

/** What a form's stamp is bound to: the session of who sees it, if there is one. */
export const bondOf = ({ session }: Pick<Passage, 'session'>): string =>
  session === undefined ? '' : `${session.pk} ${session.sk}`;

/**
 * Hidden fields of the forms of one page: a new stamp each, bound to the session if there is one, and an idempotency
 * key. A form that is drawn once more after it was refused keeps its key (G3) and the time of its first drawing.
 */
export function seal(passage: Passage, secrets: Secrets | undefined): Seal {
  return (action) => {
    if (secrets === undefined) throw new Error('this door draws forms but has no secrets to stamp them');
    const { key, first } = action === passage.path ? passage : {};
    const stamp = { form: action, language: passage.language, at: passage.at, first };
    return {
      [FORM_FIELDS.stamp]: makeStamp(secrets, stamp, bondOf(passage)),
      [FORM_FIELDS.key]: key ?? newKey(),
    };
  };
}
