import type { Serving } from '../../shared/identity/serve-text.ts';
import { sessionBond } from '../../shared/identity/text-proof.ts';
import type { Person } from '../../shared/identity/who.ts';
import type { Language } from '../../shared/language.ts';

/** Texts of the account are served to the very session that asks for them (C2). */
export const servingTo = ({
  language,
  person,
}: {
  readonly language: Language;
  readonly person: Person;
}): Serving => ({
  form: 'account',
  language,
  bond: sessionBond(person),
});
