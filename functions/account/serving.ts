import type { Serving } from '../../shared/http/serve-text.ts';
import { sessionBond } from '../../shared/http/text-proof.ts';
import type { PersonRequest } from '../../shared/http/types.ts';

/** Texts of the account are served to the very session that asks for them (C2). */
export const servingTo = ({ language, person }: Pick<PersonRequest, 'language' | 'person'>): Serving => ({
  form: 'account',
  language,
  bond: sessionBond(person),
});
