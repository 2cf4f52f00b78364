import type { PurposeBook } from '../../shared/records/consents.ts';
import type { ReadDeps } from '../../shared/records/record-read.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What the operations of staff on people need. */
export interface PeopleDeps extends ReadDeps {
  readonly book: PurposeBook;
  readonly settings: RuntimeSettings;
}
