import type { DocumentVersion } from '../domain/policy/versions.ts';
import type { DocumentName } from '../policy/documents.ts';
import type { PolicyFacts } from '../policy/facts.ts';
import { type DocumentDeps, ensureFirst, listVersions } from './documents.ts';
import { builtInTexts } from './shown-texts.ts';

/** All versions of a document; the first is recorded now if nothing was yet, so that no act names a text that is not. */
export async function recordedVersions(
  document: DocumentName,
  at: number,
  deps: DocumentDeps & { readonly settings: PolicyFacts },
): Promise<readonly DocumentVersion[]> {
  const versions = await listVersions(deps.records, document);
  if (versions.length > 0) return versions;
  const texts = await builtInTexts(document, deps.settings);
  return ensureFirst(deps, document, () => texts, at);
}
