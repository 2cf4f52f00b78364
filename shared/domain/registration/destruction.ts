import * as z from 'zod/mini';
import { accept, type Result, refuse } from '../result.ts';
import type { NewPersonEvent } from './events.ts';

/** Sealed values and wrapped keys. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Why data of a person were destroyed: the reason code of the event too. */
export const DESTRUCTION_REASONS = ['unconfirmed', 'closed', 'request'] as const;

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
  /**
   * The signed act: its number, its local day, who recorded that, and the hash of a detached e-signature where one was brought
   * along. Until then the act is unsigned.
   */
  signed: z.optional(
    z.object({ number: z.string(), on: z.string(), by: z.string(), signature: z.optional(z.string()) }),
  ),
  /** Data key of the act, wrapped; {@link DestructionNames} sealed with it. */
  key: bytes,
  sealed: bytes,
  /** A detached e-signature of the act, base64, sealed with the same key. */
  signature: z.optional(bytes),
});
export type DestructionBody = z.infer<typeof destructionBody>;

/** Whether somebody has recorded that an act was signed. */
export const ACT_STATES = ['unsigned', 'signed'] as const;
export type ActState = (typeof ACT_STATES)[number];

/** What an officer records of the signed act: its number, and the local day on which it was signed. */
export interface Signing {
  readonly number: string;
  readonly on: string;
  /** Hash of a detached e-signature that lies sealed beside it. */
  readonly signature?: string | undefined;
}

/**
 * The act was signed (order 179, p. 3 d). Refusals: `act-signed` – what was recorded stays –, `act-signed-on` for a day before
 * the destruction or after today.
 * @param days local days of the destruction, and today
 */
export function signAct(
  body: DestructionBody,
  { number, on, signature }: Signing,
  by: `staff:${string}`,
  days: { readonly destroyed: string; readonly today: string },
): Result<{ readonly body: DestructionBody; readonly event: NewPersonEvent }> {
  if (body.signed !== undefined) return refuse('act-signed', { data: { on: body.signed.on } });
  if (on < days.destroyed || on > days.today)
    return refuse('act-signed-on', { field: 'signedOn', data: { first: days.destroyed } });
  const hash = signature === undefined ? {} : { signature };
  return accept({
    body: { ...body, signed: { number, on, by, ...hash } },
    // The number of a paper may be whatever they write: it stands in the act, and its day here.
    event: { type: 'act-signed', by, data: { act: body.act, on, ...hash } },
  });
}
