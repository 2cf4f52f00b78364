import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { computeDeadline } from '../../../shared/law/deadline.ts';
import { isRuleId, type RuleId } from '../../../shared/law/rules.ts';
import { parseInstant } from '../../../shared/law/zones.ts';

interface Example {
  readonly id: string;
  readonly rule: string;
  readonly start: string;
  readonly due: string;
  readonly nominal?: string;
  readonly safeDue?: string;
  readonly why: string;
}

const examples: readonly Example[] = JSON.parse(
  readFileSync(new URL('examples.json', import.meta.url), 'utf8'),
);

const ruleId = (id: string): RuleId => {
  if (!isRuleId(id)) throw new Error(`No rule ${id}`);
  return id;
};

describe('worked examples of the law', () => {
  test('all ninety are here', () => expect(examples).toHaveLength(90));

  test.each(
    examples.map((example) => [
      `${example.id} ${example.rule} from ${example.start}: ${example.why}`,
      example,
    ]),
  )('%s', (_title, { rule, start, due, nominal, safeDue }) => {
    const deadline = computeDeadline(ruleId(rule), start);
    if (due === 'ERROR') {
      expect(deadline).toMatchObject({ due: null, workBy: null });
      expect(deadline.refused?.year).toSatisfy((year) => year < 2024 || year > 2027);
    } else if (due.includes('T')) {
      expect(parseInstant(deadline.due ?? '')).toBe(Date.parse(due));
    } else {
      expect(deadline.due).toBe(due);
      expect(deadline).not.toHaveProperty('refused');
    }
    if (nominal !== undefined) expect(deadline.nominal).toBe(nominal);
    if (safeDue !== undefined) expect(deadline.workBy).toBe(safeDue);
  });
});
