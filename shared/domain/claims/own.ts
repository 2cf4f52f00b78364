import * as z from 'zod/mini';

/** How a claim was decided (K4). */
export const claimOutcome = z.enum(['satisfied', 'partly', 'rejected']);

/** What only a claim has: whether it is a consumer's money claim (K2), and how it was decided (K4). */
export const claimOwn = z.object({
  consumer: z.optional(z.boolean()),
  outcome: z.optional(claimOutcome),
});
export type ClaimOwn = z.infer<typeof claimOwn>;
