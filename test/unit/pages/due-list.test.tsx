import { describe, expect, it } from 'vitest';
import { agesOf, bucketOf, countAges } from '../../../functions/desk/pages/due-buckets.ts';
import { duePage } from '../../../functions/desk/pages/due-page.tsx';
import type { CaseLine } from '../../../shared/api/case-view.ts';
import { deskContext, dueLines } from '../../browser/support/samples.ts';
import { drawBody, elements } from './html.ts';

/** Tuesday 8 December 2026. */
const TODAY = '2026-12-08';
const line = (given: Partial<CaseLine> = {}): CaseLine => ({
  reference: 'PD-2026-K7M4QX-9',
  kind: 'claim',
  status: 'open',
  receivedAt: '2026-11-24T07:15:00.000Z',
  workBy: '2026-12-24',
  dueOn: '2026-12-24',
  dueAt: null,
  topic: null,
  overdue: false,
  assignee: null,
  held: false,
  triage: false,
  channel: 'web',
  language: 'ru',
  lastAct: null,
  provisional: false,
  ...given,
});

describe('D1: a case is shown', () => {
  it.each([
    ['overdue', 'past its promise', { overdue: true, workBy: '2026-12-04', dueOn: '2026-12-06' }],
    [
      'overdue',
      'past the working day to finish by, although promised for a Saturday still to come',
      { workBy: '2026-12-07', dueOn: '2026-12-12' },
    ],
    ['today', 'on its working day', { workBy: TODAY }],
    ['week', 'due tomorrow', { workBy: '2026-12-09' }],
    ['week', 'due in seven days', { workBy: '2026-12-15' }],
    ['later', 'due in eight days', { workBy: '2026-12-16' }],
    ['none', 'already sent', { status: 'sent', workBy: '2026-12-01' }],
    ['overdue', 'answered but not sent in time', { status: 'answered', overdue: true }],
    ['none', 'without a date yet (G12)', { workBy: null, dueOn: null }],
    ['today', 'returned, to be posted today', { status: 'returned', workBy: TODAY }],
  ] as const)('as %s when %s', (bucket, _, given) => {
    expect(bucketOf(line(given), TODAY)).toBe(bucket);
  });
});

it('D1: open cases are counted by age in days since receipt in Moscow, the answered ones left out', () => {
  const at = (receivedAt: string, status: CaseLine['status'] = 'open') => line({ receivedAt, status });
  // 21:30 in London on 30 November is already 1 December in Moscow: seven days.
  const ages = agesOf(
    countAges(
      [
        at('2026-11-30T21:30:00.000Z'),
        at('2026-11-30T20:30:00.000Z'),
        at('2026-11-08'),
        at('2026-11-07'),
        at('2026-10-01', 'sent'),
      ],
      TODAY,
    ),
  );
  expect(ages).toEqual([
    { label: '0–7', count: 1 },
    { label: '8–14', count: 1 },
    { label: '15–21', count: 0 },
    { label: '22–30', count: 1 },
    { label: '31+', count: 1 },
  ]);
});

describe('D1: the due list', () => {
  const draw = (filter = {}, items = dueLines(), cursor: string | null = null) =>
    drawBody(duePage({ items, cursor, filter }, deskContext('ru', '/desk'))).replaceAll('\u00a0', ' ');

  it('says by words, not only by colour, what is overdue and by how many days', () => {
    const html = draw();
    expect(html).toContain('Просрочено');
    // Promised for Sunday 29 November, today is 8 December.
    expect(html).toContain('просрочено на 9 дней');
    expect(html.indexOf('PD-2026-3HV9TR-K')).toBeLessThan(html.indexOf('PD-2026-A6B4JD-X'));
  });

  it('says "at least" for a group that may go on on the next page', () => {
    expect(draw({}, dueLines(), 'next')).toContain('<b>4+</b><span>Позже');
    expect(draw()).toContain('<b>4</b><span>Позже');
  });

  it('keeps the filter on the way to the next page', () => {
    const html = draw({ status: 'open', assignee: 'officer-1' }, dueLines(), 'abc=');
    const links = elements(html, 'a').map(({ attributes }) => attributes.get('href'));
    expect(links).toContain('/desk?status=open&assignee=officer-1&cursor=abc%3D');
  });

  it('shows the filter in force and a way out of an empty list', () => {
    const html = draw({ status: 'court' }, []);
    expect(html).toContain('Под этот отбор ничего не подходит');
    expect(html).toMatch(/value="court" selected/);
    expect(elements(html, 'a').some(({ attributes }) => attributes.get('href') === '/desk')).toBe(true);
  });
});
