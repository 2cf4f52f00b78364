import type { RecordDeps } from '../../shared/records/deps.ts';
import type { Remaining } from '../../shared/records/work-due.ts';

/** What sweeping people needs. */
export interface PeopleSweepDeps extends RecordDeps {
  readonly remaining?: Remaining;
  /** Says what went wrong with one person; codes and ids only. */
  readonly report: (code: 'person-failed', about: { readonly detail: string }) => void;
}
