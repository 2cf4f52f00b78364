import { describe, expect, test } from 'vitest';
import { staffFacts } from '../../../shared/letters/facts.ts';
import { caseOverdue, caseReminder } from '../../../shared/letters/templates/case-task.ts';
import { SETTINGS } from '../../support/http-door.ts';
import { aBreach } from './builders.ts';

const HEAD = {
  date: '2026-11-28',
  operator: { name: 'АО «Пример»', postalAddress: '101000, Москва, а/я 1', email: 'privacy@example.com' },
};
const facts = (drill: boolean) => {
  const state = aBreach(drill ? { drill } : {});
  const clock = state.body.clocks[0];
  if (clock === undefined) throw new Error('a breach without a clock');
  return { ...staffFacts(state, SETTINGS), clock };
};

describe('B1: letters to officers about a drill', () => {
  test.each([
    ['ru', 'Учение. Дело №', 'Это учение'],
    ['en', 'Drill. Case No.', 'This is a drill'],
  ] as const)(
    'in %s subject and first line say that it is one; of a breach in earnest nothing does',
    (language, subject, first) => {
      const head = { ...HEAD, language };
      for (const template of [caseReminder, caseOverdue]) {
        const write = (drill: boolean) =>
          template[language]({ case: facts(drill), milestone: 'hours-4' }, head);
        expect(write(true).subject).toContain(subject);
        expect(JSON.stringify(write(true).blocks[0])).toContain(first);
        expect(JSON.stringify(write(false))).not.toMatch(/[Уу]чени|[Dd]rill/);
      }
    },
  );
});
