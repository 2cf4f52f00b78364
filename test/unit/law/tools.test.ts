import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deadlineTool } from '../../../infra/tools/deadline.ts';
import { computeDeadline } from '../../../shared/law/deadline.ts';

const folder = mkdtempSync(join(tmpdir(), 'deadline-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (cases: unknown): string => {
  const path = join(folder, 'cases.json');
  writeFileSync(path, JSON.stringify(cases));
  return path;
};
const check = (cases: unknown) => deadlineTool(['--cases', file(cases)]);
const claim = { id: 'a', rule: 'ru-claim-30', start: '2026-12-07T10:15:00+03:00' };

describe('npm run deadline', () => {
  test('prints one deadline as JSON with each day', () => {
    const { out, code } = deadlineTool(['--rule', 'ru-claim-30', '--start', '2026-12-07T10:15:00+03:00']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(computeDeadline('ru-claim-30', '2026-12-07T10:15:00+03:00'));
    const hours = deadlineTool(['--rule', 'ru-breach-first', '--start', '2026-12-31T22:10:00+03:00']);
    expect(JSON.parse(hours.out)).toMatchObject({ due: '2027-01-01T19:10:00.000Z', days: [] });
  });

  test('G12: exits 2 when the legal date is refused, and still prints the nominal one', () => {
    const { out, code } = deadlineTool(['--rule', 'ru-claim-30', '--start', '2027-12-10']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      nominal: '2028-01-09',
      due: null,
      workBy: null,
      refused: { year: 2028 },
    });
  });

  test.each([
    [['--rule', 'ru-claim-31', '--start', '2026-12-07'], /Unknown rule ru-claim-31.*ru-claim-30/],
    [['--rule', 'ru-claim-30', '--start', '2026-12-07T10:00:00'], /2026-12-07T10:00:00/],
    [['--rule', 'ru-claim-30'], /Usage/],
    [['--cases', 'x.json', '--rule', 'ru-claim-30'], /Usage/],
    [['--cases', '/nowhere/x.json'], /ENOENT/],
    [['--what'], /--what/],
  ])('a wrong call %j exits 1 and says why', (args, message) => {
    const { err, out, code } = deadlineTool(args);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(message);
  });

  test('all worked examples pass', () => {
    const path = new URL('examples.json', import.meta.url).pathname;
    expect(deadlineTool(['--cases', path])).toEqual({ out: '90 passed, 0 failed', err: '', code: 0 });
  });

  test('compares what is given and nothing else; instants as instants; safeDue is workBy', () => {
    const cases = [
      { ...claim, note: 'ignored' },
      { ...claim, due: '2027-01-11', nominal: '2027-01-06', workBy: '2026-12-30', safeDue: '2026-12-30' },
      { rule: 'ru-breach-first', start: '2026-12-31T22:10:00+03:00', due: '2027-01-01T22:10:00+03:00' },
      { rule: 'ru-claim-30', start: '2027-12-10', due: 'ERROR', nominal: '2028-01-09' },
      { rule: 'ru-access-answer', start: '2027-12-20', due: null, nominal: null },
    ];
    expect(check(cases)).toMatchObject({ out: '5 passed, 0 failed', code: 0 });
  });

  test.each([
    [{ ...claim, due: '2027-01-12' }, 'due 2027-01-11, expected 2027-01-12'],
    [{ ...claim, nominal: '2027-01-07' }, 'nominal 2027-01-06, expected 2027-01-07'],
    [{ ...claim, workBy: '2026-12-31' }, 'workBy 2026-12-30, expected 2026-12-31'],
    [{ ...claim, safeDue: '2026-12-31' }, 'safeDue 2026-12-30, expected 2026-12-31'],
    [{ ...claim, due: 'ERROR' }, 'due 2027-01-11, expected a refusal'],
    [{ ...claim, start: '2027-12-10', due: '2028-01-09' }, 'due refused, expected 2028-01-09'],
    [
      { ...claim, rule: 'ru-breach-first', due: '2026-12-08' },
      'due 2026-12-08T07:15:00.000Z, expected 2026-12-08',
    ],
    [
      { ...claim, rule: 'ru-breach-first', due: '2026-12-08T10:15:01+03:00' },
      'due 2026-12-08T07:15:00.000Z, expected',
    ],
    [{ ...claim, rule: 'nobody' }, 'Unknown rule nobody'],
    [{ ...claim, start: 'soon' }, 'soon'],
  ])('a failing case stands on its own line: %j', (one, message) => {
    const { out, code } = check([claim, one]);
    const [line, summary] = out.split('\n');
    expect(line).toMatch(/^a /);
    expect(line).toContain(message);
    expect(summary).toBe('1 passed, 1 failed');
    expect(code).toBe(1);
  });

  test('as a command: exit codes 0, 2 and 1 reach the shell', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['infra/tools/deadline.ts', ...args], { encoding: 'utf8' });
    const fine = run('--rule', 'ru-claim-30', '--start', '2026-12-07');
    expect([fine.status, fine.stderr, JSON.parse(fine.stdout).due]).toEqual([0, '', '2027-01-11']);
    expect(run('--rule', 'ru-claim-30', '--start', '2027-12-10').status).toBe(2);
    const failed = run('--cases', file([{ ...claim, due: '2027-01-12' }]));
    expect([failed.status, failed.stdout.trim().split('\n').at(-1)]).toEqual([1, '0 passed, 1 failed']);
  });

  test('calendar:check as a command: 0 in November 2026, 1 when claims get no legal date any more', () => {
    const run = (at: string) =>
      spawnSync(process.execPath, ['infra/tools/calendar-check.ts', '--at', at], { encoding: 'utf8' });
    expect(run('2026-11-23T12:00:00Z')).toMatchObject({ status: 0, stderr: '' });
    expect(run('2027-12-15T12:00:00Z').status).toBe(1);
  });
});
