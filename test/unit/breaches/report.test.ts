import { describe, expect, test } from 'vitest';
import { lineOf, reportOf } from '../../../functions/desk/breach-report.ts';
import { breachReport } from '../../../shared/api/breach-reports.ts';
import type { EventView } from '../../../shared/api/case-view.ts';
import { aCase } from '../../browser/support/samples.ts';
import { AWARE, aBreach, DETECTED, does, filed, WRITTEN } from './builders.ts';

const LATE = '2026-11-28T15:30:00.000Z';
const filedLate = () =>
  does(does(aBreach(), { ...WRITTEN, notice: 'first-notice' }, LATE), filed('first-notice', LATE), LATE);
const EVENTS: readonly EventView[] = [
  { at: AWARE, type: 'opened', by: 'staff:officer-1' },
  { at: LATE, type: 'notice-filed', by: 'staff:officer-1', data: { notice: 'first-notice', number: '1' } },
];
const report = () => reportOf({ body: filedLate().body, events: EVENTS, letters: [] });

describe('B5: the report of a breach', () => {
  test('what met a clock stands against its end, in minutes; what was not done has none', () => {
    expect(
      report()?.times.map(({ duty, state, doneAt, minutesLeft }) => [duty, state, doneAt, minutesLeft]),
    ).toEqual([
      ['first-notice', 'missed', LATE, -30],
      ['final-notice', 'running', null, null],
      ['people', 'running', null, null],
    ]);
  });

  test('h: each step has the minutes since the record was made, and what it is about', () => {
    expect(report()?.timeline).toEqual([
      { at: AWARE, type: 'opened', by: 'staff:officer-1', minutes: 0 },
      { at: LATE, type: 'notice-filed', by: 'staff:officer-1', minutes: 1410, about: 'first-notice' },
    ]);
  });

  test('A1: it is what its schema says, and the instants of before a correction stay in it', () => {
    const corrected = does(
      aBreach(),
      {
        ...{ act: 'detection', detectedAt: '2026-11-27T09:00:00.000Z', awareAt: AWARE },
        ...{ reason: 'Звонили утром.', second: 'officer-2' },
      } as never,
      LATE,
    );
    const made = reportOf({ body: corrected.body, events: [], letters: [] });
    expect(breachReport.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      detectedAt: '2026-11-27T09:00:00.000Z',
      corrected: [{ detectedAt: DETECTED, awareAt: AWARE, second: 'officer-2' }],
    });
    expect(JSON.stringify(made)).not.toContain('Звонили');
  });

  test('a case of another kind has neither report nor line', () => {
    const body = aCase();
    expect([reportOf({ body, events: [], letters: [] }), lineOf(body)]).toEqual([undefined, undefined]);
  });
});
