import type { CaseDeps } from '../../shared/records/case-file.ts';
import type { PurposeBook } from '../../shared/records/consents.ts';
import type { ReadDeps } from '../../shared/records/record-read.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What the operations of staff on people need. */
export interface PeopleDeps extends ReadDeps {
  readonly book: PurposeBook;
  readonly settings: RuntimeSettings;
}

/** What sweeping people needs. */
export interface PeopleSweepDeps extends CaseDeps {
  readonly settings: Pick<RuntimeSettings, 'deployment'>;
  readonly newId: () => string;
  /** Says what went wrong with one person; codes and ids only. */
  readonly report: (code: 'person-failed', about: { readonly detail: string }) => void;
}
