import type { CaseDeps } from '../../shared/records/case-file.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What a person's own pages need. */
export interface AccountDeps extends CaseDeps {
  readonly settings: RuntimeSettings;
}
