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

/** Binds the data key of an entry to its subject. */
export const staffContext = (subject: string) => ({ purpose: 'staff', id: subject });

export const staffKind = /* @__PURE__ */ defineKind({
  name: 'staff',
  table: 'people',
  key: (subject: string) => ({ pk: STAFF, sk: `STAFF#${subject}` }),
  body: staffBody,
  sealed: {
    key: { is: 'data-key', context: ({ subject }) => staffContext(subject) },
    sealed: {
      is: 'content',
      holds: 'name, address, language of a member of staff',
      under: 'own',
      opens: staffDetails,
    },
  },
  belongs: 'staff',
  exported: {
    how: 'shown',
    show: ({ subject, roles, seenOn }, { sealed }) => ({ subject, roles, seenOn, ...sealed }),
  },
  corrected: { how: 'act', act: 'sign-in', fields: ['sealed', 'roles'] },
  destroyed: { how: 'deleted' },
  kept: 'staff',
  begins: ({ seenOn }) => seenOn,
  witnessed: { how: 'no', because: 'follows the login service; acts of staff leave their own events' },
});
