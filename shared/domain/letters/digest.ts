import type { LetterBody } from '../cases/letter.ts';

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
export const digestData = ({ day, references, count }: ReceiptsDigest): NonNullable<LetterBody['data']> => ({
  day,
  references: references.join(','),
  count,
});

/** The digest in a letter's data; an empty one where there is none. */
export function readDigest(body: LetterBody): ReceiptsDigest {
  const { day, references, count } = body.data ?? {};
  return {
    day: typeof day === 'string' ? day : body.at.slice(0, 10),
    references: typeof references === 'string' && references !== '' ? references.split(',') : [],
    count: typeof count === 'number' ? count : 0,
  };
}

/** The digest with one more receipt. A reference that it lists already changes nothing. */
export function withReceipt(digest: ReceiptsDigest, reference: string): ReceiptsDigest {
  if (digest.references.includes(reference)) return digest;
  const references =
    digest.references.length < DIGEST_LISTS ? [...digest.references, reference] : digest.references;
  return { ...digest, references, count: digest.count + 1 };
}

/** Body of a new digest letter. */
export function digestBody(
  id: string,
  digest: ReceiptsDigest,
  language: LetterBody['language'],
  at: string,
): LetterBody {
  return {
    id,
    kind: 'receipts-digest',
    to: 'requester',
    language,
    channel: 'mail',
    status: 'queued',
    at,
    delivery: 'at-least-once',
    data: digestData(digest),
    attempts: [],
  };
}
