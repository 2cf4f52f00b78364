import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);

/** What `npm run trace -- <sample>` prints, line by line, without indentation. */
async function trace(sample: string): Promise<readonly string[]> {
  const { stdout } = await run(process.execPath, ['infra/tools/trace.ts', `events/${sample}.json`]);
  return stdout.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' '));
}

const labels = (lines: readonly string[]) => [
  ...new Set(lines.slice(2).map((line) => /^(then door|\w+)/.exec(line)?.[0] ?? '')),
];
const like = (pattern: RegExp) => expect.arrayContaining([expect.stringMatching(pattern)]);

describe('npm run trace', () => {
  test('a claim: door, operation, records, ledger, further doors, letter and timer in this order', async () => {
    const lines = await trace('claims/claim');
    expect(labels(lines)).toEqual([
      'door',
      'operation',
      'answer',
      'record',
      'ledger',
      'then door',
      'letter',
      'timer',
      '',
    ]);
    expect(lines).toEqual(like(/^door claims-public functions\/claims\/public\.ts/));
    expect(lines).toEqual(like(/^operation takeClaim functions\/claims\/open-claim\.ts$/));
    expect(lines).toEqual(like(/^answer 201 reference PD-2026-/));
    expect(lines).toEqual(like(/^record new case cases: CASE#PD-2026-\S+ CASE \(open, revision 1\)$/));
    expect(lines).toEqual(like(/^ledger PD-2026-\S+ #1 opened by requester/));
    expect(lines).toEqual(like(/^then door outbox-task functions\/outbox\/task\.ts hands on/));
    expect(lines).toEqual(like(/^then door cases-task functions\/cases\/task\.ts starts execution/));
    expect(lines).toEqual(like(/^letter claim-receipt to requester by mail: new → delivered$/));
    expect(lines).toEqual(
      like(/^timer execution PD-2026-\S+: RUNNING in Wait1 until 2026-12-13 09:00 in Moscow$/),
    );
  });

  test('a sample about a case says first that one is opened, and prints neither secrets nor what was typed', async () => {
    const lines = await trace('cases/withdraw');
    expect(lines).toEqual(
      like(/^before a claim is opened: PD-2026-\S+, which takes the place of PD-2026-K7M4QX-1$/),
    );
    expect(lines).toEqual(like(/^record new challenge short: CHALLENGE#…$/));
    expect(lines).toEqual(like(/^letter claim-withdrawal-code to requester by mail: new → delivered$/));
    const text = lines.join('\n');
    expect(text).not.toMatch(/Соколова|@example\.org|терминал/);
    expect(text).not.toMatch(/[\w-]{40,}/);
  });

  test('the start sample: the execution that was stopped is followed by another', async () => {
    const lines = await trace('claims/start');
    expect(lines).toEqual(like(/^before its execution PD-2026-\S+-1 is stopped$/));
    expect(lines).toEqual(like(/^ledger PD-2026-\S+ #\d+ execution-started by system/));
    expect(lines).toEqual(like(/^timer execution \S+: RUNNING in Wait1 until /));
  });
});
