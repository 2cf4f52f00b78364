import { describe, expect, it } from 'vitest';
import { compileSchedule, isFrequent } from '../../../infra/local/schedules.ts';

/** The next instants of an expression after a moment. */
function instants(expression: string, after: string, count: number, zone?: string): string[] {
  const next = compileSchedule(expression, zone);
  const found: string[] = [];
  for (let at = next(Date.parse(after)); at !== undefined && found.length < count; at = next(at)) {
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

describe('schedule expressions', () => {
  it.each([
    ['rate(5 minutes)', '2026-11-02T06:01:30Z', ['2026-11-02T06:05', '2026-11-02T06:10']],
    ['rate(1 minute)', '2026-11-02T06:01:00Z', ['2026-11-02T06:02', '2026-11-02T06:03']],
    ['rate(1 day)', '2026-11-02T06:01:00Z', ['2026-11-03T00:00', '2026-11-04T00:00']],
    ['cron(0 6 * * ? *)', '2026-12-31T06:00:00Z', ['2027-01-01T06:00', '2027-01-02T06:00']],
    ['cron(0/15 8-9 ? * MON-FRI *)', '2026-11-06T09:40:00Z', ['2026-11-06T09:45', '2026-11-09T08:00']],
    ['cron(30 12 1 * ? *)', '2026-11-02T00:00:00Z', ['2026-12-01T12:30', '2027-01-01T12:30']],
    ['cron(0 0 29 2 ? *)', '2026-01-01T00:00:00Z', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['cron(0 9 ? * 1,7 *)', '2026-11-02T00:00:00Z', ['2026-11-07T09:00', '2026-11-08T09:00']],
    ['cron(0 9 L * ? *)', '2026-11-02T00:00:00Z', ['2026-11-30T09:00', '2026-12-31T09:00']],
    ['cron(0 9 ? * 2#1 *)', '2026-11-03T00:00:00Z', ['2026-12-07T09:00', '2027-01-04T09:00']],
  ])('%s after %s', (expression, after, expected) => {
    expect(instants(expression, after, 2)).toEqual(expected);
  });

  it('09:00 in Moscow is 06:00 UTC all year', () => {
    expect(instants('cron(0 9 * * ? *)', '2026-03-28T12:00:00Z', 2, 'Europe/Moscow')).toEqual([
      '2026-03-29T06:00',
      '2026-03-30T06:00',
    ]);
  });

  it('02:30 in Berlin runs after the gap of 29 March 2026 and once in the doubled hour of 25 October', () => {
    expect(instants('cron(30 2 * * ? *)', '2026-03-28T12:00:00Z', 2, 'Europe/Berlin')).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
    expect(instants('cron(30 2 * * ? *)', '2026-10-24T12:00:00Z', 2, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it('a schedule of a past year has no next instant', () => {
    expect(instants('cron(0 0 * * ? 2020)', '2026-01-01T00:00:00Z', 1)).toEqual([]);
  });

  it.each([
    'rate(0 minutes)',
    'rate(5 weeks)',
    'cron(0 9 * *)',
    'cron(0 25 * * ? *)',
    'cron(0 9 1 * MON *)',
    'cron(0 9 * * * *)',
    'cron(0 9 ? * ? *)',
    'at(2026-01-01T00:00:00)',
  ])('refuses %s by name', (expression) => {
    expect(() => compileSchedule(expression)).toThrow(/is not understood/);
  });

  it('hourly or more often is frequent: an idle hourly sweep would let all the others run each hour of a jump too', () => {
    const now = Date.parse('2026-11-02T06:00:00Z');
    expect(isFrequent(compileSchedule('rate(5 minutes)'), now)).toBe(true);
    expect(isFrequent(compileSchedule('cron(0/10 * * * ? *)'), now)).toBe(true);
    expect(isFrequent(compileSchedule('rate(1 hour)'), now)).toBe(true);
    expect(isFrequent(compileSchedule('rate(2 hours)'), now)).toBe(false);
    expect(isFrequent(compileSchedule('cron(0 6 * * ? *)'), now)).toBe(false);
  });
});
