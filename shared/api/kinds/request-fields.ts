import * as z from 'zod/mini';
import { BLOCK_KINDS, BLOCK_SCOPES } from '../../domain/consent/block-kinds.ts';
import { ASKED_TO, OTHER_KINDS, OTHERS_ANSWERS } from '../../domain/requests/asks.ts';
import { PART_STATES, PROOFS, REFUSAL_GROUNDS, REQUESTERS } from '../../domain/requests/own.ts';
import { PART_KINDS } from '../../domain/requests/parts.ts';
import { late } from '../late.ts';

/** What views have of a request beside what all cases have: who asks, whether that is known, and where each part stands. */
export const requestFields = late(() =>
  z.object({
    requester: z.enum(REQUESTERS),
    proof: z.nullable(z.enum(PROOFS)),
    regimes: z.array(z.enum(['ru', 'gdpr'])),
    /** Who else holds the data, what they were asked to do, and what they said. */
    asks: z.array(
      z.object({
        id: z.string(),
        other: z.string(),
        kind: z.enum(OTHER_KINDS),
        to: z.enum(ASKED_TO),
        part: z.enum(PART_KINDS),
        at: z.string(),
        answer: z.nullable(z.enum(OTHERS_ANSWERS)),
      }),
    ),
    parts: z.array(
      z.object({
        part: z.enum(PART_KINDS),
        state: z.enum(PART_STATES),
        ground: z.optional(z.enum(REFUSAL_GROUNDS)),
        partly: z.optional(z.boolean()),
      }),
    ),
    /** Blocks that it wants to stand (S4): until it is known who asks, on whoever has the address, if anybody does. */
    blocks: z.array(z.object({ kind: z.enum(BLOCK_KINDS), scope: z.enum(BLOCK_SCOPES) })),
  }),
);
export type RequestFields = z.infer<typeof requestFields>;
