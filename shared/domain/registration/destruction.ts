import * as z from 'zod/mini';

/** Sealed values and wrapped keys. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Why data of a person were destroyed: the reason code of the event too. */
export const DESTRUCTION_REASONS = ['unconfirmed', 'closed'] as const;
export type DestructionReason = (typeof DESTRUCTION_REASONS)[number];

/** Body of kind `destruction`: what, when, why, how and by which system data were destroyed (order 179, p. 3, 5). */
export const destructionBody = z.object({
  act: z.string(),
  person: z.string(),
  /** ISO instant. */
  at: z.string(),
  why: z.enum(DESTRUCTION_REASONS),
  /** Kinds of record that were destroyed. */
  what: z.array(z.string()),
  /** Items deleted together with the data key they were sealed under. */
  how: z.literal('deleted-with-key'),
  /** The information system: name of the deployment. */
  system: z.string(),
  by: z.literal('system'),
  /** Data key of the act, wrapped; whose data were destroyed – `{ name }` – sealed with it. */
  key: bytes,
  sealed: bytes,
});
export type DestructionBody = z.infer<typeof destructionBody>;
