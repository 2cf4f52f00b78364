import type { CaseDeps } from '../../shared/records/case-file.ts';
import type { RandomBytes } from '../../shared/records/secrets.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What registering, confirming and signing in need. */
export interface RegistrationDeps extends CaseDeps {
  readonly settings: RuntimeSettings;
  readonly random: RandomBytes;
}
