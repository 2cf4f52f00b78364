import type { Language } from '../../../shared/http/pages/context.ts';
import { PUBLICATION_WORDS } from '../../../shared/http/pages/texts/publication.ts';
import { isPurpose, PURPOSES } from '../../../shared/policy/purposes.ts';

/** A purpose in words, with the field of public data; one that nobody declared any more by its id. */
export function purposeName(purpose: string, field: string | undefined, language: Language): string {
  const name = isPurpose(purpose) ? PURPOSES[purpose].name[language] : purpose;
  const fields: { readonly [field: string]: string } = PUBLICATION_WORDS[language].fields;
  return field === undefined ? name : `${name}: ${(fields[field] ?? field).toLowerCase()}`;
}
