import type { DataOf } from './kinds.ts';

/** References that a receipts digest lists; of more it tells the number only. */
const DIGEST_LISTS = 50;

/**
 * Receipts of one day and address above the daily number of letters (security.md, bots): one letter that lists the
 * references. Its data hold them as a text, since a letter's data are flat.
 */
export interface ReceiptsDigest {
  /** Local day on which the claims came in. */
  readonly day: string;
  readonly references: readonly string[];
  /** How many receipts it stands for, listed or not. */
  readonly count: number;
}

/** A digest as the data of its letter. */
export const digestData = ({ day, references, count }: ReceiptsDigest): DataOf<'receipts-digest'> => ({
  day,
  references: references.join(','),
  count,
});

/** The digest that a letter's data hold. */
export const readDigest = ({ day, references, count }: DataOf<'receipts-digest'>): ReceiptsDigest => ({
  day,
  references: references === '' ? [] : references.split(','),
  count,
});

/** The digest with one more receipt. A reference that it lists already changes nothing. */
export function withReceipt(digest: ReceiptsDigest, reference: string): ReceiptsDigest {
  if (digest.references.includes(reference)) return digest;
  const references =
    digest.references.length < DIGEST_LISTS ? [...digest.references, reference] : digest.references;
  return { ...digest, references, count: digest.count + 1 };
}
