import * as z from 'zod/mini';
import { holdField } from '../letters/hold.ts';
import { factsOf } from '../letters/kinds.ts';
import { attemptsField, LETTER_STATUSES, type LetterBody, sendingFields } from '../letters/letter.ts';

/**
 * The first letter as it lies in the record of its person: without what the record says anyway or is the same for all of
 * them, so that record and letter together stay within one write unit.
 */
export const firstLetterBody = z.object({
  /** Counts the letters of this record: each sending anew is another one, whichever link it carries. */
  n: z.int(),
  status: z.enum(LETTER_STATUSES),
  /** Instant it was queued, ISO. */
  at: z.string(),
  heldFor: z.optional(holdField),
  /** Left out where there was one, and it was accepted at `sentAt`. */
  attempts: z.optional(attemptsField),
  /** Template and hash: until it is sent; then the event of its sending has them. */
  ...sendingFields,
});
export type FirstLetter = z.infer<typeof firstLetterBody>;

/** What the record says about its letter. */
interface Host {
  readonly person: string;
  readonly language: LetterBody['language'];
  readonly known?: boolean | undefined;
  readonly letter?: FirstLetter | undefined;
}

const PREFIX = 'first';
const ID = /^first([1-9]\d{0,8})$/;

/** Whether a letter of this id lies in the record of its person. */
export const isFirstLetter = (id: string): boolean => ID.test(id);

/** Id of the first letter of a record. */
export const firstLetterId = ({ n }: Pick<FirstLetter, 'n'>): string => `${PREFIX}${n}`;

/** A person's first letter: the address is to be proven, or its owner told that an account exists (R2, R3, G7). */
export function firstLetterOf({ person, language, known = false, letter }: Host): LetterBody | undefined {
  if (letter === undefined) return undefined;
  const { n, attempts, sentAt, messageId, ...rest } = letter;
  const accepted =
    sentAt === undefined
      ? []
      : [{ at: sentAt, outcome: 'accepted', ...(messageId === undefined ? {} : { messageId }) }];
  const kind = known ? 'account-exists' : 'registration-confirm';
  return {
    id: firstLetterId(letter),
    person,
    kind,
    to: 'owner',
    language,
    channel: 'mail',
    delivery: factsOf(kind).delivery,
    attempts: attempts ?? accepted,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(messageId === undefined ? {} : { messageId }),
    ...rest,
  };
}

/** The letter as it lies in the record. */
export function packFirstLetter(letter: LetterBody): FirstLetter {
  const { status, at, heldFor, attempts, template, hash, messageId, sentAt, outcomeAt, stopReason, bounced } =
    letter;
  const simple = attempts.length === 0 || (sentAt !== undefined && attempts.length === 1);
  return {
    n: Number(ID.exec(letter.id)?.[1]),
    status,
    at,
    ...(heldFor === undefined ? {} : { heldFor }),
    ...(simple ? {} : { attempts }),
    ...(sentAt !== undefined || template === undefined ? {} : { template }),
    ...(sentAt !== undefined || hash === undefined ? {} : { hash }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(outcomeAt === undefined ? {} : { outcomeAt }),
    ...(stopReason === undefined ? {} : { stopReason }),
    ...(bounced === undefined ? {} : { bounced }),
  };
}
