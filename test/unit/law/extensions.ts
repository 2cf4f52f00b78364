import { isRuleId, type RuleId } from '../../../shared/law/rules.ts';

/** The clock after its one extension, or undefined where the law allows none (S1, S5). */
export function extensionOf(id: RuleId): RuleId | undefined {
  const extended = `${id}-extended`;
  return isRuleId(extended) ? extended : undefined;
}
