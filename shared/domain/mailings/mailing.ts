import * as z from 'zod/mini';
import { CHANGES } from '../policy/versions.ts';
import { MAILING_REASONS } from './reasons.ts';

/** What people are told of. A kind of mailing is an entry here, and one in functions/mailings/kinds.ts. */
const about = z.discriminatedUnion('is', [
  /** A version of the policy (P3): its id is the mailing's. */
  z.object({ is: z.literal('policy-version'), change: z.enum(CHANGES), startsAt: z.string() }),
]);

/** Who is told: made once, never changed. */
const frozen = z.object({
  /** ISO instant: what was so then decides who is among them. */
  at: z.string(),
  /** Names the chunks of the try that came to its end; those of one that died are nobody's. */
  attempt: z.string(),
  chunks: z.int(),
  count: z.int(),
  /** SHA-256, base64url, over the hashes of all chunks. */
  hash: z.string(),
});

/** An act of staff on a mailing: when, by whom (`staff:<OIDC subject>`) and why. */
const act = z.object({ at: z.string(), by: z.string(), reason: z.enum(MAILING_REASONS) });

/** Body of kind `mailing`: telling many, from the intent to the last letter. Ids, codes and numbers only. */
export const mailingBody = z.object({
  id: z.string(),
  about,
  /** Executions of it so far: the latest is `<id>-<run>`. */
  run: z.int(),
  /** ARN of the latest, once its first step has run. */
  execution: z.optional(z.string()),
  /** How many it would be, counted before anybody was taken down. */
  counted: z.optional(z.int()),
  frozen: z.optional(frozen),
  paused: z.optional(act),
  stopped: z.optional(act),
  /** Letters that were sent, by the items, when it ended. */
  told: z.int(),
  doneAt: z.optional(z.string()),
});
export type MailingBody = z.infer<typeof mailingBody>;

/** Record ids of some of those who are told. */
export const chunkBody = z.object({
  mailing: z.string(),
  attempt: z.string(),
  n: z.int(),
  people: z.array(z.string()),
});
export type ChunkBody = z.infer<typeof chunkBody>;

/**
 * What becomes of people: `sent` – accepted by the mail service, and not returned –, `returned`, `stopped` – no usable
 * address, or unknown and not to be sent twice –, `erased` since they were taken down, `waiting` for their turn.
 */
export const FATES = ['sent', 'returned', 'stopped', 'erased', 'waiting'] as const;
export type Fate = (typeof FATES)[number];

/** How far a chunk has come, counted from its letters. */
export const tallyBody = z.object({
  mailing: z.string(),
  attempt: z.string(),
  n: z.int(),
  /** ISO instant of the latest count. */
  at: z.string(),
  counts: z.record(z.enum(FATES), z.int()),
  /** Letters of which a copy may have come twice: an earlier call had no answer. */
  twice: z.int(),
  doneAt: z.optional(z.string()),
  /** SHA-256, base64url, of who got what. */
  hash: z.optional(z.string()),
});
export type TallyBody = z.infer<typeof tallyBody>;

/** People in a chunk: what a killed worker leaves is looked at again by so many reads. */
const USUAL = 250;
/** Chunk numbers that one execution may carry in its state (256 KB). */
const MOST_CHUNKS = 4_000;

/** People in a chunk where so many are expected: some may come while they are taken down. */
export const chunkSize = (expected: number): number =>
  Math.max(USUAL, Math.ceil((expected * 1.1) / MOST_CHUNKS));

/** What is granted to a mailing: letters a second of one of its workers, and a day of all of them. */
export interface Grant {
  readonly perSecond?: number;
  readonly perDay?: number;
}

/** What is so for so long is read by everybody: the chart waits it, and facts that decide who is told are at least so old, s. */
export const SETTLE_SECONDS = 60;

/** Executions of chunks that run side by side: a literal of the state machine. */
export const SIDE_BY_SIDE = 8;

/** What one worker may send: its share of what the mail service grants, less the reserve of single letters (in percent). */
export function grantOf(
  granted:
    | { readonly perSecond: number; readonly perDay?: number | undefined; readonly reserve: number }
    | undefined,
  chunks: number,
): Grant {
  if (granted === undefined) return {};
  const part = (100 - granted.reserve) / 100;
  const workers = Math.max(1, Math.min(SIDE_BY_SIDE, chunks));
  return {
    perSecond: (granted.perSecond * part) / workers,
    ...(granted.perDay === undefined ? {} : { perDay: Math.floor(granted.perDay * part) }),
  };
}
