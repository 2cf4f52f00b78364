import { describe, expect, test } from 'vitest';
import { RULE_NAMES } from '../../../shared/law/rule-names.ts';
import { articleOf, isRuleId, RULE_IDS, type RuleId, ruleOf } from '../../../shared/law/rules.ts';
import { articleText, counselNote } from '../../../shared/law/words.ts';
import { extensionOf } from './extensions.ts';

describe('the table of rules', () => {
  test.each<[RuleId, string, number, string]>([
    ['ru-access-answer', 'working-days', 10, '152-FZ art. 14(3), 20(1)'],
    ['ru-access-refusal', 'working-days', 10, '152-FZ art. 14(8), 20(2)'],
    ['ru-correct', 'working-days', 7, '152-FZ art. 20(3), 21(2)'],
    ['ru-destroy-proven-unlawful-or-unneeded', 'working-days', 7, '152-FZ art. 20(3)'],
    ['ru-unlawful-stop', 'working-days', 3, '152-FZ art. 21(3)'],
    ['ru-unlawful-destroy', 'working-days', 10, '152-FZ art. 21(3)'],
    ['ru-purpose-reached-destroy', 'calendar-days', 30, '152-FZ art. 21(4)'],
    ['ru-withdrawal-destroy', 'calendar-days', 30, '152-FZ art. 21(5)'],
    ['ru-stop-demand', 'working-days', 10, '152-FZ art. 21(5.1)'],
    ['ru-cannot-destroy-six-months', 'months', 6, '152-FZ art. 21(6)'],
    ['ru-destruction-proof-retention', 'months', 36, 'Order 179 of 28.10.2022 p. 8'],
    ['ru-authority-request', 'working-days', 10, '152-FZ art. 20(4)'],
    ['ru-automated-decision-objection', 'calendar-days', 30, '152-FZ art. 16(4)'],
    ['ru-claim-30', 'calendar-days', 30, 'company policy'],
    ['ru-consumer-money-10', 'calendar-days', 10, 'Consumer Protection Law art. 22'],
    ['ru-breach-first', 'hours', 24, '152-FZ art. 21(3.1)'],
    ['ru-breach-final', 'hours', 72, '152-FZ art. 21(3.1)'],
    ['ru-distribution-stop', 'working-days', 3, '152-FZ art. 10.1(12)-(14)'],
    ['ru-register-change-notice', 'day-of-next-month', 15, '152-FZ art. 22(7)'],
    ['gdpr-answer', 'months', 1, 'GDPR art. 12(3)'],
    ['gdpr-breach-authority', 'hours', 72, 'GDPR art. 33(1)'],
  ])('%s is %s, %d (%s)', (id, counting, length, article) => {
    expect(ruleOf(id)).toMatchObject({ counting, length });
    expect(articleOf(ruleOf(id))).toBe(article);
  });

  test('S1: these and only these may be extended once; a claim, a correction and a withdrawal may not', () => {
    expect(RULE_IDS.filter((id) => extensionOf(id) !== undefined).toSorted()).toEqual([
      'gdpr-answer',
      'gdpr-erase',
      'gdpr-rectify',
      'gdpr-restrict',
      'ru-access-answer',
      'ru-access-refusal',
      'ru-authority-request',
      'ru-crossborder-info-request',
      'ru-stop-demand',
    ]);
  });

  test('an extended clock differs from its own in length and sureness only: 10 + 5 working days, 1 + 2 months', () => {
    for (const id of RULE_IDS) {
      const extended = extensionOf(id);
      if (extended === undefined) continue;
      const [main, longer] = [ruleOf(id), ruleOf(extended)];
      expect([main.length, longer.length]).toEqual(main.regime === 'gdpr' ? [1, 3] : [10, 15]);
      const { length, confidence } = main;
      expect({ ...longer, length, confidence }).toEqual(main);
    }
  });

  test('K2: only the claim and the consumer’s term are overdue after the unmoved date', () => {
    expect(RULE_IDS.filter((id) => ruleOf(id).overdueAfter === 'nominal')).toEqual([
      'ru-claim-30',
      'ru-consumer-money-10',
    ]);
  });

  test('rules that need no calendar are those that never move and are not counted in working days', () => {
    for (const id of RULE_IDS) {
      const { calendar, moves, counting } = ruleOf(id);
      expect([id, calendar !== 'none']).toEqual([id, moves || counting === 'working-days']);
    }
  });

  test('a working-day term ends on a working day and so never moves', () => {
    for (const id of RULE_IDS)
      if (ruleOf(id).counting === 'working-days') expect(ruleOf(id).moves).toBe(false);
  });

  test('an id is known or not; names of object members are not ids', () => {
    expect(isRuleId('ru-claim-30')).toBe(true);
    for (const id of ['ru-claim-31', 'toString', '__proto__', 'constructor', ''])
      expect(isRuleId(id)).toBe(false);
  });

  test('G13: each rule has one sentence in each language', () => {
    for (const id of RULE_IDS) {
      expect(RULE_NAMES[id].ru, id).toMatch(/^[А-ЯЁ].*[а-яё][^.]*\.$/u);
      expect(RULE_NAMES[id].en, id).toMatch(/^[A-Z][^.]*\.$/);
      expect(RULE_NAMES[id].en, id).not.toMatch(/[а-яё]/i);
    }
  });

  test('articles in Russian name the law as Russians do; general knowledge is marked for counsel', () => {
    expect(articleText(ruleOf('ru-access-answer'), 'ru')).toBe('152-ФЗ, ст. 14(3), 20(1)');
    expect(articleText(ruleOf('ru-claim-30'), 'ru')).toBe('политика компании');
    expect(articleText(ruleOf('ru-claim-30'), 'en')).toBe('company policy');
    expect(articleText(ruleOf('ru-consumer-money-10'), 'ru')).toBe(
      'Закон «О защите прав потребителей», ст. 22',
    );
    expect(counselNote(ruleOf('ru-consumer-money-10'), 'en')).toBe('Ask counsel about this term.');
    expect(counselNote(ruleOf('ru-consumer-money-10'), 'ru')).toBe('Срок уточните у юриста.');
    expect(counselNote(ruleOf('ru-claim-30'), 'ru')).toBeUndefined();
  });
});
