import type { RuleId } from '../../law/rules.ts';

/** Rule ids a claim can carry: the policy's promise and, for a consumer's money claim, the statute (K2). */
export const CLAIM_RULE: RuleId = 'ru-claim-30';
export const CONSUMER_RULE: RuleId = 'ru-consumer-money-10';
