import { rememberStaff } from '../records/staff-directory.ts';
import type { Wired } from '../records/wire.ts';
import type { RuntimeSettings } from '../settings.ts';
import { openKeySets } from './key-sets.ts';
import { staffGate } from './staff-door.ts';

/** Who may pass a door of staff, with its real dependencies: whoever signs in, or comes with a token, is remembered. */
export const wiredStaff = ({ staff, language }: RuntimeSettings, wired: Wired, fetcher: typeof fetch) =>
  staffGate({
    oidc: staff.oidc,
    records: wired.records,
    keySets: openKeySets(staff.oidc.issuer, fetcher),
    remember: async (who, at) => rememberStaff(await wired.deps(), who, language, at),
  });
