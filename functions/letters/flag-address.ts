import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { personalStanding } from '../../shared/records/case-file.ts';
import { personalKind } from '../../shared/records/kinds/cases.ts';
import { putNext, read } from '../../shared/records/kinds/kind.ts';
import type { Write } from '../../shared/records/port.ts';
import type { LetterDeps } from './deps.ts';

/** The address takes no mail: marked at the contact, so that staff see it before they answer (N4). */
export async function flagAddress(
  { to, reference }: LetterBody,
  at: number,
  { records }: LetterDeps,
): Promise<readonly Write[]> {
  if (to !== 'requester' || reference === undefined) return [];
  const contact = await read(records, personalKind, reference, at);
  if (contact === undefined || contact.body.returned !== undefined) return [];
  const body = { ...contact.body, returned: new Date(at).toISOString() };
  return [putNext(personalKind, contact, body, personalStanding(body))];
}
