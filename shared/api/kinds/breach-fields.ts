import * as z from 'zod/mini';
import { breachOwn } from '../../domain/breaches/own.ts';
import { late } from '../late.ts';

/** What views have of a breach beside what all cases have: its instants, what it concerns, and how each duty stands. */
export const breachFields = late(() => {
  const { nature, detectedBy, detectedAt, awareAt, corrected, systems, kinds, duties } = breachOwn.shape;
  return z.object({
    ...{ nature, detectedBy, detectedAt, awareAt, systems, duties },
    /** The instants of before, where they were corrected, and the second officer. */
    corrected,
    dataKinds: kinds,
    drill: z.boolean(),
    conclusion: z.nullable(z.string()),
    /** What each notice still lacks, and whether it is confirmed; of one that is not written there is no entry. */
    drafts: z.array(z.object({ notice: z.string(), missing: z.array(z.string()), confirmed: z.boolean() })),
  });
});
export type BreachFields = z.infer<typeof breachFields>;
