import * as z from 'zod/mini';
import { claimOutcome } from '../../domain/claims/own.ts';

/** What views have of a claim beside what all cases have. */
export const claimFields = z.object({
  consumer: z.boolean(),
  outcome: z.nullable(claimOutcome),
});
