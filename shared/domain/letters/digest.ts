import type { DataOf, DigestKind } from './kinds.ts';

/** Entries that a digest lists; of more it tells the number only. */
const LISTS = 50;

/** What a digest has collected: codes without a comma, such as references. */
export interface Collected {
  /** Local day that it tells of. */
  readonly day: string;
  readonly entries: readonly string[];
  /** How many entries it stands for, listed or not. */
  readonly count: number;
}

type Data = DataOf<DigestKind<'collected'>>;

/** A digest as the data of its letter. */
export const collectedData = ({ day, entries, count }: Collected): Data => ({
  day,
  entries: entries.join(','),
  count,
});

/** The digest in the data of its letter. */
export const readCollected = ({ day, entries, count }: Data): Collected => ({
  day,
  entries: entries === '' ? [] : entries.split(','),
  count,
});

/** The digest with one more entry. One that it lists already changes nothing. */
export function withEntry(digest: Collected, entry: string): Collected {
  if (digest.entries.includes(entry)) return digest;
  const entries = digest.entries.length < LISTS ? [...digest.entries, entry] : digest.entries;
  return { ...digest, entries, count: digest.count + 1 };
}
