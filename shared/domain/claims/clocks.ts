import type { Clocks } from '../cases/type.ts';

/** Acts that end a claim without an answer: nobody owes one any more. */
const ENDED = ['withdrawn', 'settled', 'went-to-court'];

/**
 * Clocks of a claim: the policy's promise and, for a consumer's money claim, the statute (K2). The statute's ten days and the
 * promise's thirty are one duty: to answer.
 */
export const CLAIM_CLOCKS = {
  promise: { rule: 'ru-claim-30', metBy: ['answered'], stoppedBy: ENDED },
  consumer: { rule: 'ru-consumer-money-10', metBy: ['answered'], stoppedBy: ENDED },
} as const satisfies Clocks;
