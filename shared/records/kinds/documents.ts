import * as z from 'zod/mini';
import { type DocumentVersion, documentVersion } from '../../domain/policy/versions.ts';
import { type DocumentName, versionId } from '../../policy/documents.ts';
import { canonicalJson } from '../canonical.ts';
import { hashOfText } from '../text-hash.ts';
import { defineKind } from './kind.ts';

/** Chain of the postings of all documents. */
export const DOCUMENTS_CHAIN = 'documents';

/** Event of a posting. */
export const DOCUMENT_POSTED = 'document-posted';

export const documentPartition = (document: DocumentName): string => `DOCUMENT#${document}`;

/** What the event of a posting says: enough to read, and a digest of all of it (`meta`), so that no field can be changed. */
export const postedData = (version: DocumentVersion) => ({
  version: versionId(version),
  ru: version.hashes.ru,
  en: version.hashes.en,
  starts: version.startsAt,
  change: version.change,
  meta: hashOfText(canonicalJson(version)),
});

/** One version of a document (P1): append-only, never changed or deleted. */
export const documentKind = /* @__PURE__ */ defineKind({
  name: 'document',
  table: 'ledger',
  key: ({ document, n }: { readonly document: DocumentName; readonly n: number }) => ({
    pk: documentPartition(document),
    sk: `V#${String(n).padStart(6, '0')}`,
  }),
  body: documentVersion,
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'public; nothing about a person' },
  corrected: { how: 'never', because: 'a version is answered by another version (P1)' },
  destroyed: { how: 'never', because: 'proof of what was in force and agreed to' },
  kept: 'document',
  begins: 'endless',
  witnessed: {
    how: 'events',
    chain: () => DOCUMENTS_CHAIN,
    expected: (body) => [{ type: DOCUMENT_POSTED, data: postedData(body) }],
  },
});

/** Body of a text: found by its hash, which is that of the very text. */
export const documentTextBody = z.object({
  /** SHA-256, base64url. */
  hash: z.string(),
  language: z.enum(['ru', 'en']),
  text: z.string(),
});

/** The exact text of a version in one language, under its hash. */
export const documentTextKind = /* @__PURE__ */ defineKind({
  name: 'document-text',
  table: 'ledger',
  key: (hash: string) => ({ pk: `TEXT#${hash}`, sk: 'TEXT' }),
  body: documentTextBody,
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'public; nothing about a person' },
  corrected: { how: 'never', because: 'another text has another hash' },
  destroyed: { how: 'never', because: 'proof of what was in force and agreed to' },
  kept: 'document',
  begins: 'endless',
  witnessed: {
    how: 'events',
    chain: () => DOCUMENTS_CHAIN,
    fault: ({ hash, text }) => (hashOfText(text) === hash ? undefined : 'is not the text of its hash'),
    expected: ({ hash, language }) => [{ type: DOCUMENT_POSTED, data: { [language]: hash } }],
  },
});
