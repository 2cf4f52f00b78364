import type { VersionLine } from '../../shared/api/policy.ts';
import type { DocumentVersion } from '../../shared/domain/policy/versions.ts';
import { versionId } from '../../shared/policy/documents.ts';
import type { ShownVersion, Standing } from '../../shared/records/shown-texts.ts';

/** A version as programs see it: who posted it stays inside. */
export const lineOf = ({ by: _by, ...version }: DocumentVersion): VersionLine => ({
  id: versionId(version),
  ...version,
});

export const viewOf = ({ version, texts }: ShownVersion) => ({ ...lineOf(version), texts });

/** All versions, the newest first. */
export const listOf = ({ current, versions }: Standing) => ({
  current: versionId(current),
  items: versions.map(lineOf).reverse(),
});
