import type { StaffReader } from '../../shared/domain/letters/kinds.ts';
import { isMailbox } from '../../shared/letters/mailbox.ts';
import { addressOfStaff } from '../../shared/records/staff-directory.ts';
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
    case 'head':
      return staff.head === undefined ? [] : [staff.head.email];
    case 'auditor':
      return [staff.auditor];
    case 'assignee': {
      const address = assignee === undefined ? undefined : await addressOfStaff(deps, assignee, at);
      return [address !== undefined && isMailbox(address) ? address : staff.team];
    }
  }
}
