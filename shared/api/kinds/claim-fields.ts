import * as z from 'zod/mini';
import { claimOutcome } from '../../domain/claims/own.ts';
import { late } from '../late.ts';

/** What views have of a claim beside what all cases have. */
export const claimFields = late(() =>
  z.object({
    consumer: z.boolean(),
    outcome: z.nullable(claimOutcome),
  }),
);
