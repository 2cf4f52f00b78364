import * as z from 'zod/mini';
import { BLOCK_KINDS, BLOCK_SCOPES } from './block-kinds.ts';

/** Acts of a person on a consent, as the ledger names them (C2). */
export const ACT_EVENTS = ['consent-given', 'consent-refused', 'consent-withdrawn'] as const;
/** What restricts use while something is checked (S4). */
export const BLOCK_EVENTS = ['blocked', 'unblocked'] as const;

/** How an act came: typed by the person, or told to staff. */
export const CONSENT_CHANNELS = ['web', 'phone', 'paper'] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

/** Why staff enter an act for somebody (G17); codes only, there is no free text. */
export const CONSENT_REASONS = ['asked-by-person', 'asked-by-representative', 'entry-corrected'] as const;
export type ConsentReason = (typeof CONSENT_REASONS)[number];

/**
 * To whom a text was served that an act is about (C2): to the browser that registered (its `challenge`), in a `session` of
 * the person, or by the open `form`, which says nothing of who has seen it.
 */
export const SERVED = ['challenge', 'session', 'form'] as const;
export type Served = (typeof SERVED)[number];

const instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
const code = z.string().check(z.minLength(1), z.maxLength(300));

const common = { n: z.int(), at: instant, by: z.string(), reason: z.optional(z.string()) };

/** What an act is about, in codes (G9). The event of the ledger is the consent event: there is no second record. */
const actData = z.looseObject({
  purpose: code,
  /** Version of the text shown, e.g. `promotions-1`, and SHA-256 (base64url) of exactly that text. */
  text: z.optional(code),
  hash: z.optional(code),
  language: z.optional(z.enum(['ru', 'en'])),
  channel: z.enum(CONSENT_CHANNELS),
  /** Form on which it was done, e.g. `registration`. */
  form: z.optional(code),
  /** Reference of the request by which it was asked for (S1). */
  case: z.optional(code),
  /** When it took effect, where that is not the time of recording: a paper's date, an act before the address was confirmed. */
  effective: z.optional(instant),
  /** First instant at which a consent no longer holds; absent: no end. */
  until: z.optional(instant),
  /** When the text was shown, and the signature over that (C2). */
  shown: z.optional(instant),
  proof: z.optional(code),
  served: z.optional(z.enum(SERVED)),
  /** Public data (R6): which field, under which conditions. */
  field: z.optional(code),
  conditions: z.optional(code),
  /** Keyed hash of the request's idempotency key: the same request sent again finds its event (G3). */
  once: z.optional(code),
});

const blockData = z.looseObject({
  /** Which of the person's blocks: a case has one of each kind at most. */
  block: code,
  effective: z.optional(instant),
});

export const consentEvent = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal('consent-given'), data: actData }),
  z.object({ ...common, type: z.literal('consent-refused'), data: actData }),
  z.object({ ...common, type: z.literal('consent-withdrawn'), data: actData }),
  z.object({
    ...common,
    type: z.literal('blocked'),
    data: z.extend(blockData, {
      kind: z.enum(BLOCK_KINDS),
      scope: z.enum(BLOCK_SCOPES),
      /** Reference of the case it belongs to. */
      case: z.optional(code),
      /** Since when the data should not have been used: the receipt of the request, an instant or a local date (S4). */
      since: z.optional(code),
      /** First instant at which it no longer stands, where nobody has proven who asks. */
      until: z.optional(instant),
    }),
  }),
  z.object({
    ...common,
    type: z.literal('unblocked'),
    data: z.extend(blockData, {
      /** The event of the case that ended it. */
      why: z.optional(code),
    }),
  }),
  /** The account was closed and its data destroyed (R7): whatever was consented to, nothing may be used any more. */
  z.object({
    ...common,
    type: z.literal('closed'),
    data: z.looseObject({
      effective: z.optional(instant),
      /** Consents that held until then: purposes, of public data `purpose/field`, with commas between. Absent: none. */
      ended: z.optional(code),
    }),
  }),
]);

/** One event of a person's consent chain. */
export type ConsentEvent = z.infer<typeof consentEvent>;
export type ActEvent = Extract<ConsentEvent, { type: (typeof ACT_EVENTS)[number] }>;
export type ClosedEvent = Extract<ConsentEvent, { type: 'closed' }>;
export type BlockEvent = Extract<ConsentEvent, { type: (typeof BLOCK_EVENTS)[number] }>;

/** An act that is to be recorded; its number is given by the chain. */
export type NewActEvent = Omit<ActEvent, 'n'>;

const ACTS: ReadonlySet<string> = new Set(ACT_EVENTS);

/** Whether an event is an act on a consent. */
export const isAct = (event: ConsentEvent): event is ActEvent => ACTS.has(event.type);

/** Whether what an act gave has ended at an instant, epoch ms; what has no end never does. */
export const hasEnded = ({ data: { until } }: Pick<ActEvent, 'data'>, at: number): boolean =>
  until !== undefined && at >= Date.parse(until);

/** Epoch ms from which an event counts. */
export const effectiveAt = (event: Pick<ConsentEvent, 'at' | 'data'>): number =>
  Date.parse(event.data.effective ?? event.at);

/** The present as a chain knows it, epoch ms: whatever is recorded counts, also from a function whose clock is ahead. */
export const latestEffect = (events: readonly ConsentEvent[], at: number): number =>
  events.reduce((latest, event) => Math.max(latest, effectiveAt(event)), at);
