import * as z from 'zod/mini';
import { PART_KINDS } from './parts.ts';

/** Why two officers are needed even for one's own account (S3): what the plan touches. */
export const TOUCHED = ['hold', 'dispute', 'refusal'] as const;
export type Touched = (typeof TOUCHED)[number];

/**
 * What will be destroyed and what stays, as it was shown to who decided: names of rules of retention, whose articles, terms
 * and words stand in the policy. No personal data.
 */
export const frozenPlan = z.object({
  goes: z.array(z.string()),
  stays: z.array(
    z.object({
      rule: z.string(),
      /** Kinds of record whose data keys open it; `program` for a key of the program; empty where nothing in it is sealed. */
      keys: z.array(z.string()),
      /** Kept by a legal hold until then (local date), on its article. */
      heldUntil: z.optional(z.string()),
      article: z.optional(z.string()),
    }),
  ),
  touches: z.array(z.enum(TOUCHED)),
});
export type FrozenPlan = z.infer<typeof frozenPlan>;

/**
 * A destruction that a request asks for (S3, S8): what was shown, who proposed and approved it, and how far it is. Codes,
 * ids and instants (ISO) only.
 */
export const erasureRun = z.object({
  state: z.enum(['proposed', 'approved', 'cancelled', 'destroyed']),
  parts: z.array(z.enum(PART_KINDS)),
  plan: frozenPlan,
  hash: z.string(),
  proposed: z.object({ by: z.string(), at: z.string() }),
  /** By another officer, or `head`: the head of the company, by the recorded link. */
  approved: z.optional(z.object({ by: z.string(), at: z.string() })),
  /** From when on it is carried out, unless it is cancelled. */
  due: z.optional(z.string()),
  /** The link that the head of the company was sent, where there is no second officer (S3). */
  asked: z.optional(
    z.object({ id: z.string(), nonce: z.string(), generation: z.int(), until: z.string(), by: z.string() }),
  ),
  /** A store failed: first and last when, and on how many days. It is tried again. */
  failed: z.optional(z.object({ at: z.string(), last: z.string(), times: z.int() })),
  /** Id of the act of destruction. */
  act: z.optional(z.string()),
});
export type ErasureRun = z.infer<typeof erasureRun>;

/** Parts that a destruction carries out. */
export const ERASED_PARTS = ['erasure', 'erasure-unlawful', 'withdraw-consent', 'complaint'] as const;
