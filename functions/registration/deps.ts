import type { DocumentVersion } from '../../shared/domain/policy/versions.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { builtInText } from '../../shared/policy/built-in.ts';
import type { DocumentName } from '../../shared/policy/documents.ts';
import type { CaseDeps } from '../../shared/records/case-file.ts';
import { ensureFirst, type Texts } from '../../shared/records/documents.ts';
import type { RandomBytes } from '../../shared/records/secrets.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What registering, confirming and signing in need. */
export interface RegistrationDeps extends CaseDeps {
  readonly settings: RuntimeSettings;
  readonly random: RandomBytes;
}

/** How often is read and decided anew when others change the same records at the same instant. */
export const TRIES = 5;

/** The built-in texts of a document for this deployment. */
export const builtIn = (document: DocumentName, settings: RuntimeSettings) => (): Texts => {
  const text = (language: Language) => builtInText(document, language, settings);
  return { ru: text('ru'), en: text('en') };
};

/** All versions of a document; the first is recorded now if nothing was yet, so that no act names a text that is not. */
export const recordedVersions = (
  document: DocumentName,
  at: number,
  deps: RegistrationDeps,
): Promise<readonly DocumentVersion[]> => ensureFirst(deps, document, builtIn(document, deps.settings), at);
