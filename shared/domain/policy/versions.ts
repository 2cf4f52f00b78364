import * as z from 'zod/mini';
import { DOCUMENTS, versionId } from '../../policy/documents.ts';

/** How much a new version asks of users: *soft* tells them, *hard* asks for an acknowledgement (P3). */
export const CHANGES = ['soft', 'hard'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** SHA-256 of a text, base64url. */
const hash = z.string().check(z.regex(/^[\w-]{43}$/));

/** One version of a document: everything but its texts, which are found by their hashes (P1). Never changed. */
export const documentVersion = z.object({
  document: z.enum(DOCUMENTS),
  /** Number of the version, from 1. */
  n: z.int().check(z.positive()),
  hashes: z.object({ ru: hash, en: hash }),
  /** ISO instant from which it is in force. */
  startsAt: z.string(),
  change: z.enum(CHANGES),
  /** Of a consent: those who gave it to an earlier text are asked again (C4). */
  askAgain: z.boolean(),
  /** ISO instant of the posting. */
  postedAt: z.string(),
  /** `staff:<OIDC subject>`, `system` for the built-in first version, `command`. */
  by: z.string().check(z.regex(/^[\x21-\x7e]{1,300}$/)),
});
export type DocumentVersion = z.infer<typeof documentVersion>;

/** Order in which versions come into force: by start, ties by number. */
const later = (a: DocumentVersion, b: DocumentVersion): number =>
  Date.parse(a.startsAt) - Date.parse(b.startsAt) || a.n - b.n;

/** The version of one document in force at an instant (epoch ms): the greatest start not after it, ties by number. */
export function inForce(versions: readonly DocumentVersion[], at: number): DocumentVersion | undefined {
  return versions
    .filter(({ startsAt }) => Date.parse(startsAt) <= at)
    .sort(later)
    .at(-1);
}

/**
 * Whether a person must acknowledge the policy before the profile pages (P3): the version in force, when it or another
 * *hard* one has come into force since the version that they acknowledged. A version that was *soft* asks nothing; who
 * never acknowledged any is asked for the one in force.
 * @param acknowledged id of the version last acknowledged, e.g. `policy-1`
 * @param at epoch ms
 */
export function acknowledgement(
  versions: readonly DocumentVersion[],
  acknowledged: string | undefined,
  at: number,
): DocumentVersion | undefined {
  const now = inForce(versions, at);
  const known = versions.find((version) => versionId(version) === acknowledged);
  if (now === undefined || known === undefined) return now;
  const missed = versions.filter(
    (version) => later(known, version) < 0 && later(version, now) <= 0 && version.change === 'hard',
  );
  return missed.length > 0 ? now : undefined;
}
