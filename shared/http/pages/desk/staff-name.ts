import type { DeskContext } from '../context.ts';
import { DESK_WORDS } from '../texts/desk.ts';

/** A member of staff by OIDC subject: the name from the directory, else the subject itself. `staff:` before it is taken off. */
export function staffName(by: string, { directory, staff, language }: DeskContext): string {
  const sub = by.replace(/^staff:/, '');
  const name = directory.find((person) => person.sub === sub)?.name ?? sub;
  return sub === staff.sub ? `${name} (${DESK_WORDS[language].you})` : name;
}
