import type { PurposeBook } from '../../shared/records/consents.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What the operations of staff on people need. */
export interface PeopleDeps extends StaffDeps {
  readonly book: PurposeBook;
  readonly settings: RuntimeSettings;
}
