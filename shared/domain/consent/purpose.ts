import type { Ground } from '../../policy/purposes.ts';
import type { StoppedBy } from './block.ts';

/** What the check and the decisions must know of a purpose; the policy's own description (shared/policy) has more. */
export interface PurposeFacts {
  readonly ground: Ground;
  /** Which blocks stop it (S4): promotions and new transfers any, the account and what the law demands none. */
  readonly stoppedBy: StoppedBy;
  /** ISO duration for which a consent is given; null: until it is withdrawn. */
  readonly validity: string | null;
}

/** One version of a consent's text. */
export interface TextVersion {
  /** Id, e.g. `promotions-1`. */
  readonly version: string;
  /** ISO instant from which it is in force. */
  readonly startsAt: string;
  /** Ends the consents that were given to earlier versions. */
  readonly askAgain: boolean;
  /** SHA-256 (base64url) of the text in each language. */
  readonly hashes: { readonly ru: string; readonly en: string };
}

/** Versions in the order in which they come into force; of two with one start the later posted comes later. */
export function inOrder<V extends Pick<TextVersion, 'version' | 'startsAt'>>(
  versions: readonly V[],
): readonly V[] {
  return [...versions].sort(
    (a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || numberOf(a.version) - numberOf(b.version),
  );
}

const numberOf = (version: string): number => Number(/-(\d+)$/.exec(version)?.[1] ?? 0);

/**
 * The versions in force at some time within a span (epoch ms, both ends counted), oldest first; the same instant twice
 * gives the one in force then.
 */
export function inForceWithin<V extends Pick<TextVersion, 'version' | 'startsAt'>>(
  versions: readonly V[],
  from: number,
  to: number,
): readonly V[] {
  const ordered = inOrder(versions);
  return ordered.filter((version, i) => {
    const next = ordered[i + 1];
    return Date.parse(version.startsAt) <= to && (next === undefined || Date.parse(next.startsAt) > from);
  });
}
