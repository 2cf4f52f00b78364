import * as z from 'zod/mini';
import { letterParams, lineField, textField } from './fields.ts';

const revision = z.int().check(z.gte(1));
const reason = textField(1_000);
const isoDate = z.iso.date();

/** Bodies of `POST /staff/cases/{reference}/{act}` (api.md). Each carries the case's revision; a stale one is 409. */
export const ACT_BODIES = {
  assign: z.strictObject({ revision, to: lineField(200) }),
  substitute: z.strictObject({ revision, to: lineField(200), reason }),
  note: z.strictObject({ revision, text: textField(4_000) }),
  hold: z.strictObject({ revision, reason }),
  resume: z.strictObject({ revision, reason }),
  answer: z.strictObject({
    revision,
    outcome: z.enum(['satisfied', 'partly', 'rejected']),
    text: textField(10_000),
    reasons: z.optional(textField(10_000)),
  }),
  deliver: z.strictObject({
    revision,
    channel: z.literal('post'),
    tracking: z.string().check(z.regex(/^[0-9A-Za-z-]{5,40}$/)),
    on: isoDate,
  }),
  settle: z.strictObject({ revision, reason }),
  court: z.strictObject({ revision, reason }),
  'receipt-date': z.strictObject({ revision, receivedOn: isoDate, reason }),
  consumer: z.strictObject({ revision, on: z.boolean(), reason }),
  /** A postal letter (receipt, answer) is on paper and on its way: it leaves the print queue (K1). */
  printed: z.strictObject({ revision, letter: letterParams.shape.id }),
  /** Clears the bot mark: held letters go out (security.md, bots). */
  triage: z.strictObject({ revision }),
} as const;
export type ActName = keyof typeof ACT_BODIES;
export type ActBody<A extends ActName> = z.infer<(typeof ACT_BODIES)[A]>;

/** Who may do what (api.md, table of acts). */
export const ACT_ROLES: { readonly [A in ActName]: readonly ('agent' | 'officer')[] } = {
  assign: ['agent', 'officer'],
  substitute: ['agent', 'officer'],
  note: ['agent', 'officer'],
  hold: ['agent', 'officer'],
  resume: ['agent', 'officer'],
  deliver: ['agent', 'officer'],
  triage: ['agent', 'officer'],
  printed: ['agent', 'officer'],
  answer: ['officer'],
  settle: ['officer'],
  court: ['officer'],
  'receipt-date': ['officer'],
  consumer: ['officer'],
};
