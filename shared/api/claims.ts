import * as z from 'zod/mini';
import { clockView } from './case-view.ts';
import { emailField, lineField, textField } from './fields.ts';

/** `POST /claims` (K1). Nested form names are dotted: `claimant.email`. */
export const claimRequest = z.strictObject({
  claimant: z.strictObject({
    name: lineField(200),
    email: z.optional(emailField),
    postalAddress: z.optional(textField(500)),
  }),
  facts: textField(10_000),
  demand: textField(5_000),
  language: z._default(z.enum(['ru', 'en']), 'ru'),
});
export type ClaimRequest = z.infer<typeof claimRequest>;

/** `POST /staff/claims`: the same, and the date of receipt of the paper (not in the future). */
export const paperClaimRequest = z.strictObject({
  ...claimRequest.shape,
  receivedOn: z.iso.date(),
});
export type PaperClaimRequest = z.infer<typeof paperClaimRequest>;

export const claimOpened = z.object({
  reference: z.string(),
  status: z.string(),
  receivedAt: z.string(),
  dueOn: z.nullable(z.string()),
  clocks: z.array(clockView),
  statusUrl: z.string(),
});
export type ClaimOpened = z.infer<typeof claimOpened>;
