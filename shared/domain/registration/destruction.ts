import * as z from 'zod/mini';

/** Sealed values and wrapped keys. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Why data of a person were destroyed: the reason code of the event too. */
const DESTRUCTION_REASONS = ['unconfirmed', 'closed', 'request'] as const;

/** Who is named in an act with an address: the operator, and who processes data for it. */
const named = z.object({ name: z.string(), postalAddress: z.string() });

/** Whose data were destroyed, and who decided it: sealed. */
export const destructionNames = z.object({
  name: z.string(),
  officers: z.optional(z.array(z.object({ name: z.string(), post: z.string() }))),
});
export type DestructionNames = z.infer<typeof destructionNames>;

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
  /** Reference of the request that asked for it, if it was one. */
  case: z.optional(z.string()),
  /** Categories of data, as rules of retention name them (order 179, p. 3 g); absent in older acts. */
  rules: z.optional(z.array(z.string())),
  /** What a legal hold has kept back, and until which local day. */
  held: z.optional(z.array(z.object({ rule: z.string(), article: z.string(), until: z.string() }))),
  operator: z.optional(named),
  /** Who processes data for it by contract. */
  processors: z.optional(z.array(named)),
  /** Local day on which the last backup with the data lapses. */
  backupsUntil: z.optional(z.string()),
  /** The signed paper: its number, its day, and who recorded that. Until then the act is unsigned. */
  signed: z.optional(z.object({ number: z.string(), on: z.string(), by: z.string() })),
  /** Data key of the act, wrapped; {@link DestructionNames} sealed with it. */
  key: bytes,
  sealed: bytes,
});
export type DestructionBody = z.infer<typeof destructionBody>;
