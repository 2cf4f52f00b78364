import type { DocumentVersion } from '../../shared/domain/policy/versions.ts';
import type { DocumentName } from '../../shared/policy/documents.ts';
import type { CaseDeps } from '../../shared/records/case-file.ts';
import { ensureFirst, listVersions } from '../../shared/records/documents.ts';
import type { RandomBytes } from '../../shared/records/secrets.ts';
import { builtInTexts } from '../../shared/records/shown-texts.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What registering, confirming and signing in need. */
export interface RegistrationDeps extends CaseDeps {
  readonly settings: RuntimeSettings;
  readonly random: RandomBytes;
}

/** How often is read and decided anew when others change the same records at the same instant. */
export const TRIES = 5;

/** All versions of a document; the first is recorded now if nothing was yet, so that no act names a text that is not. */
export async function recordedVersions(
  document: DocumentName,
  at: number,
  deps: RegistrationDeps,
): Promise<readonly DocumentVersion[]> {
  const versions = await listVersions(deps.records, document);
  if (versions.length > 0) return versions;
  const texts = await builtInTexts(document, deps.settings);
  return ensureFirst(deps, document, () => texts, at);
}
