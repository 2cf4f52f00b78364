import * as z from 'zod/mini';

/**
 * Why a letter is held back (T3): the form had the marks of a robot, or its network has sent more than an hour's number.
 * What it tells of is taken all the same, and its clock runs.
 */
export const HELD_FOR = ['robot', 'network'] as const;

/** Why a letter is held, and what is counted by when it may go; gone from the record once it is not held any more. */
export const holdField = z.object({
  why: z.enum(HELD_FOR),
  /** Keyed hash of the network that caused it, never the network itself (shared/records/limits.ts `networkHash`). */
  network: z.string(),
  /** Too many waited when its hour was over: from then on only a person lets it go. */
  person: z.optional(z.literal(true)),
});
export type Hold = z.infer<typeof holdField>;

/** So long a letter is held before it may go by itself, ms. */
export const HOLD_MS = 3_600_000;
/** It goes by itself while no more than so many wait in the deployment, and of its network; above that a person decides. */
export const MOST_WAITING = 20;
export const MOST_OF_NETWORK = 3;

/** When a letter that was queued at `at` (ISO instant) may go by itself, ISO. */
export const holdEnds = (at: string): string => new Date(Date.parse(at) + HOLD_MS).toISOString();

/**
 * Whether a held letter may go by itself, its hour being over.
 * @param waiting networks of all letters that are held now, this one among them; no more of them than {@link MOST_WAITING}
 *   and one need be known
 */
export const mayGo = (network: string, waiting: readonly string[]): boolean =>
  waiting.length <= MOST_WAITING && waiting.filter((one) => one === network).length <= MOST_OF_NETWORK;
