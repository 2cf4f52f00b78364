import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { duePage } from '../../../functions/desk/pages/due-page.tsx';
import { presentClock } from '../../../shared/api/present-case.ts';
import { startClock } from '../../../shared/domain/cases/clocks.ts';
import { CLAIM_CLOCKS } from '../../../shared/domain/claims/clocks.ts';
import { CaseClocks } from '../../../shared/http/pages/case-clocks.tsx';
import { timeLeftText } from '../../../shared/http/pages/clock-end.tsx';
import { deskContext, dueLines } from '../../browser/support/samples.ts';
import { PROBE } from '../../support/probe.ts';
import { aHead, compose } from '../letters/samples.ts';
import { drawBody } from './html.ts';

/** Wednesday 25 November 2026, 14:03:20 in Moscow: the first notice within 24 hours. */
const FOUND = '2026-11-25T11:03:20.000Z';
const END = '2026-11-26T11:03:20.000Z';
const HOUR = 3_600_000;
const text = (html: string) =>
  html
    .replaceAll('\u00a0', ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

const clocks = (at: number, language: 'ru' | 'en', staff = true) => {
  const shown = [
    startClock<string>(PROBE.clocks, 'notify', FOUND),
    startClock(CLAIM_CLOCKS, 'promise', FOUND),
  ];
  const view = {
    kind: 'claim' as const,
    provisional: false,
    receivedAt: FOUND,
    clocks: shown.map((one) => presentClock(one, language)),
  };
  return renderToString(<CaseClocks view={view} context={{ language, at }} staff={staff} />);
};

describe('B1: a clock of hours is told of by hour and zone, one of days by day', () => {
  test('on the page of a case: when it began, when it ends and what is left', () => {
    const ru = text(clocks(Date.parse(END) - 5.5 * HOUR, 'ru'));
    expect(ru).toContain('Начало срока 25 ноября 2026 г., 14:03 (московское время)');
    expect(ru).toContain('26 ноября 2026 г., 14:03 (московское время) осталось 5 часов');
    expect(ru).toContain('Получена 25 ноября 2026 г. Закончить работу 25 декабря 2026 г.');
    const en = text(clocks(Date.parse(END) + 59 * 60_000, 'en'));
    expect(en).toContain('26 November 2026, 14:03 (Moscow time) 59 minutes overdue');
  });

  test('without a calendar of days: an hour clock counts none', () => {
    const html = clocks(Date.parse(FOUND), 'ru');
    const [hours = '', days = ''] = html.split('<section').slice(1);
    expect([hours.includes('class="month"'), days.includes('class="month"')]).toEqual([false, true]);
  });

  test.each([
    [24 * HOUR, '24 hours left'],
    [HOUR, '1 hour left'],
    [HOUR - 1, '59 minutes left'],
    [0, '0 minutes overdue'],
    [-2 * HOUR, '2 hours overdue'],
  ])('what is left is never rounded up: %d ms', (left, words) => {
    expect(timeLeftText(Date.parse(END) - left, Date.parse(END), 'en')).toBe(words);
  });

  test('on the list: past its instant it is overdue that very day, and the list says the hour', () => {
    const context = deskContext('ru', '/desk');
    const [line = expect.fail('no line')] = dueLines();
    const dueAt = new Date(context.at - 2 * HOUR).toISOString();
    const day = dueAt.slice(0, 10);
    const late = { ...line, overdue: true, dueAt, dueOn: day, workBy: day, status: 'open' as const };
    const html = text(drawBody(duePage({ items: [late], cursor: null, filter: {} }, context)));
    expect(html).toContain('просрочено на 2 часа');
    expect(html).toContain('(московское время)');
    expect(html).toMatch(/1 Просрочено/);
  });

  test('in the officers’ digest and in what a case asks of staff', () => {
    const letter = (ends: string) =>
      compose(
        {
          kind: 'desk-digest',
          ...{ day: '2026-11-26', more: 0, deskUrl: 'https://privacy.example.com/desk', overdue: [] },
          today: [{ reference: 'PD-2026-K7M4QX-9', workBy: '2026-11-26', ends, lacks: 'answer' }],
        },
        aHead('ru'),
      ).text;
    expect(letter(END)).toContain('последний день: 26 ноября 2026 г., 14:03 (московское время)');
    expect(letter('2026-11-26')).not.toContain('московское');
  });
});
