import * as z from 'zod/mini';
import { defineKind } from './kind.ts';

/** What is known of a member of staff, sealed: needed to write reminders to them and to show a name. */
export const staffDetails = z.object({
  name: z.string(),
  email: z.string(),
  language: z.enum(['ru', 'en']),
});
export type StaffDetails = z.infer<typeof staffDetails>;

export const staffBody = z.object({
  /** OIDC subject: the only name the ledger and the cases use. */
  subject: z.string(),
  roles: z.array(z.string()),
  /** Day of the last sign-in, `2026-12-07`. */
  seenOn: z.string(),
  key: z.instanceof(Uint8Array),
  /** Sealed {@link StaffDetails}. */
  sealed: z.instanceof(Uint8Array),
});
export type StaffBody = z.infer<typeof staffBody>;

/** Partition of the whole directory: staff are few, and lists of officers are read as one query. */
export const STAFF = 'STAFF';

export const staffKind = defineKind({
  name: 'staff',
  table: 'people',
  key: (subject: string) => ({ pk: STAFF, sk: `STAFF#${subject}` }),
  body: staffBody,
  sealed: {
    key: { is: 'data-key' },
    sealed: { is: 'content', holds: 'name, address, language of a member of staff' },
  },
  belongs: { to: 'staff' },
  exported: { how: 'with-person', fields: 'all' },
  corrected: { how: 'act', act: 'sign-in', fields: ['sealed', 'roles'] },
  destroyed: { how: 'deleted' },
  kept: 'staff',
  witnessed: { how: 'no', because: 'follows the login service; acts of staff leave their own events' },
});
