import * as z from 'zod/mini';

/** The text of a decision as it is frozen and sealed with it, in JSON (K4). */
export const frozenAnswer = z.object({ text: z.string(), reasons: z.optional(z.string()) });
export type FrozenAnswer = z.infer<typeof frozenAnswer>;
