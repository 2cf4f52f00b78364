import { type DataOf, type DigestKind, dataOf, factsOf, type LetterKind } from './kinds.ts';
import type { LetterBody } from './letter.ts';

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

/** What a letter has collected; undefined for one that is no such digest. */
export function collectedIn({ kind, data }: Pick<LetterBody, 'kind' | 'data'>): Collected | undefined {
  if (!isCollected(kind)) return undefined;
  const read = dataOf(kind, data);
  return read.ok ? readCollected(read.data) : undefined;
}

const isCollected = (kind: LetterKind): kind is DigestKind<'collected'> =>
  factsOf(kind).digest?.entries === 'collected';
