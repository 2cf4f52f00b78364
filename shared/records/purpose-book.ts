import { factsOf } from '../domain/consent/facts.ts';
import type { DocumentVersion } from '../domain/policy/versions.ts';
import { versionId } from '../policy/documents.ts';
import { isConsentPurpose } from '../policy/purposes.ts';
import type { PurposeBook } from './consents.ts';
import { listVersions } from './documents.ts';
import type { Records } from './port.ts';

/** A version as consents name it. */
export const textVersion = (version: DocumentVersion) => ({
  version: versionId(version),
  startsAt: version.startsAt,
  askAgain: version.askAgain,
  hashes: version.hashes,
});

/** The policy's purposes, and the recorded versions of their texts (one read unit for about ten). */
export const purposeBook = (records: Records): PurposeBook => ({
  facts: factsOf,
  versions: async (purpose) =>
    isConsentPurpose(purpose) ? (await listVersions(records, purpose)).map(textVersion) : [],
});
