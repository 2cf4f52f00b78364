import type { PurposeBook } from '../../shared/records/consents.ts';
import type { RecordDeps, StaffDeps } from '../../shared/records/deps.ts';
import type { Remaining } from '../../shared/records/work-due.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What the operations of staff on people need. */
export interface PeopleDeps extends StaffDeps {
  readonly book: PurposeBook;
  readonly settings: RuntimeSettings;
}

/** What sweeping people needs. */
export interface PeopleSweepDeps extends RecordDeps {
  readonly settings: Pick<RuntimeSettings, 'deployment'>;
  readonly newId: () => string;
  readonly remaining?: Remaining;
  /** Says what went wrong with one person; codes and ids only. */
  readonly report: (code: 'person-failed', about: { readonly detail: string }) => void;
}
