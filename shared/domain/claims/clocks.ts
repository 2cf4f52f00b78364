import type { RuleId } from '../../law/rules.ts';

/** Rule ids a claim can carry: the policy's promise and, for a consumer's money claim, the statute (K2). */
export const CLAIM_RULE = 'ru-claim-30' satisfies RuleId;
export const CONSUMER_RULE = 'ru-consumer-money-10' satisfies RuleId;
