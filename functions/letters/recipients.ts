import type { StaffReader } from '../../shared/domain/cases/letter.ts';
import { isMailbox } from '../../shared/letters/mailbox.ts';
import { keyFor, read } from '../../shared/records/kinds/kind.ts';
import { staffContext, staffDetails, staffKind } from '../../shared/records/kinds/staff.ts';
import { openJson } from '../../shared/records/sealing.ts';
import type { LetterDeps } from './deps.ts';

/** Addresses of letters to staff. One who is not in the directory, or has no usable address, is stood in for by the team. */
export async function staffRecipients(
  to: StaffReader,
  assignee: string | undefined,
  at: number,
  deps: LetterDeps,
): Promise<readonly string[]> {
  const { staff } = deps.settings;
  switch (to) {
    case 'team':
      return [staff.team];
    case 'officers':
      return staff.officers;
    case 'auditor':
      return [staff.auditor];
    case 'assignee': {
      const address = assignee === undefined ? undefined : await addressOfStaff(assignee, at, deps);
      return [address ?? staff.team];
    }
  }
}

async function addressOfStaff(subject: string, at: number, deps: LetterDeps): Promise<string | undefined> {
  const stored = await read(deps.records, staffKind, subject, at);
  if (stored === undefined) return undefined;
  const key = await deps.wrapper.unwrap(stored.body.key, staffContext(subject));
  const place = { key: keyFor(staffKind, subject), field: 'sealed' };
  const { email } = openJson(key, place, stored.body.sealed, (value) => staffDetails.parse(value));
  return isMailbox(email) ? email : undefined;
}
