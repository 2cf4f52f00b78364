import { inForce } from '../../shared/domain/policy/versions.ts';
import { DOCUMENTS, type DocumentName } from '../../shared/policy/documents.ts';
import type { LedgerDeps } from '../../shared/records/deps.ts';
import { ensureFirst } from '../../shared/records/documents.ts';
import { builtInTexts, type TextDeps } from '../../shared/records/shown-texts.ts';
import { hashOfText } from '../../shared/records/text-hash.ts';

/**
 * Records the built-in text as the first version of each document that has none (P5).
 * @returns documents whose text in force is an earlier built-in one: settings or the typed source have changed since,
 *   and the text says so no longer (P4); an officer must post a new version
 */
export async function recordFirst(at: number, deps: LedgerDeps & TextDeps): Promise<readonly DocumentName[]> {
  const outdated: DocumentName[] = [];
  for (const document of DOCUMENTS) {
    const texts = await builtInTexts(document, deps.settings);
    const current = inForce(await ensureFirst(deps, document, () => texts, at), at);
    if (current?.by === 'system' && current.hashes.ru !== hashOfText(texts.ru)) outdated.push(document);
  }
  return outdated;
}
