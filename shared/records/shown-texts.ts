import { type DocumentVersion, inForce } from '../domain/policy/versions.ts';
import type { DocumentName } from '../policy/documents.ts';
import type { PolicyFacts } from '../policy/facts.ts';
import { firstVersion, listVersions, readText, type Staleness, type Texts } from './documents.ts';
import type { Records } from './port.ts';

/** What reading documents needs. */
export interface TextDeps {
  readonly records: Records;
  readonly settings: PolicyFacts;
}

/** A document's versions as they stand at an instant; `recorded` false while only the built-in text is there. */
export interface Standing {
  readonly document: DocumentName;
  /** In order of their numbers; at least one. */
  readonly versions: readonly DocumentVersion[];
  readonly current: DocumentVersion;
  readonly recorded: boolean;
}

/** One version with its texts, and how it stands among the others. */
export interface ShownVersion {
  readonly standing: Standing;
  readonly version: DocumentVersion;
  readonly texts: Texts;
}

/** The built-in texts of a document for this deployment. They are a file of their own: once recorded, nobody loads it. */
export async function builtInTexts(document: DocumentName, facts: PolicyFacts): Promise<Texts> {
  const { builtInText } = await import('../policy/built-in.ts');
  return { ru: builtInText(document, 'ru', facts), en: builtInText(document, 'en', facts) };
}

/**
 * All versions of a document, whenever they come into force. Before the sweep of a new deployment has recorded the first
 * one, that is the built-in text, which it will record: nothing is written here (G2), and who relies on a text need not
 * be allowed to post one.
 * @param at epoch ms
 */
export async function knownVersions(
  document: DocumentName,
  at: number,
  { records, settings }: TextDeps,
  how: Staleness = {},
): Promise<readonly DocumentVersion[]> {
  const versions = await listVersions(records, document, how);
  if (versions.length > 0) return versions;
  return [firstVersion(document, await builtInTexts(document, settings), at)];
}

/**
 * Versions of a document. A deployment that has recorded none yet shows the built-in text.
 * @param at epoch ms
 */
export async function standingOf(document: DocumentName, at: number, deps: TextDeps): Promise<Standing> {
  const versions = await listVersions(deps.records, document);
  const current = inForce(versions, at);
  if (current !== undefined) return { document, versions, current, recorded: true };
  const first = firstVersion(document, await builtInTexts(document, deps.settings), at);
  return { document, versions: [first], current: first, recorded: false };
}

/** The texts of a version. Throws when a recorded text is missing: the ledger is damaged then. */
export async function textsOf(
  { document, recorded }: Standing,
  { hashes }: DocumentVersion,
  at: number,
  { records, settings }: TextDeps,
): Promise<Texts> {
  if (!recorded) return builtInTexts(document, settings);
  const [ru, en] = await Promise.all([readText(records, hashes.ru, at), readText(records, hashes.en, at)]);
  if (ru === undefined || en === undefined) throw new Error('the text of a version is missing');
  return { ru, en };
}

/** The version of a document in force, with its texts. */
export async function showCurrent(document: DocumentName, at: number, deps: TextDeps): Promise<ShownVersion> {
  const standing = await standingOf(document, at, deps);
  return { standing, version: standing.current, texts: await textsOf(standing, standing.current, at, deps) };
}
