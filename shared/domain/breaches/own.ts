import * as z from 'zod/mini';
import { DUTIES, NOTICES } from './duties.ts';

/** What happened to the data (B1). */
export const NATURES = ['loss', 'disclosure'] as const;

/** Who noticed first: the clocks of 152-FZ run from whoever did (S10). */
export const DETECTORS = ['staff', 'authority', 'processor', 'outsider'] as const;

/** Kinds of data that may be affected: what people are told of, never values. */
export const DATA_KINDS = [
  'name',
  'email',
  'phone',
  'postal-address',
  'organisation',
  'consents',
  'messages', // what was written to us: claims, requests, tickets
  'documents', // particulars of papers
  'technical', // addresses of the network, browser, times
  'payments',
  'other',
] as const;

/** Ways by which a notice was filed. */
export const WAYS = ['portal', 'post', 'e-mail'] as const;

/** Why a duty is not done (B2, B5). */
export const GROUNDS = [
  'no-harm', // nobody's rights were harmed
  'no-breach', // an incident that was none
  'risk-unlikely', // GDPR 33(1)
  'encrypted', // what was lost cannot be read: GDPR 34(3)(a)
  'public-notice', // told by a public notice instead: GDPR 34(3)(c)
  'not-ours', // data that others answer for
  'not-obliged', // the duty does not concern this operator; counsel was asked
] as const;

/** How a closed breach is entered in the register. */
export const CONCLUSIONS = ['breach', 'no-breach'] as const;

const duty = z.object({
  duty: z.enum(DUTIES),
  state: z.enum(['open', 'done', 'declined']),
  /** Of a notice: when it was filed – by the receipt, not when that was typed –, its number, and the way. */
  filedAt: z.optional(z.string()),
  number: z.optional(z.string()),
  way: z.optional(z.enum(WAYS)),
  /** The sealed text that was filed; what is written later is a supplement's. */
  text: z.optional(z.string()),
  /** Of telling people: how many were told, and how many were not reached. */
  told: z.optional(z.number()),
  notReached: z.optional(z.number()),
  /** Why it is not done, and the OIDC subject of the second officer. */
  ground: z.optional(z.enum(GROUNDS)),
  second: z.optional(z.string()),
});
export type DutyState = z.infer<typeof duty>;

/** The notice as it was last written: the text is sealed in the case. */
const draft = z.object({
  notice: z.enum(NOTICES),
  text: z.string(),
  missing: z.array(z.string()),
  /** An officer has checked it. */
  confirmed: z.optional(z.boolean()),
});

/** What only a breach has; codes, instants and numbers: what was typed is sealed (G9). */
export const breachOwn = z.object({
  regimes: z.array(z.enum(['ru', 'gdpr'])),
  nature: z.enum(NATURES),
  detectedBy: z.enum(DETECTORS),
  /** ISO instants. The first one that was recorded stays, where it was corrected. */
  detectedAt: z.string(),
  awareAt: z.string(),
  corrected: z.optional(
    z.array(z.object({ detectedAt: z.string(), awareAt: z.string(), second: z.string() })),
  ),
  /** Codes of the systems. */
  systems: z.array(z.string()),
  kinds: z.array(z.enum(DATA_KINDS)),
  duties: z.array(duty),
  drafts: z.optional(z.array(draft)),
  /** An exercise: it touches nobody. */
  drill: z.optional(z.boolean()),
  conclusion: z.optional(z.enum(CONCLUSIONS)),
});
export type BreachOwn = z.infer<typeof breachOwn>;
