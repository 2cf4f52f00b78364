import * as z from 'zod/mini';
import { clockView } from './case-view.ts';
import { heldView } from './held.ts';
import { late } from './late.ts';

/** What opening a case is answered with, of whatever kind (K1, S2). */
export const caseOpened = late(() =>
  z.object({
    reference: z.string(),
    status: z.string(),
    receivedAt: z.string(),
    dueOn: z.nullable(z.string()),
    clocks: z.array(clockView),
    statusUrl: z.string(),
    /** The receipt is not on its way yet; absent: it is. */
    held: z.optional(heldView),
  }),
);
export type CaseOpened = z.infer<typeof caseOpened>;
