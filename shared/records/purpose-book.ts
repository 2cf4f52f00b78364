import { factsOf } from '../domain/consent/facts.ts';
import type { DocumentVersion } from '../domain/policy/versions.ts';
import { versionId } from '../policy/documents.ts';
import { isConsentPurpose } from '../policy/purposes.ts';
import type { PurposeBook } from './consents.ts';
import { knownVersions, type TextDeps } from './shown-texts.ts';

/** A version as consents name it. */
export const textVersion = (version: DocumentVersion) => ({
  version: versionId(version),
  startsAt: version.startsAt,
  askAgain: version.askAgain,
  hashes: version.hashes,
});

/**
 * The policy's purposes, and the versions of their texts (one read unit for about ten).
 * @param now the door's clock, epoch ms: only the built-in text that is not recorded yet needs it
 */
export const purposeBook = (deps: TextDeps, now: () => number): PurposeBook => ({
  facts: factsOf,
  versions: async (purpose, how) =>
    isConsentPurpose(purpose) ? (await knownVersions(purpose, now(), deps, how)).map(textVersion) : [],
});

/**
 * A book for the rest of one request: `read` are the versions of the purpose's text by which its proof was just checked,
 * so that the decision is made on the same ones and costs no second read.
 */
export const bookWith = (
  book: PurposeBook,
  purpose: string,
  read: readonly DocumentVersion[],
): PurposeBook => ({
  facts: book.facts,
  versions: async (asked, how) => (asked === purpose ? read.map(textVersion) : book.versions(asked, how)),
});
