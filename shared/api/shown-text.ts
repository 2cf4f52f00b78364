import * as z from 'zod/mini';
import { opaqueField } from './fields.ts';
import { late } from './late.ts';

/** Version of a text as it is named, e.g. `policy-3`. */
export const textVersion = opaqueField(40);

/** Proof that a text was shown (C2). */
export const textProof = opaqueField(600);

/** What is shown with a form: the policy, and the consents that follow, with a proof of each text (C2). */
export const formTexts = late(() =>
  z.object({
    policy: z.object({ version: z.string(), hash: z.string(), proof: z.string() }),
    consents: z.array(
      z.object({
        purpose: z.string(),
        version: z.string(),
        hash: z.string(),
        language: z.enum(['ru', 'en']),
        text: z.string(),
        proof: z.string(),
      }),
    ),
  }),
);
