import { compareLines } from '../../shared/domain/policy/compare.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { parseVersionId } from '../../shared/policy/documents.ts';
import { type ShownVersion, standingOf, type TextDeps, textsOf } from '../../shared/records/shown-texts.ts';

/** A version by its id, e.g. `policy-2`; refuses with `not-found`. */
export async function showVersion(id: string, at: number, deps: TextDeps): Promise<Result<ShownVersion>> {
  const wanted = parseVersionId(id);
  if (wanted === undefined) return refuse('not-found');
  const standing = await standingOf(wanted.document, at, deps);
  const version = standing.versions.find(({ n }) => n === wanted.n);
  if (version === undefined) return refuse('not-found');
  return accept({ standing, version, texts: await textsOf(standing, version, at, deps) });
}

/** Two versions of one document side by side, line by line; refuses with `not-found`, also for two documents. */
export async function compareVersions(
  { from, to, language }: { readonly from: string; readonly to: string; readonly language: Language },
  at: number,
  deps: TextDeps,
) {
  const [older, newer] = await Promise.all([showVersion(from, at, deps), showVersion(to, at, deps)]);
  if (!older.ok) return older;
  if (!newer.ok) return newer;
  if (older.value.standing.document !== newer.value.standing.document) return refuse('not-found');
  const lines = compareLines(older.value.texts[language], newer.value.texts[language]);
  return accept({ older: older.value, newer: newer.value, lines });
}
