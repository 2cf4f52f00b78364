import { factsOf } from '../domain/consent/facts.ts';
import type { DocumentVersion } from '../domain/policy/versions.ts';
import { versionId } from '../policy/documents.ts';
import { isConsentPurpose } from '../policy/purposes.ts';
import type { PurposeBook } from './consents.ts';
import { listVersions } from './documents.ts';
import type { Records } from './port.ts';

/** The built-in text was shown before it was recorded: as a first version it has no beginning (P5). */
const EVER = '1970-01-01T00:00:00.000Z';

/** A version as consents name it. */
export const textVersion = (version: DocumentVersion) => ({
  version: versionId(version),
  startsAt: version.n === 1 && version.by === 'system' ? EVER : version.startsAt,
  askAgain: version.askAgain,
  hashes: version.hashes,
});

/** The policy's purposes, and the recorded versions of their texts (one read unit for about ten). */
export const purposeBook = (records: Records): PurposeBook => ({
  facts: factsOf,
  versions: async (purpose) =>
    isConsentPurpose(purpose) ? (await listVersions(records, purpose)).map(textVersion) : [],
});
