import { describe, expect, it } from 'vitest';
import { momentField } from '../../../shared/api/moment-field.ts';

const read = (typed: string) => {
  const parsed = momentField.safeParse(typed);
  return parsed.success ? parsed.data : parsed.error.issues[0]?.message;
};

describe('an instant as it is typed', () => {
  it('G11: with a zone it is that instant; without one, as forms post it, the time in Moscow', () => {
    expect(read('2026-11-30T11:05:00Z')).toBe('2026-11-30T11:05:00.000Z');
    expect(read('2026-11-30T14:05:00+03:00')).toBe('2026-11-30T11:05:00.000Z');
    expect(read('2026-11-30T14:05')).toBe('2026-11-30T11:05:00.000Z');
  });

  it.each([
    '0000-Z',
    '2026-Z',
    '2026-11-30',
    '1999-12-31T00:00Z',
    '2026-13-01T00:00Z',
    '2000-00-00T00:00:00.000Z',
    '2026-02-30T10:00',
    '2026-11-31T00:00:00.000Z',
    '2026-11-30T25:00Z',
    'now',
  ])('G6: %s is none', (typed) => {
    expect(read(typed)).toBe('moment');
  });
});
