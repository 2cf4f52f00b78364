import { decidePosting, type Posting } from '../domain/policy/post.ts';
import type { DocumentVersion } from '../domain/policy/versions.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Language } from '../law/date-words.ts';
import { type DocumentName, versionId } from '../policy/documents.ts';
import { decideAgain, written } from './decide-again.ts';
import type { LedgerDeps } from './deps.ts';
import { answeredBefore, type IdempotentRequest, keyWrites } from './idempotency.ts';
import {
  DOCUMENT_POSTED,
  DOCUMENTS_CHAIN,
  documentKind,
  documentPartition,
  documentTextKind,
  postedData,
} from './kinds/documents.ts';
import { keyFor, putNew, read, storedOf } from './kinds/kind.ts';
import { mailingKind, toTell } from './kinds/mailings.ts';
import { commitWithEvents, type NewEvent } from './ledger.ts';
import type { Records, Write } from './port.ts';
import { hashOfText } from './text-hash.ts';

/** Texts of one version. */
export type Texts = { readonly [language in Language]: string };

/** Whether what is only shown may be a moment old, at half the price. */
export interface Staleness {
  readonly stale?: boolean;
}

/** All versions of a document in order of their numbers (one small query, strongly consistent). */
export async function listVersions(
  records: Records,
  document: DocumentName,
  { stale = false }: Staleness = {},
): Promise<readonly DocumentVersion[]> {
  const versions: DocumentVersion[] = [];
  let after: string | undefined;
  do {
    const page = await records.query('ledger', documentPartition(document), {
      ...(after === undefined ? {} : { after }),
      stale,
    });
    versions.push(...page.items.map((item) => storedOf(documentKind, item).body));
    after = page.cursor;
  } while (after !== undefined);
  return versions;
}

/** A text by its hash, or undefined. */
export async function readText(records: Records, hash: string, at: number): Promise<string | undefined> {
  return (await read(records, documentTextKind, hash, at))?.body.text;
}

/** The writes of a version; a text that stands already (an earlier version had it) is not written again. */
async function versionWrites(
  records: Records,
  version: DocumentVersion,
  texts: Texts,
  at: number,
): Promise<readonly Write[]> {
  const wanted = (['ru', 'en'] as const)
    .map((language) => ({ language, hash: version.hashes[language], text: texts[language] }))
    .filter((one, i, all) => all.findIndex(({ hash }) => hash === one.hash) === i);
  const found = await records.getMany(
    wanted.map(({ hash }) => keyFor(documentTextKind, hash)),
    at,
  );
  const missing = wanted.filter((_, i) => found[i] === undefined);
  return [
    putNew(documentKind, version, version),
    ...missing.map((one) => putNew(documentTextKind, one.hash, one)),
  ];
}

const eventOf = (version: DocumentVersion): NewEvent => ({
  at: version.postedAt,
  type: DOCUMENT_POSTED,
  by: version.by,
  data: postedData(version),
});

/** A new version of the policy is told to everybody from its start on (P3): the intent is part of the posting (G1). */
function noticeWrites(version: DocumentVersion): readonly Write[] {
  if (version.document !== 'policy') return [];
  const { change, startsAt } = version;
  const id = versionId(version);
  const body = { id, about: { is: 'policy-version', change, startsAt }, run: 0, told: 0 } as const;
  return [putNew(mailingKind, id, body, { todo: toTell(startsAt) })];
}

/** A version as it is asked for: its hashes are made here. */
export interface PostingRequest extends Omit<Posting, 'hashes'> {
  readonly by: string;
  readonly once?: IdempotentRequest | undefined;
}

/**
 * Posts a version (P1): version, texts, ledger event and idempotency key in one transaction. Refusals: those of
 * `decidePosting`, `idempotency-mismatch`, `busy`.
 * @param at epoch ms
 */
export async function postVersion(
  request: PostingRequest,
  at: number,
  { records, secrets }: LedgerDeps,
): Promise<Result<DocumentVersion>> {
  const { once, by, ...posting } = request;
  const hashes = { ru: hashOfText(posting.texts.ru), en: hashOfText(posting.texts.en) };
  const answered = () => replay(once, at, { records, secrets });
  return (
    (await answered()) ??
    decideAgain(
      { records },
      {
        read: async () => accept(await listVersions(records, posting.document)),
        async decide(versions) {
          const decided = decidePosting(versions, { ...posting, hashes }, { at, by });
          if (!decided.ok) return decided;
          const { document, n } = decided.value;
          const writes = [
            ...(await versionWrites(records, decided.value, posting.texts, at)),
            ...noticeWrites(decided.value),
            ...keyWrites(secrets, once, { document, n }, at),
          ];
          const chapter = { subject: DOCUMENTS_CHAIN, events: [eventOf(decided.value)] };
          return written(await commitWithEvents(records, secrets, writes, [chapter]), decided.value);
        },
        answered,
      },
    )
  );
}

/** The answer of a request that was answered before (G3). */
async function replay(
  once: IdempotentRequest | undefined,
  at: number,
  deps: LedgerDeps,
): Promise<Result<DocumentVersion> | undefined> {
  const before = await answeredBefore(once, at, deps);
  if (before === undefined || !before.ok) return before;
  const { document, n } = before.value;
  const stored = await read(
    deps.records,
    documentKind,
    { document: document as DocumentName, n: Number(n) },
    at,
  );
  return stored === undefined ? refuse('not-found') : accept(stored.body);
}

/** For how long, at most, a new deployment shows its built-in texts before its sweep has recorded them. */
const SHOWN_BEFORE_MS = 3_600_000;

/**
 * The first version of a document as it would be recorded at `at` (epoch ms). Nothing was in force before it. It is in
 * force since it was shown, and perhaps accepted, before it was recorded (P2, C2).
 */
export function firstVersion(document: DocumentName, texts: Texts, at: number): DocumentVersion {
  const now = new Date(at).toISOString();
  return {
    document,
    n: 1,
    hashes: { ru: hashOfText(texts.ru), en: hashOfText(texts.en) },
    startsAt: new Date(at - SHOWN_BEFORE_MS).toISOString(),
    change: 'soft',
    askAgain: false,
    postedAt: now,
    by: 'system',
  };
}

/**
 * Records the built-in text as version 1 where a document has none (P5); started twice, or by several at once, it
 * records one.
 * @returns all versions of the document
 */
export async function ensureFirst(
  { records, secrets }: LedgerDeps,
  document: DocumentName,
  texts: () => Texts | Promise<Texts>,
  at: number,
): Promise<readonly DocumentVersion[]> {
  const versions = await listVersions(records, document);
  if (versions.length > 0) return versions;
  const given = await texts();
  const first = firstVersion(document, given, at);
  const writes = await versionWrites(records, first, given, at);
  const written = await commitWithEvents(records, secrets, writes, [
    { subject: DOCUMENTS_CHAIN, events: [eventOf(first)] },
  ]);
  return written.ok ? [first] : listVersions(records, document);
}
